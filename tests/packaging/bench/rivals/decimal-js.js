// With decimal.js, at the 28 significant digits that the package has.

import { Decimal } from "decimal.js";
// A name of its own is a copy of its own: the engine's inline caches see the objects of one library only.
import { modelOf } from "./decimal-model.js?decimal.js";

const Number28 = Decimal.clone({ precision: 28, defaults: true });

export default modelOf({
  number: (text) => new Number28(text),
  shown: (price) => price.toDecimalPlaces(2, Number28.ROUND_HALF_UP),
});
