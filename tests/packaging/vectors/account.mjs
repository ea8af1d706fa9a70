// Accounts as readings build them: each position in a market of its own, evaluated by the packed package.

import { project } from "../support/project.mjs";
import { ONE, ZERO, decimal, held } from "./decimal.mjs";

const consumer = project();
export const api = consumer.require("isolated-margin");
export const venueFile = (name) => consumer.require(`isolated-margin/venues/${name}.json`);

/** One tier for every value. A stated deduction is lifted out of a table. */
export const oneTier = (rate, deduction) => [{ floor: ZERO, rate, deduction }];
/** A table of floors, rates and stated deductions. */
export const statedTiers = (rows) => rows.map(([floor, rate, deduction]) => ({ floor, rate, deduction }));

/** A cross position at leverage 1, marked at its entry, in a market with this table. */
export const holding = (symbol, side, size, entryPrice, tiers, more = {}) => ({
  market: { symbol, tiers, ...more.market },
  side,
  size,
  entryPrice,
  markPrice: entryPrice,
  leverage: ONE,
  ...without(more, "market"),
});

const without = (object, key) => Object.fromEntries(Object.entries(object).filter(([name]) => name !== key));

export class Account {
  /** `under` is the venue and rules; a holding with an `isolatedMargin` (or `isolated`) is isolated. */
  constructor(under, walletBalance, holdings) {
    Object.assign(this, { under, walletBalance: decimal(walletBalance), holdings });
  }

  static isolated(under, one) {
    return new Account(under, 0, [{ ...one, isolated: true }]);
  }

  /** The input, with decimals as texts of what the package takes. */
  get input() {
    const positions = this.holdings.map(({ market, side, size, entryPrice, leverage, isolated, isolatedMargin }) => ({
      market: market.symbol,
      side,
      size,
      entryPrice,
      leverage,
      marginMode: isolated || isolatedMargin !== undefined ? "isolated" : "cross",
      isolatedMargin,
    }));
    const prices = Object.fromEntries(this.holdings.map(({ market, markPrice }) => [market.symbol, markPrice]));
    return texts({ ...this.under, walletBalance: this.walletBalance, markets: this.holdings.map(({ market }) => market), prices, positions });
  }

  report() {
    return api.evaluate(this.input);
  }

  first() {
    return this.report().positions[0];
  }

  /** Another first position. */
  with(more) {
    const [first, ...others] = this.holdings;
    return new Account(this.under, this.walletBalance, [{ ...first, ...more }, ...others]);
  }

  withWallet(walletBalance) {
    return new Account(this.under, walletBalance, this.holdings);
  }

  atMark(markPrice) {
    return this.with({ markPrice });
  }
}

/** The margin that an isolated position must have at a price: what is required there, and what it has lost. */
export function requirement(under, one, price) {
  const { maintenanceMargin, unrealizedPnl } = Account.isolated(under, { ...one, isolatedMargin: ZERO, markPrice: price }).first();
  return decimal(maintenanceMargin).sub(unrealizedPnl);
}

export function texts(value) {
  if (value === undefined || value === null || typeof value !== "object") return value;
  if (typeof value.toFixed === "function") return held(value).toFixed();
  if (Array.isArray(value)) return value.map(texts);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, texts(item)]));
}

export const price = (liquidation) => at(liquidation, "price");
export const shownPrice = (liquidation) => at(liquidation, "shownPrice");

function at(liquidation, field) {
  if (liquidation.kind !== "at") throw new Error(`${JSON.stringify(liquidation)} where a price was expected`);
  return decimal(liquidation[field]);
}
