// Markets out of a venue's file, `isolated-margin/venues/<venue>.json`: a table that many markets share is written once.

import { MarginError } from "./margin-error.js";

/** The markets of a venue's file, as `evaluate` takes them: those of the symbols, or all. */
export function marketsOf(file, symbols) {
  try {
    const { tables } = file;
    const known = new Map(Array.from(file.markets, (market) => [market.symbol, market]));
    return Array.from(symbols ?? known.keys(), (symbol) => {
      const market = known.get(symbol);
      if (market === undefined) {
        const value = typeof symbol === "string" ? symbol.slice(0, 60) : typeof symbol;
        throw new MarginError({ code: "unknown-market", message: "no such market", value });
      }
      // The day of the table is the file's to say, and no field of a market.
      const { table, tableDate, ...fields } = market;
      return { ...fields, tiers: tables[table] };
    });
  } catch (thrown) {
    if (thrown instanceof MarginError) throw thrown;
    throw new MarginError({ code: "wrong-type", message: "must be the file of a venue, and a list of symbols" });
  }
}
