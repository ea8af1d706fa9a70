/// <reference lib="esnext.disposable" />

/**
 * What isolated and cross margin do to leveraged positions, exactly.
 *
 * Every amount, price and rate goes in as a {@link DecimalInput} and comes out as a {@link Decimal}, a string in plain
 * notation: nothing is ever a floating point number, but the points of {@link curve}. Amounts are in the settlement
 * currency, prices in the quote currency, rates and ratios are fractions (0.004 is 0.4 %).
 *
 * Whatever is refused is refused with a {@link MarginError}, before anything has changed.
 */

// Values

/** Plain decimal notation: `"0.004"`, `"-12.5"`. No exponent, no trailing zeros, never `"-0"`. At most 28 digits. */
export type Decimal = string;

/**
 * A decimal, in any form that loses nothing:
 *
 * - a string as venues print decimals: `"0.004"`, `"6.521e-05"`, `"1.0E7"`; trailing zeros are welcome, and an exponent
 *   of at most 40; thousands separators and decimal commas are not;
 * - a number, which is taken as the shortest decimal that means it: `0.1` is 0.1, `1e-7` is 0.0000001;
 * - a bigint;
 * - an object of decimal.js, big.js, bignumber.js or the like: what its own `toFixed()` prints, or else its `toString()`.
 *
 * Refused with `"not-a-decimal"` (also `NaN` and infinities), `"too-many-digits"` or `"wrong-type"`.
 */
export type DecimalInput = string | number | bigint | { toString(): string };

/** Which way a position gains: `"long"` when the price rises, `"short"` when it falls. */
export type Side = "long" | "short";

/** Whether a position has a margin of its own (`"isolated"`), or shares the wallet with the others (`"cross"`). */
export type MarginMode = "isolated" | "cross";

/** Whose rules are followed. `venues()` lists them, with where and when they were read. */
export type Venue =
  | "generic"
  | "binance-usdm"
  | "binance-coinm"
  | "bybit"
  | "bybit-classic"
  | "okx"
  | "bitmex"
  | "hyperliquid"
  | "dydx-v4"
  | "kraken"
  | "bitget"
  | "gate"
  | "phemex";

// Input

/** One row of a tier table. The first begins at 0. Deductions are stated in every row or in none. */
export interface Tier {
  /** From which value (or size, where the market's tiers count it) this tier holds. */
  floor: DecimalInput;
  /** The maintenance margin rate, a fraction below 1. */
  rate: DecimalInput;
  /** What is deducted from value × rate; by default what makes the requirement continuous at the floor. */
  deduction?: DecimalInput;
  /** The most leverage that may be chosen in this tier; by default no limit. */
  maxLeverage?: DecimalInput;
}

/** What venues do differently. Every field is optional, and stands over the venue's. */
export interface Rules {
  /** At which price the maintenance margin takes a position's value. */
  maintenanceBasis?: Basis;
  /** Whether a tier's rate holds for the part above its floor, or for the whole position. */
  tierForm?: "marginal" | "whole";
  /** Whether tiers count the value or the size. By size and marginal together: `"unsupported-combination"`. */
  tierBasis?: "value" | "size";
  /**
   * Whether the fee of closing is part of the maintenance margin: not, always, or in cross alone, where it is due at the
   * bankruptcy price, too.
   */
  closingFee?: "none" | "maintenance" | "cross";
  /** Whether gains of other positions back a cross position, or their losses alone count. */
  othersPnl?: "full" | "losses";
  /** What a long and a short in one market require together. */
  hedgedMaintenance?: "each" | "larger" | "net";
  /** At which price the initial margin takes a position's value. */
  initialBasis?: Basis;
  /** The price at which the margin behind the return on equity takes a position's value. */
  roeBasis?: Basis;
  /**
   * Whether reported margins hold a reserve for the closing fee, at the price where the initial margin is used up: both
   * margins, at the entry; or the initial margin, at the mark. No liquidation price changes by it.
   */
  reportedReserve?: "none" | "closing-fee" | "closing-fee-at-mark";
  /** Simulation: what must be free to open a position, beside its initial margin. */
  openingCost?: "margin" | "opening-fee" | "both-fees";
  /** Simulation: whether an isolated position's funding is its margin's, or the available balance's first. */
  fundingSource?: "margin" | "available-first";
  /** Whether a liquidation takes all of the collateral, or gives back what is left. */
  onLiquidation?: "forfeit" | "residual";
  /** Whether all of a margin that was added later counts, or the fee reserve is taken off it. */
  addedMargin?: "full" | "fee-reserve";
  /**
   * How a liquidation price is rounded for display. `toward-mark` and `floor` go to the tick; `one-tick-more` moves an
   * isolated price one tick toward the mark; `decimals` goes to the nearest tick, or without one to so many decimals, or to
   * five figures where those are finer; `significant` goes to so many figures. None is shown past the mark, or at 0.
   */
  priceRounding?: "none" | "toward-mark" | "floor" | "one-tick-more" | { decimals: number } | { significant: number };
  /** Simulation: what has one margin mode. */
  modeScope?: "market" | "position" | "account";
  /** Simulation: when a margin mode may be changed. */
  modeChange?: "no-position" | "if-covered";
  /** Simulation: whether the leverage of an open isolated position may be lowered. */
  leverageChange?: "any" | "raise-only";
  /** Simulation: the fraction of the value at the mark that must be left when margin is removed. */
  removalFloor?: DecimalInput;
  /** The fraction of the cross positions' value at the mark that must be left when the balance is withdrawn. */
  withdrawalFloor?: DecimalInput;
}

