// Markets out of a venue's file, `isolated-margin/venues/<venue>.json`: a table that many markets share is written once.

import { MarginError } from "./margin-error.js";

/** The markets of a venue's file, as `evaluate` takes them: those of the symbols, or all. */
export function marketsOf(file, symbols) {
  const known = new Map(file.markets.map((market) => [market.symbol, market]));
  return (symbols ?? [...known.keys()]).map((symbol) => {
    const market = known.get(symbol);
    if (market === undefined) {
      throw new MarginError({ code: "unknown-market", message: "no such market", value: String(symbol) });
    }
    const { table, ...fields } = market;
    return { ...fields, tiers: file.tables[table] };
  });
}
