// Arithmetic beside the package: what readings compute of published numbers.

import { Decimal as Any } from "decimal.js";

/** More digits than any sum or product here has; quotients are cut to what the package holds. */
export const Decimal = Any.clone({ precision: 80, rounding: Any.ROUND_HALF_EVEN, toExpNeg: -9e15, toExpPos: 9e15 });
export const decimal = (text) => new Decimal(text);
export const ZERO = decimal(0);
export const ONE = decimal(1);

/** To the digits that the package takes. */
export const held = (number) => number.toSignificantDigits(28).toDecimalPlaces(28);
export const divide = (dividend, divisor) => held(decimal(dividend).div(divisor));
export const divideUp = (dividend, divisor) => decimal(dividend).div(divisor).toSignificantDigits(28, Decimal.ROUND_UP);
export const round = (number, places) => decimal(number).toDecimalPlaces(places);
