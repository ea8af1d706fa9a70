// A living account.

import * as bindings from "./bindings.js";
import { Handle } from "./handle.js";
import { call } from "./module.js";

/** Tells the constructor that the account is there already. */
const restored = Symbol("restored");

export class Simulation {
  #account;
  #history = [];

  constructor(input, marker) {
    this.#account = new Handle(marker === restored ? input : call(() => new bindings.Simulation(input)));
  }

  static fromJSON(json) {
    return new Simulation(call(() => bindings.Simulation.fromJSON(json)), restored);
  }

  toJSON() {
    return this.#account.use((account) => account.toJSON());
  }

  get history() {
    return [...this.#history];
  }

  apply(operation) {
    const events = this.#account.use((account) => account.apply(operation));
    for (const event of events) this.#history.push(event);
    return events;
  }

  preview(operation) {
    return this.#account.use((account) => account.preview(operation));
  }

  report() {
    return this.#account.use((account) => account.report());
  }

  limits(id) {
    return this.#account.use((account) => account.limits(id));
  }

  open(fields) {
    return this.apply({ ...fields, kind: "open" });
  }

  close(fields) {
    return this.apply({ ...fields, kind: "close" });
  }

  addMargin(fields) {
    return this.apply({ ...fields, kind: "add-margin" });
  }

  removeMargin(fields) {
    return this.apply({ ...fields, kind: "remove-margin" });
  }

  setMarginMode(fields) {
    return this.apply({ ...fields, kind: "set-margin-mode" });
  }

  setLeverage(fields) {
    return this.apply({ ...fields, kind: "set-leverage" });
  }

  deposit(fields) {
    return this.apply({ ...fields, kind: "deposit" });
  }

  withdraw(fields) {
    return this.apply({ ...fields, kind: "withdraw" });
  }

  mark(fields) {
    return this.apply({ ...fields, kind: "mark" });
  }

  fund(fields) {
    return this.apply({ ...fields, kind: "fund" });
  }

  free() {
    this.#account.free();
  }

  [Symbol.dispose ?? Symbol.for("Symbol.dispose")]() {
    this.free();
  }
}