/** The price at which a position's value is taken. */
export type Basis = "mark" | "entry" | "entry-if-isolated" | "entry-unless-inverse";

/** Rules with nothing left out, as they are answered. */
export interface RulesInFull extends Required<Omit<Rules, "removalFloor" | "withdrawalFloor">> {
  removalFloor: Decimal;
  withdrawalFloor: Decimal;
}

/** A market: its contract, its fees and its tiers. */
export interface Market {
  /** Its name, by which positions and prices refer to it. */
  symbol: string;
  /** What one contract pays; `"linear"` by default. */
  contract?: "linear" | "inverse" | "quanto";
  /** What one contract is: in base currency (linear), quote currency (inverse), or settlement currency a point (quanto); 1 by default. */
  multiplier?: DecimalInput;
  /** The settlement currency. All markets of an account that name one must name the same (`"mixed-settlement"`). */
  settle?: string;
  /** The step of prices, to which `shownPrice` is rounded; by default there is none. */
  tickSize?: DecimalInput;
  /** The smallest amount that is booked, in the settlement currency; by default amounts are exact. */
  settlementUnit?: DecimalInput;
  /** The fee of trading, a fraction of the value; 0 by default. */
  takerFee?: DecimalInput;
  /** The fee of closing, as a part of the maintenance margin; `takerFee` by default. */
  closingFee?: DecimalInput;
  /** The fee of a liquidation, a fraction of the value, used where `onLiquidation` is `"residual"`; 0 by default. */
  liquidationFee?: DecimalInput;
  /** Over the rules'. */
  tierForm?: "marginal" | "whole";
  /** Over the rules'. */
  tierBasis?: "value" | "size";
  /** From the lowest floor, which is 0, to the highest. One tier for one rate at every value; at most 256. */
  tiers: readonly Tier[];
  /**
   * The largest value (or size, where the tiers count it) that a position may have; by default there is no end. Opening
   * more is `"beyond-table"`.
   */
  end?: DecimalInput;
}

/** A position that an account holds. */
export interface PositionInput {
  /** How reports call it; by default its place in the list, from 0. */
  id?: string;
  /** The symbol of its market. */
  market: string;
  side: Side;
  /** Above 0, in units or contracts. */
  size: DecimalInput;
  /** The average price at which it was opened. */
  entryPrice: DecimalInput;
  /** 1 by default. */
  leverage?: DecimalInput;
  /** `"cross"` by default. At most one cross position on each side of a market (`"duplicate-position"`). */
  marginMode?: MarginMode;
  /** What is allocated to it, where it is isolated; by default its value at entry divided by the leverage, rounded up. */
  isolatedMargin?: DecimalInput;
  /** The part of `isolatedMargin` that was added after the opening; 0 by default. */
  addedMargin?: DecimalInput;
}

/** Where the rules and the tiers of an input are from. */
export interface Sources {
  /** `"generic"` by default. */
  venue?: Venue;
  /** Over the venue's. */
  rules?: Rules;
  /** The date of the tiers, to be handed on in `source` of the answer; by default none. */
  tableDate?: string;
}

/** An account as it stands. */
export interface AccountInput extends Sources {
  /** What is in the wallet, isolated margins included, unrealized profit not; settlement currency. */
  walletBalance: DecimalInput;
  /** The markets of the positions; more do no harm, and are not looked at. */
  markets: readonly Market[] | Markets;
  /** The mark price of every market that has a position, by symbol (`"missing-price"`). */
  prices: Readonly<Record<string, DecimalInput>>;
  /** In any state, also one that would be liquidated; at most 100,000. */
  positions: readonly PositionInput[];
}

