// Markets out of a venue's file, `isolated-margin/venues/<venue>.json`: a table that many markets share is written once.

import { MarginError } from "./margin-error.js";

/** The markets of a venue's file, as `evaluate` takes them: those of the symbols, or all. */
export function marketsOf(file, symbols) {
  try {
    const known = new Map(file.markets.map((market) => [market.symbol, market]));
    return (symbols ?? [...known.keys()]).map((symbol) => marketOf(file, known.get(symbol), symbol));
  } catch (thrown) {
    if (thrown instanceof MarginError) throw thrown;
    throw new MarginError({ code: "wrong-type", message: "must be a venue's file, and a list of symbols" });
  }
}

function marketOf(file, market, symbol) {
  if (market === undefined) {
    const value = typeof symbol === "string" ? symbol : typeof symbol;
    throw new MarginError({ code: "unknown-market", message: `no such market, got ${value}`, value });
  }
  const { table, tableDate, ...fields } = market;
  return { ...fields, tiers: file.tables[table] };
}
