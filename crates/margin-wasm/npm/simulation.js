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
    return this.#apply(question(operation));
  }

  #apply(asked) {
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
    return JSON.parse(call(bindings.limitsOf, this.#account.number, asked));
  }

  #do(kind, fields) {
    return this.#apply(question(fields, kind));
  }

  open(fields) {
    return this.#do("open", fields);
  }

  close(fields) {
    return this.#do("close", fields);
  }

  addMargin(fields) {
    return this.#do("add-margin", fields);
  }

  removeMargin(fields) {
    return this.#do("remove-margin", fields);
  }

  setMarginMode(fields) {
    return this.#do("set-margin-mode", fields);
  }

  setLeverage(fields) {
    return this.#do("set-leverage", fields);
  }

  deposit(fields) {
    return this.#do("deposit", fields);
  }

  withdraw(fields) {
    return this.#do("withdraw", fields);
  }

  mark(fields) {
    return this.#do("mark", fields);
  }

  fund(fields) {
    return this.#do("fund", fields);
  }

  free() {
    this.#account.free();
  }

  [Symbol.dispose ?? Symbol.for("Symbol.dispose")]() {
    this.free();
  }
}