/** One position, and the wallet behind it. Exactly one of `size` and `value`; not both `market` and `maintenanceRate`. */
export interface Scenario extends Sources {
  side: Side;
  entryPrice: DecimalInput;
  /** The price that it is looked at; by default the entry. */
  markPrice?: DecimalInput;
  /** In units or contracts. */
  size?: DecimalInput;
  /** The value at entry, instead of a size: settlement currency, or for an inverse contract quote currency. */
  value?: DecimalInput;
  /** By default a linear market with one tier, at `maintenanceRate`. */
  market?: Market;
  /** The rate of the market that is not given; 0.005 by default. */
  maintenanceRate?: DecimalInput;
  /** Above 0, at most 1000. */
  leverage: DecimalInput;
  /** Holds the isolated margin too; less than it is `"insufficient-balance"`. */
  walletBalance: DecimalInput;
  /** What is allocated in isolated mode; by default the value at entry divided by the leverage. */
  isolatedMargin?: DecimalInput;
}

// Answers

/**
 * Where a position is liquidated. `kind` says which of three it is.
 *
 * @example
 * ```ts
 * import type { Liquidation } from "isolated-margin";
 *
 * function words(liquidation: Liquidation): string {
 *   switch (liquidation.kind) {
 *     case "at":
 *       return `at ${liquidation.shownPrice}`;
 *     case "never":
 *       return `never: ${liquidation.reason}`;
 *     case "now":
 *       return "now";
 *   }
 * }
 * ```
 */
export type Liquidation =
  | {
      kind: "at";
      /** The exact price. */
      price: Decimal;
      /** The price as the rules round it for display. */
      shownPrice: Decimal;
      /** (price − mark) / mark: negative below the mark. */
      distance: Decimal;
      /** The tier at that price, from 0. */
      tier: number;
    }
  | { kind: "never"; reason: NeverReason }
  | { kind: "now" };

/** Why there is no liquidation price. */
export type NeverReason =
  | "collateral-covers-loss"
  | "inverse-short-covered"
  | "no-exposure"
  | "safe-side"
  | "beyond-any-price";

/** The liquidation below the mark, and the one above it. */
export interface LiquidationPair {
  below: Liquidation;
  above: Liquidation;
}

/** The figures that a position has in either answer. */
export interface PositionFigures {
  side: Side;
  /** In units or contracts. */
  size: Decimal;
  /** At the mark, in the settlement currency. */
  value: Decimal;
  /** At the mark, in the settlement currency. */
  unrealizedPnl: Decimal;
  /**
   * Unrealized profit as a fraction of the margin behind it: of value over leverage at the price that `roeBasis` names,
   * with the reserve where one is reported. Not always `initialMargin`. `null` where there is none.
   */
  roe: Decimal | null;
  /** Isolated: what is allocated. Cross: its initial margin. */
  margin: Decimal;
  /** At the price that the rules name, with the reserve for the closing fee where the venue reports it so. */
  initialMargin: Decimal;
  /** With the closing fee, where the rules add it, or the reserve for it, where the venue reports it so. */
  maintenanceMargin: Decimal;
  /**
   * Maintenance margin, without a reserve, as a fraction of the margin balance, in cross the account's: 1 is liquidation.
   * `null` where the balance is not above 0.
   */
  marginRatio: Decimal | null;
  /** The tier that the rules look at, from 0. */
  tier: number;
  /** On the side that hurts this position. */
  liquidation: Liquidation;
  /** On both sides: of this position (isolated), or of the cross positions of its market together. */
  pair: LiquidationPair;
  /** Where nothing is left: of its own margin (isolated), or of the account, others staying at their marks (cross). */
  bankruptcy: Liquidation;
  /** The most that can be lost with it. */
  maxLoss: Decimal;
}

/** A position in an account's report. */
export interface PositionReport extends PositionFigures {
  /** As given, or its place in the list; in a simulation the number that its events call it. */
  id: string;
  market: string;
  marginMode: MarginMode;
  entryPrice: Decimal;
  leverage: Decimal;
}

/** Where an answer's rules and tables are from. */
export interface Source {
  venue: Venue;
  /** When the venue's rules were read; missing for `"generic"`. */
  rulesDate?: string;
  /** As given. */
  tableDate?: string;
  /** Codes of what could not be confirmed about the venue. */
  unconfirmed: string[];
}

/** Every figure of an account. */
export interface AccountReport {
  walletBalance: Decimal;
  /** Wallet balance and all unrealized profit. */
  equity: Decimal;
  unrealizedPnl: Decimal;
  /** What could become the margin of an isolated position. */
  availableBalance: Decimal;
  /** What could be withdrawn: the available balance, or less where the venue keeps a share of the cross positions' value. */
  withdrawableBalance: Decimal;
  /** The cross positions together. */
  cross: {
    /** The wallet without isolated margins. */
    collateral: Decimal;
    marginBalance: Decimal;
    initialMargin: Decimal;
    maintenanceMargin: Decimal;
    /** `null` where the margin balance is not above 0. */
    marginRatio: Decimal | null;
  };
  /**
   * By symbol, the liquidations of the market's cross positions: of the markets in which there is a position, and of no
   * other.
   */
  markets: Record<string, LiquidationPair>;
  /** In the order given. */
  positions: PositionReport[];
  source: Source;
  /** Stable codes of what is assumed: `"whole-liquidation"`, `"open-orders-ignored"`, … */
  assumptions: string[];
}

