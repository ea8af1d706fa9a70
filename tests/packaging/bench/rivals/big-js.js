// With big.js. Sums and products are exact; quotients have as many places as the agreement in 18 digits takes.

import Big from "big.js";
// A name of its own is a copy of its own: the engine's inline caches see the objects of one library only.
import { modelOf } from "./decimal-model.js?big.js";

const Number24 = Big();
Number24.DP = 24;

export default modelOf({
  number: (text) => new Number24(text),
  shown: (price) => price.round(2, Number24.roundHalfUp),
});
