// The entry for Node: ready when it has been imported. It hands on what `require` gives, so that a program that uses
// both has one module.

import api from "./node.cjs";

export const {
  MarginError,
  Simulation,
  compare,
  curve,
  evaluate,
  evaluateMany,
  init,
  loadMarkets,
  marketsOf,
  solve,
  venues,
  version,
} = api;
export default init;