/** One mode of one position. Liquidations are solved from the entry; other figures are at the mark, as if still open. */
export interface Outcome extends PositionFigures {
  mode: MarginMode;
  /** `"liquidated"` where the mark is at, or beyond, the liquidation price. */
  status: "open" | "liquidated";
  /** What the wallet has lost at this mark; never negative. */
  loss: Decimal;
  /** The wallet if the position were closed at this mark, or after its liquidation. Trading fees are not in it. */
  balanceAfter: Decimal;
  /** The wallet after the largest loss. */
  balanceAtWorst: Decimal;
}

/** One position in both modes. */
export interface Comparison {
  isolated: Outcome;
  cross: Outcome;
  source: Source;
  assumptions: string[];
}

// Functions

/**
 * Every figure of an account as it stands.
 *
 * @throws {MarginError} A field that is missing, misspelt, of a wrong type or out of its bounds; an account that
 * contradicts itself: `"unknown-market"`, `"missing-price"`, `"duplicate-position"`, `"mixed-settlement"`, …
 *
 * @example
 * ```ts
 * import { evaluate } from "isolated-margin";
 *
 * const report = evaluate({
 *   walletBalance: "2000",
 *   markets: [{ symbol: "BTCUSDT", tiers: [{ floor: 0, rate: "0.004" }] }],
 *   prices: { BTCUSDT: 61000 },
 *   positions: [{ market: "BTCUSDT", side: "long", size: "0.1", entryPrice: 60000, leverage: 20 }],
 * });
 * console.log(report.equity); // 2100
 * ```
 */
export function evaluate(account: AccountInput): AccountReport;

/**
 * The reports of many accounts, in one call. Refuses all where one is refused; `field` says which.
 *
 * An answer has at most 200,000,000 bytes: some 200,000 accounts of one position each, or 200,000 positions. This holds for
 * every answer, and only one of many accounts comes near it.
 *
 * @throws {MarginError} As {@link evaluate}; `"out-of-range"` where the answer would be longer.
 *
 * @example
 * ```ts
 * import { evaluateMany, type AccountInput } from "isolated-margin";
 *
 * const equities = (accounts: AccountInput[]) => evaluateMany(accounts).map((report) => report.equity);
 * ```
 */
export function evaluateMany(accounts: readonly AccountInput[]): AccountReport[];

/**
 * Reads and checks markets once, to be used in any number of accounts.
 *
 * @throws {MarginError} What a market is refused for, among it `"bad-table"`; `"duplicate-market"`, and
 * `"mixed-settlement"`, for the markets are to be those of one account.
 *
 * @example
 * ```ts
 * import { evaluate, loadMarkets } from "isolated-margin";
 *
 * const markets = loadMarkets([{ symbol: "BTCUSDT", tiers: [{ floor: 0, rate: "0.004" }] }]);
 * const empty = evaluate({ walletBalance: 0, markets, prices: {}, positions: [] });
 * markets.free();
 * ```
 */
export function loadMarkets(markets: readonly Market[]): Markets;

/** Markets that were read once. They are freed when nothing refers to them any more, or at once by `free`. */
export interface Markets {
  /** Gives the memory back. A second time does nothing; any other use afterwards is `"freed"`. */
  free(): void;
  /** `free`, for `using`. */
  [Symbol.dispose](): void;
}

/**
 * One position in both modes, side by side: opened at the entry, and moved without a gap to the mark.
 *
 * @throws {MarginError} `"insufficient-balance"` where the wallet does not hold the margin; `"beyond-table"` and
 * `"leverage-above-tier"` where the market's table ends before this size, or offers less leverage for it; a field that is
 * refused.
 *
 * @example
 * ```ts
 * import { compare } from "isolated-margin";
 *
 * const { isolated, cross } = compare({
 *   side: "long", entryPrice: 60000, markPrice: 57000, value: 6000, leverage: 20, walletBalance: 2000,
 * });
 * console.log(isolated.status, cross.status); // liquidated open
 * ```
 */
export function compare(scenario: Scenario): Comparison;

/** A number of a scenario. */
export type ScenarioField =
  | "leverage"
  | "size"
  | "value"
  | "entryPrice"
  | "markPrice"
  | "walletBalance"
  | "isolatedMargin"
  | "maintenanceRate";

