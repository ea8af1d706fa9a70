// The entry for Node: ready when it has been imported. It hands on what `require` gives, so that a program that uses
// both has one module. By name: what the default import of such a file is, hosts and bundlers do not agree on.

export {
  MarginError,
  Simulation,
  compare,
  curve,
  evaluate,
  evaluateMany,
  init,
  init as default,
  limits,
  loadMarkets,
  marketsOf,
  solve,
  venues,
  version,
} from "./node.cjs";
