// What every entry of the package exports; how the module is loaded is the entry's own affair.

import * as bindings from "./bindings.js";
import { Markets } from "./markets.js";
import { call } from "./module.js";
import { question } from "./question.js";

export { MarginError } from "./margin-error.js";
export { Simulation } from "./simulation.js";
export { marketsOf } from "./venue-file.js";

export const evaluate = (account) => JSON.parse(call(bindings.evaluate, question(account)));
export const loadMarkets = (markets) => new Markets(call(bindings.loadMarkets, question(markets)));
export const evaluateMany = (accounts) => JSON.parse(call(bindings.evaluateMany, question(accounts)));
export const compare = (scenario) => JSON.parse(call(bindings.compare, question(scenario)));
export const limits = (scenario, field) => JSON.parse(call(bindings.limits, question(scenario), question(field)));
export const solve = (scenario, wanted) => call(bindings.solve, question(scenario), question(wanted)) ?? null;
export const venues = () => JSON.parse(call(bindings.venues));
export const version = () => call(bindings.version);

export function curve(scenario, range) {
  const numbers = call(bindings.curve, question(scenario), question(range));
  const points = numbers.length / 3;
  return {
    price: numbers.slice(0, points),
    isolated: numbers.slice(points, 2 * points),
    cross: numbers.slice(2 * points),
  };
}