/**
 * Why a number may not be smaller, or larger: the bounds of the model; the leverage that the tiers offer, or their end;
 * the wallet; the value at entry over the leverage; the margin that is allocated.
 */
export type LimitReason = "bound" | "tier-leverage" | "table-end" | "wallet" | "initial-margin" | "isolated-margin";

/** What a number of a scenario may be, both ends included, and why no more. */
export interface ScenarioLimits {
  minimum: Decimal;
  maximum: Decimal;
  belowBy: LimitReason;
  aboveBy: LimitReason;
}

/**
 * What a number of a scenario may be while all others stay as they are; its own value does not matter. For the ends of
 * sliders, and to say what is allowed before it is asked for.
 *
 * An isolated margin is at least the initial margin, as no position is opened with less; {@link compare} takes less, for
 * one that funding has drawn on.
 *
 * @throws {MarginError} As {@link compare}, for what it refuses of the others.
 *
 * @example
 * ```ts
 * import { limits } from "isolated-margin";
 *
 * const scenario = { side: "long", entryPrice: 60000, value: 6000, leverage: 20, walletBalance: 2000 } as const;
 * const { maximum, aboveBy } = limits(scenario, "value");
 * console.log(maximum, aboveBy); // 40000 wallet
 * ```
 */
export function limits(scenario: Scenario, field: ScenarioField): ScenarioLimits;

/** What is left of the wallet in both modes, by price. These are floating point numbers, for drawing alone. */
export interface Curve {
  price: Float64Array;
  isolated: Float64Array;
  cross: Float64Array;
}

/**
 * `balanceAfter` in both modes at evenly spaced prices. `from` may be 0, but for an inverse contract; `points` is from 2
 * to 100,000.
 *
 * @throws {MarginError} As {@link compare}; `"out-of-range"`.
 *
 * @example
 * ```ts
 * import { curve } from "isolated-margin";
 *
 * const scenario = { side: "long", entryPrice: 60000, value: 6000, leverage: 20, walletBalance: 2000 } as const;
 * const { price, isolated } = curve(scenario, { from: 0, to: 90000, points: 91 });
 * console.log(price[90], isolated[90]);
 * ```
 */
export function curve(scenario: Scenario, range: { from: DecimalInput; to: DecimalInput; points: number }): Curve;

/** What is wanted, in which mode, and which input may vary for it. */
export type Wanted = { mode: MarginMode } & (
  | { want: { liquidationPrice: DecimalInput }; vary: "isolatedMargin" | "leverage" | "size" | "walletBalance" }
  /** A profit in the settlement currency, or as the `roe` that is reported: `1` is 100%. Fees are not in it. */
  | { want: { pnl: DecimalInput } | { roe: DecimalInput }; vary: "markPrice" }
);

/**
 * The input that leads to what is wanted; `null` where none does: also for an input that has no effect in the mode, and
 * where the position would be liquidated on the way. A price is rounded to the side of the larger profit.
 *
 * @throws {MarginError} As {@link compare}; `"unsupported-combination"` for a mark price that is to lead to a liquidation
 * price, or another input to a profit.
 *
 * @example
 * ```ts
 * import { solve } from "isolated-margin";
 *
 * const scenario = { side: "long", entryPrice: 60000, value: 6000, leverage: 20, walletBalance: 2000 } as const;
 * const margin = solve(scenario, { want: { liquidationPrice: 50000 }, vary: "isolatedMargin", mode: "isolated" });
 * console.log(margin); // 1025
 * console.log(solve(scenario, { want: { roe: 1 }, vary: "markPrice", mode: "isolated" })); // 63000
 * ```
 */
export function solve(scenario: Scenario, wanted: Wanted): Decimal | null;

// Simulation

/** A simulated account as it begins: without positions. */
export interface SimulationInput extends Sources {
  /** `"one-way"` by default: one position a market. `"hedge"`: a long and a short. */
  positionMode?: "one-way" | "hedge";
  /** Settlement currency; at most 12 places after the point. */
  walletBalance: DecimalInput;
  /** Accounts that begin with the same `Markets` share them. */
  markets: readonly Market[] | Markets;
  /** Mark prices by symbol; a market without one can get it by `mark`. */
  prices: Readonly<Record<string, DecimalInput>>;
}

