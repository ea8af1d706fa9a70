// Values that no caller should hand over, and some that mean well, as a generator of fast-check.

import big from "big.js";
import bignumber from "bignumber.js";
import decimaljs from "decimal.js";
import fc from "fast-check";

const NAMES = [
  "venue", "rules", "tableDate", "walletBalance", "markets", "prices", "positions", "side", "entryPrice", "markPrice", "size", "value", "market",
  "maintenanceRate", "leverage", "isolatedMargin", "addedMargin", "marginMode", "id", "symbol", "contract", "multiplier", "settle", "tickSize",
  "tiers", "floor", "rate", "deduction", "maxLeverage", "kind", "amount", "mode", "time", "price", "positionMode", "want", "vary", "liquidationPrice",
  "from", "to", "points", "version", "nextId", "entryValue", "priceRounding", "decimals", "significant", "removalFloor", "tables", "table",
  "__proto__", "constructor", "toString", "toFixed", "toJSON", "length", "valueOf", "then", "", "\0", "\ud800", "0", "BTCUSDT",
];
const WORDS = [
  "long", "short", "isolated", "cross", "open", "close", "add-margin", "remove-margin", "set-margin-mode", "set-leverage", "deposit", "withdraw", "mark",
  "fund", "one-way", "hedge", "binance-usdm", "bitmex", "generic", "linear", "inverse", "quanto", "BTCUSDT", "1", "2", "size", "toward-mark", "whole",
];
const NUMBERS = [
  0, -0, 1, -1, 0.1, 1e-7, 1e21, 1e-12, 5e-324, Number.MAX_VALUE, Number.MAX_SAFE_INTEGER, NaN, Infinity, -Infinity, 2 ** 31, 2 ** 32, -(2 ** 31), 0.005, 60000,
];
const TEXTS = [
  "", " ", "0", "-0", "00", "+1", ".5", "1.", "1e5", "0x10", "1_000", "1,000", "NaN", "٣", "１", "−1", "1\0", "\0", "\ud800", "\udfff1", "60000", "0.004",
  "9".repeat(28), "9".repeat(29), `0.${"0".repeat(27)}1`, `0.${"9".repeat(28)}`, "79228162514264337593543950335", "1".repeat(1_000), "1".repeat(1_001),
  "x".repeat(100_000), "é".repeat(5_000), "1000000000000000", "0.000000000001",
];

const boom = () => {
  throw new TypeError("hostile");
};

function cyclic() {
  const object = { tiers: [], markets: [], positions: [] };
  object.rules = object.market = object.prices = object.want = object;
  object.tiers.push(object);
  object.markets.push(object.markets);
  return object;
}

/** Traps of proxies that throw or lie. */
const TRAPS = {
  get: [boom, () => cyclic(), (_, key) => key, () => 1],
  ownKeys: [boom, () => ["size", "side"], () => ["kind", Symbol.iterator]],
  getOwnPropertyDescriptor: [boom, () => ({ value: 1, configurable: true, enumerable: true }), () => undefined],
  getPrototypeOf: [boom, () => null, () => Array.prototype],
  has: [boom, () => true],
  apply: [boom],
};

function proxied(target, trap, choice) {
  const choices = TRAPS[trap];
  return new Proxy(target, { [trap]: choices[choice % choices.length] });
}

function revoked(target) {
  const { proxy, revoke } = Proxy.revocable(target, {});
  revoke();
  return proxy;
}

const withGetter = (key, get) => Object.defineProperty({}, key, { get, enumerable: true });

/** One of these values. Generators give functions that make the value: fast-check itself must not touch it. */
const oneOf = (...values) => fc.constantFrom(...values.map((value) => () => value));
const made = (arbitrary, make) => arbitrary.map((given) => () => make(given));

