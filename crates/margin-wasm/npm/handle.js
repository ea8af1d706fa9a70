// Handles to what lives in the module's memory.

import { MarginError } from "./margin-error.js";
import { call } from "./module.js";

/** Something that lives in the module's memory until it is freed, or no longer reachable. */
export class Handle {
  #inner;

  constructor(inner) {
    this.#inner = inner;
  }

  /** Calls into the module with it. */
  use(run) {
    const inner = this.#inner;
    if (inner === undefined) throw new MarginError({ code: "freed", message: "this has been freed" });
    return call(() => run(inner));
  }

  /** Gives its memory back. A second time does nothing. */
  free() {
    this.#inner?.free();
    this.#inner = undefined;
  }
}