/** The fields of an opening. Exactly one of `size` and `value`. */
export interface Opening {
  market: string;
  side: Side;
  size?: DecimalInput;
  /** The value at the price, instead of a size: settlement currency, or for an inverse contract quote currency. */
  value?: DecimalInput;
  /** By default the mark. */
  price?: DecimalInput;
  /** By default as set for the market. */
  leverage?: DecimalInput;
  /** In isolated mode; by default the initial margin. */
  isolatedMargin?: DecimalInput;
}
/** The fields of a closing. */
export interface Closing {
  /** As the events call the position. */
  id: string;
  /** By default all of it. */
  size?: DecimalInput;
  /** By default the mark. */
  price?: DecimalInput;
}
/** The fields of a change of an isolated position's margin. */
export interface MarginChange {
  id: string;
  /** Above 0; settlement currency. */
  amount: DecimalInput;
}
/** The fields of a choice of margin mode. */
export interface MarginModeChoice {
  market: string;
  mode: MarginMode;
}
/** The fields of a choice of leverage. */
export interface LeverageChoice {
  market: string;
  leverage: DecimalInput;
}
/** The fields of a deposit or a withdrawal. */
export interface Transfer {
  /** Above 0; settlement currency. */
  amount: DecimalInput;
}
/** The fields of new mark prices. */
export interface Marking {
  prices: Readonly<Record<string, DecimalInput>>;
  /** Handed on to the events; not looked at. */
  time?: string;
}
/** The fields of a funding payment. */
export interface Funding {
  market: string;
  /** A fraction of the value; longs pay where it is positive. */
  rate: DecimalInput;
  /** Handed on to the events; not looked at. */
  time?: string;
}

/**
 * What can be done with a simulated account; `kind` says which fields it has.
 *
 * @example
 * ```ts
 * import type { Operation } from "isolated-margin";
 *
 * const operations: Operation[] = [
 *   { kind: "deposit", amount: 500 },
 *   { kind: "open", market: "BTCUSDT", side: "short", value: "6000", leverage: 10 },
 *   { kind: "mark", prices: { BTCUSDT: "61000.5" }, time: "2026-01-01T00:00:00Z" },
 * ];
 * ```
 */
export type Operation =
  | ({ kind: "open" } & Opening)
  | ({ kind: "close" } & Closing)
  | ({ kind: "add-margin" | "remove-margin" } & MarginChange)
  | ({ kind: "set-margin-mode" } & MarginModeChoice)
  | ({ kind: "set-leverage" } & LeverageChoice)
  | ({ kind: "deposit" | "withdraw" } & Transfer)
  | ({ kind: "mark" } & Marking)
  | ({ kind: "fund" } & Funding);

/**
 * What happened. Every amount that was booked is in an event, signed as it changed the wallet or the margin: of an
 * account, the first balance and all that its events booked is the wallet balance.
 *
 * @example
 * ```ts
 * import type { Event } from "isolated-margin";
 *
 * function losses(events: Event[]): string[] {
 *   return events.flatMap((event) => (event.kind === "liquidated" ? [event.loss] : []));
 * }
 * ```
 */
export type Event =
  | {
      kind: "opened" | "increased" | "reduced" | "closed";
      id: string;
      market: string;
      side: Side;
      size: Decimal;
      price: Decimal;
      realizedPnl: Decimal;
      fee: Decimal;
      /** The change of the isolated margin; 0 in cross. */
      margin: Decimal;
      /** Not set by any operation that there is now. */
      time?: string;
    }
  | { kind: "margin-added" | "margin-removed"; id: string; amount: Decimal }
  | {
      kind: "funded";
      id: string;
      /** The change of the wallet. */
      amount: Decimal;
      /** The change of the isolated margin: all of it, or what the available balance did not hold; 0 in cross. */
      margin: Decimal;
      time?: string;
    }
  | { kind: "margin-mode-set"; market: string; mode: MarginMode }
  | { kind: "leverage-set"; market: string; leverage: Decimal }
  | { kind: "deposited" | "withdrawn"; amount: Decimal }
  | {
      kind: "liquidated";
      ids: string[];
      mode: MarginMode;
      loss: Decimal;
      /** What the liquidation gave back, where the rules give anything. */
      returned: Decimal;
      /** The prices at which it happened, by symbol. */
      prices: Record<string, Decimal>;
      walletBefore: Decimal;
      walletAfter: Decimal;
      time?: string;
    };

/** The most that can be done with a position. */
export interface Limits {
  addMargin: Decimal;
  removeMargin: Decimal;
  close: Decimal;
}

/** A simulated account, to be kept as JSON: no floating point number, and nothing but plain data. */
export interface SimulationState {
  version: 1;
  venue: Venue;
  tableDate?: string;
  rules: RulesInFull;
  positionMode: "one-way" | "hedge";
  walletBalance: Decimal;
  markets: (Market & { markPrice?: Decimal; marginMode: MarginMode; leverage: Decimal })[];
  positions: {
    id: string;
    market: string;
    side: Side;
    size: Decimal;
    entryValue: Decimal;
    isolatedMargin?: Decimal;
    addedMargin?: Decimal;
  }[];
  nextId: number;
}