/** A generator of anything. `tools` act on what is being read. */
export function hostile(tools) {
  const scalar = fc.oneof(
    oneOf(undefined, null, true, false),
    oneOf(...NUMBERS),
    oneOf(...TEXTS),
    oneOf(...WORDS),
    made(fc.double(), (number) => number),
    made(fc.bigInt(), (number) => number),
    oneOf(0n, -1n, 2n ** 95n, 2n ** 96n, 2n ** 97n, -(2n ** 97n), 2n ** 5_000n),
    made(fc.string({ unit: "binary", maxLength: 12 }), (text) => text),
    oneOf(Symbol("1"), Symbol.iterator, Symbol.for("1")),
  );
  const ofLibraries = made(fc.tuple(fc.constantFrom("0.1", "60000", "1e30", "-5", "0", "1e-20", "NaN", "Infinity"), fc.nat(2)), ([text, library]) =>
    library === 0 ? new decimaljs(text) : library === 1 ? new bignumber(text) : new big(/[NI]/.test(text) ? 1 : text),
  );
  const decimal = fc.oneof(
    ofLibraries,
    oneOf(
      { toString: boom },
      { toFixed: boom },
      { toFixed: () => 5 },
      { toFixed: () => "1" },
      { toString: () => ({}) },
      { toString: () => "1".repeat(2_000) },
      { toString: null, toFixed: null },
      { toFixed: (...given) => String(given.length) },
      { [Symbol.toPrimitive]: boom, toString: () => "2" },
      { toString: () => tools.again() },
      { toFixed: () => tools.again() },
      Object.create(null),
      new Number(1),
      new String("1"),
      new Boolean(true),
      Object(1n),
      Object(Symbol("boxed")),
      new Date(0),
      new Date(NaN),
      /1/,
    ),
  );
  const strange = fc.oneof(
    oneOf(
      () => 1,
      class {},
      Math,
      globalThis,
      new Map([["side", "long"]]),
      new Set([1]),
      new WeakMap(),
      new Uint8Array(8),
      new Float64Array([1, 2, 3]),
      new ArrayBuffer(8),
      Promise.resolve(1),
      new Error("1"),
      { length: 1e9 },
      revoked({}),
      revoked([]),
      revoked(() => 1),
      cyclic(),
      tools.freedMarkets,
      tools.markets,
      tools.freedAccount,
      tools.account,
    ),
    made(
      fc.tuple(fc.constantFrom(() => ({}), () => [], () => ({ side: "long", size: 1 }), () => [{ symbol: "A", tiers: [] }], () => () => 1), fc.constantFrom(...Object.keys(TRAPS)), fc.nat(3)),
      ([target, trap, choice]) => proxied(target(), trap, choice),
    ),
    made(fc.tuple(fc.constantFrom(...NAMES), fc.constantFrom(boom, () => cyclic(), tools.free, tools.apply, tools.again, tools.revokeItself)), (given) => withGetter(...given)),
    made(fc.integer({ min: 1, max: 400 }), (depth) => {
      let nest = {};
      for (let at = 0; at < depth; at += 1) nest = at % 2 ? { rules: nest } : [nest];
      return nest;
    }),
  );
  // Reading a list of a hundred thousand takes its time: it is rarer.
  const huge = oneOf(Array(1_000_000), Object.assign([1, 2], { length: 100_000 }), new Array(99_999), Array(50_000).fill({ side: "long" }));
  const leaf = fc.oneof({ weight: 500, arbitrary: scalar }, { weight: 300, arbitrary: decimal }, { weight: 200, arbitrary: strange }, { weight: 1, arbitrary: huge });
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof({ depthSize: "small" }, leaf, tie("list"), tie("record")),
    list: made(fc.array(tie("tree"), { maxLength: 4 }), (items) => items.map((make) => make())),
    record: made(fc.array(fc.tuple(fc.constantFrom(...NAMES), tie("tree")), { maxLength: 6 }), (fields) => Object.fromEntries(fields.map(([key, make]) => [key, make()]))),
  }));
  return { leaf, tree };
}

/** Every place in a value, as paths. */
function placesOf(value, path = []) {
  if (value === null || typeof value !== "object") return [path];
  return [path, ...Object.entries(value).flatMap(([key, item]) => placesOf(item, [...path, key]))];
}

function replaced(value, [key, ...rest], by) {
  if (key === undefined) return by;
  if (value === null || typeof value !== "object") return by;
  // A list gets no property but an element, whatever the value is.
  const isElement = /^\d+$/.test(key);
  const copy = Array.isArray(value) && isElement ? [...value] : { ...value };
  copy[key] = replaced(copy[key], rest, by);
  return copy;
}

/** Something that is accepted, with one of its parts (or the whole) replaced, or with a key more. */
export function damaged(whole, { leaf, tree }) {
  const by = fc.oneof({ weight: 4, arbitrary: leaf }, { weight: 1, arbitrary: tree });
  const key = fc.oneof({ weight: 7, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: fc.constantFrom(...NAMES) });
  return made(fc.tuple(fc.constantFrom(...placesOf(whole)), by, key), ([path, make, key]) => replaced(whole, key === undefined ? path : [...path.slice(0, -1), key], make()));
}
