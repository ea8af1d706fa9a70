// A living account.

import * as bindings from "./bindings.js";
import { Handle } from "./handle.js";
import { call } from "./module.js";
import { question } from "./question.js";

/** Tells the constructor that the account is there already. */
const restored = Symbol("restored");

export class Simulation {
  #account;
  #history = [];

  constructor(input, marker) {
    const number = marker === restored ? input : call(bindings.begin, question(input));
    this.#account = new Handle(number, bindings.freeAccount);
  }

  static fromJSON(json) {
    return new Simulation(call(bindings.restore, question(json)), restored);
  }

  toJSON() {
    return JSON.parse(call(bindings.state, this.#account.number));
  }

  get history() {
    return [...this.#history];
  }

  apply(operation) {
    const asked = question(operation);
    const events = JSON.parse(call(bindings.apply, this.#account.number, asked));
    for (const event of events) this.#history.push(event);
    return events;
  }

  preview(operation) {
    const asked = question(operation);
    return JSON.parse(call(bindings.preview, this.#account.number, asked));
  }

  report() {
    return JSON.parse(call(bindings.report, this.#account.number));
  }

  limits(id) {
    const asked = question(id);
    return JSON.parse(call(bindings.limits, this.#account.number, asked));
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
