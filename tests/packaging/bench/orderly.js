// The liquidation price of @orderly.network/perp, on what its model and ours have in common: one cross position at one
// maintenance rate. Its rate grows with the position's value by a power and not by tiers, but below a value it is the
// base rate, and there both ask the same question.
//
// It answers with one price where a report has every figure. For a long it solves the price; for a short it halves an
// interval until that is narrower than a ten-thousandth of the price.

import perp from "@orderly.network/perp";

const RATE = 0.012;

/** The position as the package takes it, its only market loaded before. */
export const accountOf = ({ side, size, entryPrice, markPrice, walletBalance }, markets) => ({
  walletBalance,
  markets,
  prices: { BTC: markPrice },
  positions: [{ market: "BTC", side, size, entryPrice, leverage: "10" }],
});

export const MARKETS = [{ symbol: "BTC", tiers: [{ floor: "0", rate: String(RATE) }] }];

/** The same from decimal strings: it counts the collateral at the mark. */
export function liquidationPrice({ side, size, entryPrice, markPrice, walletBalance }) {
  const mark = Number(markPrice);
  const quantity = side === "long" ? Number(size) : -Number(size);
  return perp.positions.liqPrice({
    symbol: "BTC",
    markPrice: mark,
    positionQty: quantity,
    totalCollateral: Number(walletBalance) + quantity * (mark - Number(entryPrice)),
    positions: [],
    MMR: RATE,
    baseMMR: RATE,
    baseIMR: 0.02,
    IMRFactor: 0.0000002,
    costPosition: quantity * Number(entryPrice),
  });
}

export const POSITIONS = {
  long: { side: "long", size: "0.5", entryPrice: "61000", markPrice: "60123.4", walletBalance: "5000" },
  short: { side: "short", size: "0.5", entryPrice: "61000", markPrice: "61723.4", walletBalance: "5000" },
};
