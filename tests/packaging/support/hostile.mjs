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

/** A generator of anything. `api` is the package, `tools` what acts on what is being read. */
export function hostile(tools) {
  const scalar = fc.oneof(
    fc.constantFrom(undefined, null, true, false),
    fc.constantFrom(...NUMBERS),
    fc.constantFrom(...TEXTS),
    fc.constantFrom(...WORDS),
    fc.double(),
    fc.bigInt(),
    fc.constantFrom(0n, -1n, 2n ** 95n, 2n ** 96n, 2n ** 97n, -(2n ** 97n), 2n ** 5_000n),
    fc.string({ unit: "binary", maxLength: 12 }),
    fc.constantFrom(Symbol("1"), Symbol.iterator, Symbol.for("1")),
  );
  const decimal = fc.oneof(
    fc.constantFrom("0.1", "60000", "1e30", "-5", "0", "1e-20", "NaN", "Infinity").chain((text) =>
      fc.constantFrom(
        () => new decimaljs.Decimal(text),
        () => (/[NI]/.test(text) ? 1 : new big(text)),
        () => new bignumber.BigNumber(text),
      ).map((make) => make()),
    ),
    fc.constantFrom(
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
    fc.constantFrom(
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
      Array(1_000_000),
      Object.assign([1, 2], { length: 100_000 }),
      { length: 1e9 },
      new Array(99_999),
      revoked({}),
      revoked([]),
      revoked(() => 1),
      cyclic(),
      tools.freedMarkets,
      tools.markets,
      tools.freedAccount,
      tools.account,
    ),
    fc.tuple(fc.constantFrom({}, [], { side: "long", size: 1 }, [{ symbol: "A", tiers: [] }], () => 1), fc.constantFrom(...Object.keys(TRAPS)), fc.nat(3)).map((given) => proxied(...given)),
    fc.tuple(fc.constantFrom(...NAMES), fc.constantFrom(boom, () => cyclic(), tools.free, tools.apply, tools.again, tools.revokeItself)).map((given) => withGetter(...given)),
    fc.integer({ min: 1, max: 400 }).map((depth) => {
      let nest = {};
      for (let at = 0; at < depth; at += 1) nest = at % 2 ? { rules: nest } : [nest];
      return nest;
    }),
  );
  const leaf = fc.oneof({ weight: 5, arbitrary: scalar }, { weight: 3, arbitrary: decimal }, { weight: 2, arbitrary: strange });
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof({ depthSize: "small", withCrossShrink: true }, leaf, tie("list"), tie("record")),
    list: fc.array(tie("tree"), { maxLength: 4 }),
    record: fc.dictionary(fc.constantFrom(...NAMES), tie("tree"), { maxKeys: 6 }),
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
  const copy = Array.isArray(value) ? [...value] : { ...value };
  copy[key] = replaced(copy[key], rest, by);
  return copy;
}

/** Something that is accepted, with one of its parts (or the whole) replaced, or with a key more. */
export function damaged(whole, { leaf, tree }) {
  const places = placesOf(whole);
  return fc.tuple(fc.constantFrom(...places), fc.oneof({ weight: 4, arbitrary: leaf }, { weight: 1, arbitrary: tree }), fc.option(fc.constantFrom(...NAMES), { nil: undefined, freq: 8 })).map(([path, by, key]) => {
    const given = key === undefined ? path : [...path.slice(0, -1), key];
    return replaced(whole, given, by);
  });
}
