// Numbers are taken exactly: strings, numbers, bigints, and the objects of decimal libraries.
import init, { compare } from "isolated-margin";
import { Decimal } from "decimal.js";

await init();

const { isolated } = compare({
  side: "short",
  value: new Decimal("250").times(2),
  entryPrice: "0.00002514",
  leverage: 5n,
  walletBalance: 1e3,
});

// Answers are strings: nothing is lost on the way into another library.
console.log(new Decimal(isolated.maxLoss).plus("0.1").toFixed());
