// The same figures written with other number libraries, each `{ readMarkets, evaluate, compare }`.

import bigJs from "./big-js.js";
import bignumberJs from "./bignumber-js.js";
import decimalJs from "./decimal-js.js";
import numbers from "./numbers.js";

export const RIVALS = { "decimal.js": decimalJs, "big.js": bigJs, "bignumber.js": bignumberJs, "plain numbers": numbers };
