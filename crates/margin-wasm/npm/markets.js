// Markets that are read and checked once.

import * as bindings from "./bindings.js";
import { Handle } from "./handle.js";

/** Markets in the module's memory, to be given to any number of accounts. */
export class Markets {
  #handle;

  constructor(markets) {
    this.#handle = new Handle(markets, bindings.freeMarkets);
  }

  /** The number under which the module keeps them; nothing for anything else. */
  static handleOf(value) {
    return #handle in value ? value.#handle.number : undefined;
  }

  free() {
    this.#handle.free();
  }

  [Symbol.dispose ?? Symbol.for("Symbol.dispose")]() {
    this.free();
  }
}

export const { handleOf } = Markets;
