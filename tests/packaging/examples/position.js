// One position in both modes.
import init, { compare } from "isolated-margin";

await init();

const { isolated, cross } = compare({
  side: "long",
  value: 1000,
  entryPrice: 60000,
  leverage: 10,
  walletBalance: 2000,
  maintenanceRate: "0.004",
});

console.log(isolated.liquidation.kind, isolated.maxLoss);
console.log(cross.liquidation.kind, cross.maxLoss);
