// What every entry of the package exports; how the module is loaded is the entry's own affair.

import * as bindings from "./bindings.js";
import { call } from "./module.js";

export { MarginError } from "./margin-error.js";
export { Simulation } from "./simulation.js";
export { loadMarkets } from "./markets.js";
export { marketsOf } from "./venue-file.js";

export const evaluate = (account) => call(() => bindings.evaluate(account));
export const evaluateMany = (accounts) => call(() => bindings.evaluateMany(accounts));
export const compare = (scenario) => call(() => bindings.compare(scenario));
export const curve = (scenario, range) => call(() => bindings.curve(scenario, range));
export const solve = (scenario, wanted) => call(() => bindings.solve(scenario, wanted));
export const venues = () => call(() => bindings.venues());
export const version = () => call(() => bindings.version());
