// A value of JavaScript as the flat text that the module reads (the grammar stands in margin-wire's `value`).
//
// This is the only place where the caller's own code runs: a getter, a proxy, a `toString`. It runs before the call, so
// nothing it does can come between two steps of one.

import { MarginError } from "./margin-error.js";
import { handleOf } from "./markets.js";

/** Where an object is a record. Anywhere else it stands for a decimal. */
const RECORDS = new Set(["cross", "market", "markets", "positions", "priceRounding", "prices", "rules", "tiers", "want"]);
/** Longer than any number and any name that means something. */
const LONGEST_TEXT = 1_000;
const LONGEST_LIST = 100_000;
/** Together they bound the memory that any question takes, here and in the module. */
const LONGEST_QUESTION = 2 ** 26;
const MOST_VALUES = 2 ** 22;
const DEEPEST = 12;
const LONGEST_BATCH = 16_384;

const refuse = (code, message, value) => new MarginError({ code, message, value });

/** The flat text of a question: a record, or a list of records. A `kind` that is given is a field of the record. */
export function question(value, kind) {
  const path = [];
  let text = "";
  const batches = [];
  let length = 0;
  let values = 0;

  function write(value, isRecord) {
    values += 1;
    if (path.length > DEEPEST) throw refuse("wrong-type", "nested too deeply");
    if (text.length > LONGEST_BATCH) {
      length += text.length;
      batches.push(laidOut(text));
      text = "";
    }
    if (length > LONGEST_QUESTION || values > MOST_VALUES) throw refuse("out-of-range", "too large");
    switch (typeof value) {
      case "string":
        return void (text += `t${clean(value)}\0`);
      case "number":
        return void (text += `n${value}\0`);
      case "bigint":
        return void (text += `n${digits(value)}\0`);
      case "object":
        if (value === null) return void (text += "onull\0");
        if (Array.isArray(value)) return writeList(value, isRecord);
        if (!isRecord) return void (text += `d${clean(printed(value))}\0`);
        return writeRecord(value);
      default:
        text += `o${typeof value}\0`;
    }
  }

  function writeList(list, isRecord) {
    const { length } = list;
    if (!(length <= LONGEST_LIST)) throw refuse("out-of-range", `a list has at most ${LONGEST_LIST} elements`);
    text += "[";
    for (let index = 0; index < length; index += 1) {
      path.push(index);
      write(list[index], isRecord);
      path.pop();
    }
    text += "]";
  }

  function writeRecord(record) {
    const handle = handleOf(record);
    if (handle !== undefined) return void (text += `h${handle}\0`);
    const ofDecimals = path.at(-1) === "prices";
    text += "{";
    const isNamed = kind !== undefined && path.length === 0;
    if (isNamed) text += `kkind\0t${kind}\0`;
    for (const key of Object.keys(record)) {
      if (isNamed && key === "kind") continue;
      path.push(key);
      const value = record[key];
      if (value !== undefined) {
        text += `k${clean(key)}\0`;
        write(value, typeof value === "object" && !ofDecimals && RECORDS.has(key));
      }
      path.pop();
    }
    text += "}";
  }

  try {
    write(value, true);
  } catch (thrown) {
    throw located(thrown, path);
  }
  return batches.join("") + text;
}

/**
 * The text, laid out in one piece, as an engine does when it is asked for a letter. Until then, one that grew piece by piece
 * is a tree of them, which the collector walks again and again.
 */
function laidOut(text) {
  text.charCodeAt(0);
  return text;
}

/** The text, unless it is too long to mean anything, or has the letter that ends a text. */
function clean(text) {
  if (text.length > LONGEST_TEXT) throw refuse("too-many-digits", "the text is too long", `${text.slice(0, 60)}…`);
  if (text.includes("\0")) throw refuse("wrong-type", "a text cannot hold the character U+0000");
  return text;
}

/** Printing a bigint of a million digits takes seconds: what cannot fit is refused before. */
function digits(bigint) {
  if (BigInt.asIntN(98, bigint) !== bigint) throw refuse("too-many-digits", "the bigint is too large");
  return String(bigint);
}

/** The decimal that an object stands for: what its own `toFixed` prints, or else its `toString`. */
function printed(object) {
  const { toFixed } = object;
  const isOwn = typeof toFixed === "function" && toFixed !== Number.prototype.toFixed;
  const text = isOwn ? object.toFixed() : object.toString();
  if (typeof text !== "string") throw refuse("wrong-type", "must be a decimal: a text, a number, a bigint or a decimal object");
  return text;
}

/** What was thrown while a value was read, as an error that says where. Foreign exceptions are not looked at. */
function located(thrown, path) {
  const refusal = thrown instanceof MarginError ? thrown : refuse("unreadable", "the value cannot be read");
  const field = path.reduce((field, key) => (typeof key === "number" ? `${field}[${key}]` : field ? `${field}.${key}` : key), "");
  return new MarginError({
    code: refusal.code,
    message: field ? `${field}: ${refusal.message}` : refusal.message,
    field: field || undefined,
    value: refusal.value,
  });
}