/**
 * An account that lives: an operation changes it and says what happened, or throws and changes nothing. Only `mark` and
 * `fund` liquidate.
 *
 * It is freed when nothing refers to it any more, or at once by `free`; use afterwards is refused with `"freed"`.
 *
 * @example
 * ```ts
 * import { Simulation } from "isolated-margin";
 *
 * const account = new Simulation({
 *   walletBalance: "2000",
 *   markets: [{ symbol: "BTCUSDT", tiers: [{ floor: 0, rate: "0.004" }] }],
 *   prices: { BTCUSDT: "60000" },
 * });
 * const [opened] = account.open({ market: "BTCUSDT", side: "long", value: "6000", leverage: 20 });
 * console.log(opened); // { kind: "opened", id: "1", … }
 * const events = account.mark({ prices: { BTCUSDT: "40000" } });
 * console.log(events, account.report().walletBalance);
 * account.free();
 * ```
 */
export class Simulation {
  /** @throws {MarginError} A field that is refused; `"mixed-settlement"`, `"duplicate-market"`. */
  constructor(input: SimulationInput);
  /**
   * The account that `toJSON` wrote. Its `history` begins anew.
   *
   * @throws {MarginError} `"unsupported-version"`; `"bad-state"` where it contradicts itself; a field that is refused.
   */
  static fromJSON(json: SimulationState): Simulation;
  /** The account as plain data, which `JSON.stringify` also takes. */
  toJSON(): SimulationState;

  /**
   * Does an operation, and returns what happened, in order.
   *
   * @throws {MarginError} `"unknown-position"`, `"insufficient-balance"`, `"mode-locked"`, `"would-liquidate"`, …; nothing
   * has changed then.
   */
  apply(operation: Operation): Event[];
  /** The report after an operation, which is not done. @throws {MarginError} As `apply`. */
  preview(operation: Operation): AccountReport;
  /** Every figure of the account as it stands. */
  report(): AccountReport;
  /**
   * How much can be added to a position's margin and taken out of it (both 0 in cross), and closed of it.
   *
   * @throws {MarginError} `"unknown-position"`.
   */
  limits(id: string): Limits;
  /** Every event so far, in order: a copy. */
  get history(): Event[];

  /** `apply({ kind: "open", … })` */
  open(fields: Opening): Event[];
  /** `apply({ kind: "close", … })` */
  close(fields: Closing): Event[];
  /** `apply({ kind: "add-margin", … })` */
  addMargin(fields: MarginChange): Event[];
  /** `apply({ kind: "remove-margin", … })` */
  removeMargin(fields: MarginChange): Event[];
  /** `apply({ kind: "set-margin-mode", … })` */
  setMarginMode(fields: MarginModeChoice): Event[];
  /** `apply({ kind: "set-leverage", … })` */
  setLeverage(fields: LeverageChoice): Event[];
  /** `apply({ kind: "deposit", … })` */
  deposit(fields: Transfer): Event[];
  /** `apply({ kind: "withdraw", … })` */
  withdraw(fields: Transfer): Event[];
  /** `apply({ kind: "mark", … })` */
  mark(fields: Marking): Event[];
  /** `apply({ kind: "fund", … })` */
  fund(fields: Funding): Event[];

  /** Gives the memory back. A second time does nothing. */
  free(): void;
  /** `free`, for `using`. */
  [Symbol.dispose](): void;
}

// Venues

/** A venue that is known: its rules, and what must be known beside them. */
export interface VenueInfo {
  code: Venue;
  name: string;
  rules: RulesInFull;
  /** When the rules were read, as a date. */
  rulesDate: string;
  /** The pages that they were read on. */
  sources: string[];
  /** Which file of `isolated-margin/venues/<name>.json` has its tables; missing where there is none. */
  tables?: string;
  /** Codes of what could not be confirmed. */
  unconfirmed: string[];
  /** Codes of what the venue does and the model does not. */
  unsupported: string[];
  /** Codes of what is assumed. */
  assumptions: string[];
}

/**
 * Every venue that is known, with where and when its rules were read.
 *
 * @example
 * ```ts
 * import { venues } from "isolated-margin";
 *
 * console.log(venues().map(({ code, rulesDate }) => `${code} ${rulesDate}`));
 * ```
 */
export function venues(): VenueInfo[];

/** A venue's markets and tables: what `isolated-margin/venues/<venue>.json` holds. */
export interface VenueFile {
  venue: string;
  /** When the tables were collected, as a date. */
  tableDate: string;
  /** Where the tables were collected. */
  origin: string;
  /** Many markets share one. */
  tables: readonly (readonly Tier[])[];
  markets: readonly VenueFileMarket[];
}

