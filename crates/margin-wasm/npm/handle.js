// Numbers under which the module keeps what lives longer than a call.

import { MarginError } from "./margin-error.js";
import { call } from "./module.js";

/** Frees what is no longer reachable. */
const forgotten = new FinalizationRegistry(({ free, number }) => free(number));

/** What the module keeps, until it is freed or no longer reachable. */
export class Handle {
  #number;
  #free;

  constructor(number, free) {
    this.#number = number;
    this.#free = free;
    forgotten.register(this, { free, number }, this);
  }

  get number() {
    if (this.#number === undefined) throw new MarginError({ code: "freed", message: "this has been freed" });
    return this.#number;
  }

  /** Gives the memory back. A second time does nothing. */
  free() {
    if (this.#number === undefined) return;
    call(this.#free, this.#number);
    forgotten.unregister(this);
    this.#number = undefined;
  }
}
