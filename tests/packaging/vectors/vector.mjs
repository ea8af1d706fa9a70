// A vector: what was published, and a record of what a reading has made of it.

import assert from "node:assert/strict";

import { Decimal, ONE, decimal, round } from "./decimal.mjs";

/** A published number. A remark may follow it; digits past what a decimal can hold are cut off. */
export function number(text) {
  if (typeof text !== "string") throw new Error(`${text} is not a text`);
  const [digits] = text.split(" ");
  const longest = "12345.67890123456789012345678".length;
  const point = digits.indexOf(".");
  const held = point >= 0 && point < longest ? digits.slice(0, longest) : digits;
  if (!/^-?\d+(\.\d+)?$/.test(held)) throw new Error(`${text} is not a number`);
  return decimal(held);
}

/** The inputs of a vector, read by name, with a record of what was read. */
class Inputs {
  constructor(value, path = "", unread = new Set(leavesOf(value))) {
    Object.assign(this, { value, path, unread });
  }

  has(key) {
    return this.value[key] !== undefined && this.value[key] !== null;
  }

  text(key) {
    this.#read(key);
    return typeof this.value[key] === "string" ? this.value[key] : undefined;
  }

  /** A number, where it is given. */
  optional(key) {
    this.#read(key);
    return this.has(key) ? number(this.value[key]) : undefined;
  }

  decimal(key) {
    const found = this.optional(key);
    if (found === undefined) throw new Error(`no input ${key}`);
    return found;
  }

  /** The number under the first of these names that is given. */
  firstOf(...keys) {
    const key = keys.find((key) => this.has(key));
    return key === undefined ? undefined : this.optional(key);
  }

  group(key) {
    return new Inputs(this.value[key], this.#pathOf(key), this.unread);
  }

  list(key) {
    return (this.value[key] ?? []).map((value, index) => new Inputs(value, `${this.#pathOf(key)}[${index}]`, this.unread));
  }

  rows(key) {
    this.#read(key);
    return this.value[key].map((row) => row.map(number));
  }

  numbers(key) {
    this.#read(key);
    return this.value[key].map(number);
  }

  #pathOf(key) {
    return this.path === "" ? key : `${this.path}.${key}`;
  }

  #read(key) {
    const path = this.#pathOf(key);
    for (const leaf of this.unread) if (leaf === path || leaf.startsWith(`${path}[`)) this.unread.delete(leaf);
  }
}

function leavesOf(value, path = "") {
  if (Array.isArray(value)) return value.flatMap((item, index) => leavesOf(item, `${path}[${index}]`));
  if (value !== null && typeof value === "object") {
    return Object.entries(value).flatMap(([key, item]) => leavesOf(item, path === "" ? key : `${path}.${key}`));
  }
  return value === null ? [] : [path];
}

const sideOf = (text) => ({ long: "long", BUY: "long", short: "short" })[text];

export class Vector {
  inputs;
  #expected;
  #compared = new Set();
  #disagreement = false;

  /** `tolerances` are functions of the published number, by figure. */
  constructor({ id, unsupported, contract, marginMode, side, inputs, expected, agrees, tolerances }) {
    Object.assign(this, { id, unsupported, agrees, tolerances });
    this.contract = contract.startsWith("inverse") ? "inverse" : "linear";
    this.isCross = marginMode.startsWith("cross");
    this.inputs = new Inputs(inputs);
    this.ownSide = sideOf(side);
    this.#expected = expected;
  }

  /** One of `venue-examples.json`. */
  static ofVenue(example) {
    const { margin_mode: marginMode, contract_type: contract, reproduced: agrees, check, ...rest } = example;
    const tolerances = (figure) => () => number(check[figure].tolerance);
    return new Vector({ ...rest, marginMode, contract, agrees, tolerances });
  }

  /** One of `peer-vectors.json`. */
  static ofPeer(vector) {
    const { margin_mode: marginMode, should_match_venue: agrees, tolerance, side: _, ...rest } = vector;
    const { abs, rel, round_dp: places } = tolerance;
    const admits = (published) => {
      if (abs) return decimal(abs);
      if (rel) return decimal(rel).mul(published.abs());
      // What rounds to the published number: half a unit of its last place.
      if (places) return Decimal.pow(10, -places).div(2);
      throw new Error("no tolerance");
    };
    return new Vector({ ...rest, marginMode, agrees, tolerances: () => admits });
  }

  get side() {
    const text = this.inputs.text("side");
    return text === undefined ? this.ownSide : sideOf(text);
  }

  expects(figure) {
    return figure in this.#expected;
  }

  get uncompared() {
    return Object.keys(this.#expected).filter((figure) => !this.#compared.has(figure)).sort();
  }

  /** The published number as it is. Looking at it compares nothing. */
  number(figure) {
    return number(this.#expected[figure]);
  }

  check(figure, ours) {
    const published = this.#published(figure);
    assert.ok(this.#admits(figure, ours), `${figure}: published ${published}, ours ${ours}`);
  }

  checkText(figure, ours) {
    assert.equal(ours, this.#published(figure), figure);
  }

  /** The publisher's mistake, made here, too, gives their list. */
  checkListWithMistake(figure, theirs) {
    assert.deepEqual(theirs.map(String), this.#published(figure).map((text) => String(number(text))));
  }

  /** Ours (nothing where it is never) is another number, and with the mistake made it is theirs. */
  checkMistake(figure, ours, theirs) {
    const published = this.#published(figure);
    assert.ok(this.#admits(figure, theirs), `${figure}: published ${published}, with their mistake ${theirs}`);
    assert.ok(ours === undefined || !this.#admits(figure, ours), `${figure}: ours, ${ours}, agrees`);
    this.disagreementIsShown(figure);
  }

  disagreementIsShown(figure) {
    this.#published(figure);
    this.#disagreement = true;
  }

  /** Fails where something was not read, not compared, or not explained. Says what came of it. */
  finish() {
    assert.deepEqual([...this.inputs.unread], [], "inputs that were not read");
    assert.deepEqual(this.uncompared, [], "figures that were not compared");
    assert.equal(this.#disagreement, !this.agrees, "marked as a mistake, and shown to be one");
    return this.agrees ? "matched" : "mistakes";
  }

  #published(figure) {
    this.#compared.add(figure);
    if (!(figure in this.#expected)) throw new Error(`${figure} was not published`);
    return this.#expected[figure];
  }

  #admits(figure, ours) {
    const published = number(this.#expected[figure]);
    return decimal(ours).sub(published).abs().lte(this.tolerances(figure)(published));
  }
}

export { ONE, round, sideOf };