/** A market of a venue's file: as {@link Market}, with the number of its table. */
export interface VenueFileMarket extends Omit<Market, "tiers" | "contract" | "tierForm" | "tierBasis"> {
  contract?: string;
  tierForm?: string;
  tierBasis?: string;
  /** The place of its tiers in `tables`. */
  table: number;
  /** Where this market's table is of another day than the file's. */
  tableDate?: string;
}

/**
 * The markets of a venue's file, as {@link evaluate} takes them: those of the symbols, or all.
 *
 * @throws {MarginError} `"unknown-market"` for a symbol that is not in the file; `"wrong-type"` for a file that is none.
 *
 * @example
 * ```ts
 * import { marketsOf, type VenueFile } from "isolated-margin";
 *
 * async function bitcoin(file: URL) {
 *   const venue: VenueFile = await (await fetch(file)).json();
 *   return marketsOf(venue, ["BTCUSDT"]);
 * }
 * ```
 */
export function marketsOf(file: VenueFile, symbols?: readonly string[]): Market[];

// Errors

/** Why something was refused. More may come: the type stays open. */
export type MarginErrorCode =
  | "not-a-decimal"
  | "too-many-digits"
  | "not-positive"
  | "negative"
  | "out-of-range"
  | "insufficient-balance"
  | "beyond-table"
  | "leverage-above-tier"
  | "bad-table"
  | "unsupported-combination"
  | "unknown-market"
  | "missing-price"
  | "duplicate-market"
  | "duplicate-position"
  | "mixed-settlement"
  | "unknown-position"
  | "not-isolated"
  | "mode-locked"
  | "leverage-locked"
  | "insufficient-margin"
  | "beyond-bankruptcy"
  | "would-liquidate"
  | "bad-state"
  | "not-json"
  | "unsupported-version"
  | "missing-field"
  | "unknown-field"
  | "duplicate-field"
  | "wrong-type"
  | "unreadable"
  | "overflow"
  | "not-loaded"
  | "freed"
  | (string & {});

/**
 * The one error of the package. Nothing has changed when it is thrown. `message` is an English sentence for developers;
 * what a reader sees is better made from the code and the fields.
 *
 * Where two copies of the package may be in one program, `error.name === "MarginError"` tells it rather than
 * `instanceof`.
 *
 * @example
 * ```ts
 * import { compare, MarginError } from "isolated-margin";
 *
 * try {
 *   compare({ side: "long", entryPrice: "60,000", value: 6000, leverage: 20, walletBalance: 2000 });
 * } catch (error) {
 *   if (!(error instanceof MarginError)) throw error;
 *   console.log(error.code, error.field, error.value); // not-a-decimal entryPrice 60,000
 * }
 * ```
 */
export class MarginError extends Error {
  /** Made by the package alone. */
  private constructor();
  readonly name: "MarginError";
  /** Stable, in kebab-case. */
  readonly code: MarginErrorCode;
  /** The path in the input: `"positions[2].entryPrice"`. */
  readonly field?: string;
  /** What was given, shortened. */
  readonly value?: string;
  /** What would have been accepted. */
  readonly allowed?: { min?: Decimal; max?: Decimal; oneOf?: string[] };
}

// Loading

/** From where the module can be loaded: an address, a response, its bytes, or compiled; or a promise of one. */
export type ModuleSource = ModuleItself | PromiseLike<ModuleItself>;

type ModuleItself =
  | string
  | ArrayBuffer
  | ArrayBufferView
  | Instance<"URL">
  | Instance<"Request">
  | Instance<"Response">
  | CompiledModule;

// What the host's own declarations call them, so that neither those of browsers nor those of Node must be there.
type Instance<Name extends string> = typeof globalThis extends Record<Name, { prototype: infer Type }> ? Type : never;
type CompiledModule = typeof globalThis extends { WebAssembly: { Module: { prototype: infer Type } } }
  ? Type & object
  : never;

/**
 * Loads the module, once; calls before that are refused with `"not-loaded"`. In Node and in `isolated-margin/inline` it
 * is loaded already, and this does nothing, so that the same code runs everywhere. After a failure it can be called
 * again, also with another source; once it has succeeded, what it is given is not looked at.
 *
 * @param source By default the file beside the script.
 * @throws {MarginError} `"not-loaded"` where the module cannot be fetched or compiled, with what the host threw as its
 * `cause`; and for a module that is another one.
 *
 * @example
 * ```ts
 * import { init, version } from "isolated-margin";
 *
 * await init();
 * console.log(version());
 * ```
 */
export function init(source?: ModuleSource): Promise<void>;
export default init;

/**
 * The version of the package.
 *
 * @example
 * ```ts
 * import { version } from "isolated-margin";
 *
 * console.log(version()); // 0.1.0
 * ```
 */
export function version(): string;
