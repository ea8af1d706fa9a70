// Markets that are read and checked once.

import * as bindings from "./bindings.js";
import { Handle } from "./handle.js";
import { call } from "./module.js";

/** Markets in the module's memory, to be given to any number of accounts. */
class Markets {
  #handle;

  constructor(markets) {
    this.#handle = new Handle(markets);
  }

  get symbols() {
    return this.#handle.use((markets) => markets.symbols());
  }

  /** A second handle, for the module alone. */
  share() {
    return this.#handle.use((markets) => markets.share());
  }

  free() {
    this.#handle.free();
  }

  [Symbol.dispose ?? Symbol.for("Symbol.dispose")]() {
    this.free();
  }
}

export const loadMarkets = (markets) => new Markets(call(() => bindings.loadMarkets(markets)));
