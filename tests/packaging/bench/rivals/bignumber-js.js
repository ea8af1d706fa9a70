// With bignumber.js. Sums and products are exact; quotients have as many places as the agreement in 18 digits takes.

import { BigNumber } from "bignumber.js";
// A name of its own is a copy of its own: the engine's inline caches see the objects of one library only.
import { modelOf } from "./decimal-model.js?bignumber.js";

const Number24 = BigNumber.clone({ DECIMAL_PLACES: 24 });

export default modelOf({
  number: (text) => new Number24(text),
  shown: (price) => price.dp(2, Number24.ROUND_HALF_UP),
});
