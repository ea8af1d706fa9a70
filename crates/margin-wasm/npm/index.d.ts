/**
 * What isolated and cross margin do to leveraged positions, exactly.
 *
 * Every number that comes in is taken exactly as it is given, every number that goes out is a decimal in plain
 * notation, and every refusal is a {@link MarginError} that says which field was wrong, with which value, and what is
 * allowed. Fields are an object's own enumerable properties; one that nothing is known of is refused, so that a
 * misspelt one cannot be overlooked.
 *
 * @packageDocumentation
 */

/** Plain decimal notation: `"0.004"`, `"-12.5"`. No exponent, no zeros at the end, never `"-0"`. */
export type Decimal = string;

/**
 * A number, taken exactly. A string in plain decimal notation; a number, which is expanded from its shortest decimal
 * form (`1e-7` is `"0.0000001"`); a bigint; or an object that stands for a decimal, of decimal.js, big.js or
 * bignumber.js for instance: what its own `toFixed()` prints, else its `toString()`.
 *
 * At most 28 places after the point and 28 to 29 significant digits; more are refused (`too-many-digits`), not rounded.
 */
export type DecimalInput = string | number | bigint | { toString(): string };

export type Side = "long" | "short";
export type MarginMode = "isolated" | "cross";

/** A venue whose rules are known. `"generic"` is none: maintenance at the mark, marginal tiers, no closing fee. */
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
  | "gate";

/** One row of a tier table. */
export interface Tier {
  /** Where the tier begins: a value in the settlement currency, or a size. The first is 0. */
  floor: DecimalInput;
  /** The maintenance rate, a fraction of the value: 0.004 is 0.4%. */
  rate: DecimalInput;
  /** The maintenance amount. In every row or in none; stated ones must agree with the rates. */
  deduction?: DecimalInput;
  /** The largest leverage that the venue offers in this tier. */
  maxLeverage?: DecimalInput;
}

/** What venues do differently. Every field is optional, over what the venue does. */
export interface Rules {
  /** The price at which the requirement takes a position's value. */
  maintenanceBasis?: "mark" | "entry";
  /** `"marginal"`: rate · value − deduction; `"whole"`: the rate of the tier for the whole value. */
  tierForm?: "marginal" | "whole";
  /** What a tier's floor counts. */
  tierBasis?: "value" | "size";
  /** Whether the fee of closing is part of the requirement. */
  closingFee?: "none" | "maintenance";
  /** What unrealised profit of cross positions in other markets counts. */
  othersPnl?: "full" | "losses";
  /** How two cross legs of one market are charged. */
  hedgedMaintenance?: "each" | "larger" | "net";
  /** The price of the initial margin. */
  initialBasis?: "entry" | "mark";
  /** What becomes of the margin that is left at liquidation. */
  onLiquidation?: "forfeit" | "residual";
  /** What margin that was added after opening counts. */
  addedMargin?: "full" | "fee-reserve";
  /** How the venue's screen rounds a liquidation price: `shownPrice`. */
  priceRounding?:
    | "none"
    | "toward-mark"
    | "floor"
    | "one-tick-more"
    | { decimals: number }
    | { significant: number };
  /** In a simulation: what one margin mode covers. */
  modeScope?: "market" | "position" | "account";
  /** In a simulation: when a margin mode may change. */
  modeChange?: "no-position" | "if-covered";
  /** In a simulation: whether leverage may be lowered with an isolated position open. */
  leverageChange?: "any" | "raise-only";
  /** In a simulation: the share of a position's value that must stay when margin is taken out. */
  removalFloor?: DecimalInput;
}

/** A market: how it pays, what it costs, and what its positions are charged. */
export interface Market {
  /** Its name, unique in an account. */
  symbol: string;
  /** How it pays: in the quote currency, in the base coin, or in a third one. `"linear"`. */
  contract?: "linear" | "inverse" | "quanto";
  /** What one unit of size is worth. 1. */
  multiplier?: DecimalInput;
  /** The settlement currency. Where it is given, all markets of an account must agree. */
  settle?: string;
  /** The price step of the venue's screen. None. */
  tickSize?: DecimalInput;
  /** The smallest amount of the settlement currency that the venue counts. None. */
  settlementUnit?: DecimalInput;
  /** The fee of taking liquidity, a fraction of the value. 0. */
  takerFee?: DecimalInput;
  /** The fee of closing. The taker fee. */
  closingFee?: DecimalInput;
  /** What liquidation costs where the rest is returned (`onLiquidation: "residual"`). 0. */
  liquidationFee?: DecimalInput;
  /** Over the rules' form. */
  tierForm?: "marginal" | "whole";
  /** Over the rules' basis. By size only with whole tiers (`unsupported-combination`). */
  tierBasis?: "value" | "size";
  /** The table; one tier `{ floor: 0, rate }` for a flat rate. Refused as `bad-table` where it contradicts itself. */
  tiers: Tier[];
}

/** Markets that were checked once by {@link loadMarkets}, in the module's memory until they are freed or unreachable. */
export interface Markets {
  /** Gives the memory back. What is used after that is refused (`freed`). */
  free(): void;
  [Symbol.dispose](): void;
}

/** A position as it is asked about. */
export interface PositionInput {
  /** Your own name of it, given back in the report. Its place in the list. */
  id?: string;
  market: string;
  side: Side;
  /** Units or contracts. */
  size: DecimalInput;
  /** Its average entry price, in the quote currency. */
  entryPrice: DecimalInput;
  /** 1. */
  leverage?: DecimalInput;
  /** `"cross"`. */
  marginMode?: MarginMode;
  /** Isolated only (`not-isolated`): what is allocated to it. Its value at entry over the leverage, rounded up. */
  isolatedMargin?: DecimalInput;
  /** Isolated only: the part of it that was added after opening. 0. */
  addedMargin?: DecimalInput;
}

/** An account as it stands. Any state may be described; only what has no meaning is refused. */
export interface AccountInput {
  /** `"generic"`. */
  venue?: Venue;
  /** Over the venue's rules. */
  rules?: Rules;
  /** The date of the tables, given back in `source`. */
  tableDate?: string;
  /** All the collateral, isolated margins included, in the settlement currency. */
  walletBalance: DecimalInput;
  /** Each symbol once; a list, or what {@link loadMarkets} returned. */
  markets: Market[] | Markets;
  /** The mark price of every market that has a position, by symbol. */
  prices: Record<string, DecimalInput>;
  /** At most one cross position a side a market (`duplicate-position`); isolated ones, any number. */
  positions: PositionInput[];
}

/**
 * Where a position, or a market, is liquidated.
 *
 * @example
 * ```ts
 * switch (liquidation.kind) {
 *   case "at": return `${liquidation.shownPrice}, ${liquidation.distance} away`;
 *   case "never": return liquidation.reason;
 *   case "now": return "at this price already";
 * }
 * ```
 */
export type Liquidation =
  | {
      kind: "at";
      /** Exact: rounded only in the last place that a decimal has. */
      price: Decimal;
      /** As the venue's screen rounds it. */
      shownPrice: Decimal;
      /** (price − mark) / mark. */
      distance: Decimal;
      /** The tier at that price, from 0. */
      tier: number;
    }
  | {
      kind: "never";
      reason: "collateral-covers-loss" | "inverse-short-covered" | "no-exposure" | "safe-side" | "beyond-any-price";
    }
  | { kind: "now" };

/** Both sides of the mark. */
export interface Pair {
  below: Liquidation;
  above: Liquidation;
}

/** One position's figures, in the settlement currency. */
export interface PositionReport {
  id: string;
  market: string;
  side: Side;
  marginMode: MarginMode;
  /** Units or contracts. */
  size: Decimal;
  /** In the quote currency. */
  entryPrice: Decimal;
  leverage: Decimal;
  /** At the mark. */
  value: Decimal;
  /** At the mark; below zero a loss. */
  unrealizedPnl: Decimal;
  /** Profit over initial margin, a fraction; null where it is undefined. */
  roe: Decimal | null;
  /** Isolated, what is allocated to it; in cross, its initial margin. */
  margin: Decimal;
  initialMargin: Decimal;
  /** Its own, the closing fee included where the rules add it. */
  maintenanceMargin: Decimal;
  /** Maintenance margin over margin balance: 1 is liquidation. In cross, the account's. Null where it is undefined. */
  marginRatio: Decimal | null;
  /** The tier that charges it, from 0. */
  tier: number;
  /** On the side that hurts it. */
  liquidation: Liquidation;
  /** Both sides: of the leg, or of the cross legs of its market. */
  pair: Pair;
  /** Where the margin balance is used up. */
  bankruptcy: Liquidation;
  /** The most that can be lost. */
  maxLoss: Decimal;
}

/** Where the rules and tables of an answer are from. */
export interface Source {
  venue: Venue;
  /** The day on which the venue's rules were read. */
  rulesDate?: string;
  /** As it was given. */
  tableDate?: string;
  /** Codes of what could not be confirmed of the rules. */
  unconfirmed: string[];
}

/** An account's figures, in the settlement currency. */
export interface AccountReport {
  walletBalance: Decimal;
  /** The wallet balance and all unrealised profit. */
  equity: Decimal;
  unrealizedPnl: Decimal;
  /** What could be withdrawn or allocated: never below 0. */
  availableBalance: Decimal;
  /** What all cross positions share. */
  cross: {
    /** The wallet balance less the isolated margins. */
    collateral: Decimal;
    marginBalance: Decimal;
    initialMargin: Decimal;
    maintenanceMargin: Decimal;
    /** Null where it is undefined. */
    marginRatio: Decimal | null;
  };
  /** Where the cross legs of every market are liquidated; none: never, `no-exposure`. */
  markets: Record<string, Pair>;
  /** In the order given. */
  positions: PositionReport[];
  source: Source;
  /** Codes of what the numbers take for granted, and of what the venue does that the model does not. */
  assumptions: string[];
}

/**
 * Every figure of an account as it stands.
 *
 * @throws {MarginError} A number outside its bound; `unknown-market`, `duplicate-market`, `missing-price`,
 * `mixed-settlement`, `duplicate-position`, `bad-table`, `unsupported-combination`, `missing-field`, `unknown-field`,
 * `wrong-type`; `overflow` where a sum cannot be held.
 *
 * @example
 * ```ts
 * const report = evaluate({
 *   walletBalance: "500",
 *   markets: [{ symbol: "BTCUSDT", tiers: [{ floor: 0, rate: "0.005" }] }],
 *   prices: { BTCUSDT: "1000" },
 *   positions: [{ market: "BTCUSDT", side: "long", size: 1, entryPrice: 1000, leverage: 10, marginMode: "isolated" }],
 * });
 * report.positions[0].liquidation; // { kind: "at", price: "904.5226130653266331658291457", … }
 * ```
 */
export function evaluate(account: AccountInput): AccountReport;

/**
 * The same of many accounts, in one call.
 *
 * @throws {MarginError} What {@link evaluate} refuses; the field begins with the place of the account: `[3].positions[0].size`.
 *
 * @example
 * ```ts
 * const reports = evaluateMany(accounts.map((account) => ({ ...account, markets })));
 * ```
 */
export function evaluateMany(accounts: AccountInput[]): AccountReport[];

/**
 * Reads and checks markets once, for any number of accounts.
 *
 * @throws {MarginError} `bad-table`, `out-of-range`, `missing-field`, `unknown-field`, `wrong-type`.
 *
 * @example
 * ```ts
 * const markets = loadMarkets(marketsOf(file, ["BTCUSDT", "ETHUSDT"]));
 * evaluate({ walletBalance, markets, prices, positions });
 * markets.free();
 * ```
 */
export function loadMarkets(markets: Market[]): Markets;

/** One position, to be seen in both modes. */
export interface Scenario {
  /** `"generic"`. */
  venue?: Venue;
  /** Over the venue's rules. */
  rules?: Rules;
  /** The date of the table, given back in `source`. */
  tableDate?: string;
  /** A linear market with one flat tier. */
  market?: Market;
  /** The rate of that tier: 0.005. Not together with `market` (`unsupported-combination`). */
  maintenanceRate?: DecimalInput;
  side: Side;
  entryPrice: DecimalInput;
  /** The entry price. */
  markPrice?: DecimalInput;
  /** Units or contracts. Exactly one of size and value. */
  size?: DecimalInput;
  /** The value at entry: in the settlement currency, or for inverse contracts in the quote currency. */
  value?: DecimalInput;
  leverage: DecimalInput;
  walletBalance: DecimalInput;
  /** What is allocated in isolated mode. Value over leverage, rounded up. */
  isolatedMargin?: DecimalInput;
}

/** One mode of a scenario. Prices of liquidation and bankruptcy, and the most that can be lost, are solved from the entry. */
export interface Outcome extends Omit<PositionReport, "id" | "market" | "marginMode" | "entryPrice" | "leverage"> {
  mode: MarginMode;
  /** `liquidated` where the mark is at or beyond a liquidation price. */
  status: "open" | "liquidated";
  /** max(0, wallet − `balanceAfter`). */
  loss: Decimal;
  /** The wallet if the position were closed at this mark, or after its liquidation. Trading fees are not in it. */
  balanceAfter: Decimal;
  /** The wallet less the most that can be lost. */
  balanceAtWorst: Decimal;
}

export interface Comparison {
  isolated: Outcome;
  cross: Outcome;
  source: Source;
  assumptions: string[];
}

/**
 * One position in both modes: opened at the entry, and moved to the mark.
 *
 * @throws {MarginError} A number outside its bound; `insufficient-balance` where the isolated margin, or the value over
 * the leverage, is more than the wallet; `bad-table`, `unsupported-combination`, `missing-field`, `unknown-field`.
 *
 * @example
 * ```ts
 * const { isolated, cross } = compare({
 *   maintenanceRate: "0.004", side: "long", value: 1000, entryPrice: 60000, leverage: 10, walletBalance: 2000,
 * });
 * isolated.maxLoss; // "100"
 * cross.maxLoss; // "1000"
 * ```
 */
export function compare(scenario: Scenario): Comparison;

/**
 * What is left of the wallet, by price, in both modes. Floats: for drawing only.
 *
 * @param range `from` may be 0, except for inverse contracts; 2 to 100,000 points, both ends included.
 * @throws {MarginError} What {@link compare} refuses, and an empty range (`out-of-range`).
 *
 * @example
 * ```ts
 * const { price, isolated, cross } = curve(scenario, { from: 0, to: 90000, points: 500 });
 * ```
 */
export function curve(
  scenario: Scenario,
  range: { from: DecimalInput; to: DecimalInput; points: number },
): { price: Float64Array; isolated: Float64Array; cross: Float64Array };

/**
 * The value of one input with which the position is liquidated at a wanted price; null where none does.
 *
 * @throws {MarginError} What {@link compare} refuses of the other inputs.
 *
 * @example
 * ```ts
 * const margin = solve(scenario, { want: { liquidationPrice: 45000 }, vary: "isolatedMargin", mode: "isolated" });
 * ```
 */
export function solve(
  scenario: Scenario,
  wanted: {
    want: { liquidationPrice: DecimalInput };
    vary: "isolatedMargin" | "leverage" | "size" | "walletBalance";
    mode: MarginMode;
  },
): Decimal | null;

/** What can be done to a living account. Prices are the mark unless they are given. */
export type Operation =
  | {
      kind: "open";
      market: string;
      side: Side;
      /** Exactly one of size and value. */
      size?: DecimalInput;
      value?: DecimalInput;
      price?: DecimalInput;
      /** Chosen for the market first. As it is. */
      leverage?: DecimalInput;
      /** In isolated mode. The initial margin, rounded up. */
      isolatedMargin?: DecimalInput;
    }
  | { kind: "close"; id: string; size?: DecimalInput; price?: DecimalInput }
  | { kind: "add-margin" | "remove-margin"; id: string; amount: DecimalInput }
  | { kind: "set-margin-mode"; market: string; mode: MarginMode }
  | { kind: "set-leverage"; market: string; leverage: DecimalInput }
  | { kind: "deposit" | "withdraw"; amount: DecimalInput }
  | { kind: "mark"; prices: Record<string, DecimalInput>; time?: string }
  | { kind: "fund"; market: string; rate: DecimalInput; time?: string };

type Fields<Kind extends Operation["kind"]> = Omit<Extract<Operation, { kind: Kind }>, "kind">;

/** What an operation did. Every amount is exactly what was booked, signed as it changed the wallet or the margin. */
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
      margin: Decimal;
    }
  | { kind: "margin-added" | "margin-removed"; id: string; amount: Decimal }
  | { kind: "funded"; id: string; amount: Decimal; time?: string }
  | { kind: "margin-mode-set"; market: string; mode: MarginMode }
  | { kind: "leverage-set"; market: string; leverage: Decimal }
  | { kind: "deposited" | "withdrawn"; amount: Decimal }
  | {
      kind: "liquidated";
      ids: string[];
      mode: MarginMode;
      /** What the wallet lost by it. */
      loss: Decimal;
      /** What came back of the collateral. */
      returned: Decimal;
      prices: Record<string, Decimal>;
      walletBefore: Decimal;
      walletAfter: Decimal;
      time?: string;
    };

/** What a living account begins with. */
export interface SimulationInput {
  venue?: Venue;
  rules?: Rules;
  tableDate?: string;
  /** `"one-way"`: the other side reduces, closes or turns a position. `"hedge"`: both sides stand. `"one-way"`. */
  positionMode?: "one-way" | "hedge";
  /** At most 12 places after the point. */
  walletBalance: DecimalInput;
  markets: Market[] | Markets;
  /** A market without a price can be given one later, by `mark`. */
  prices: Record<string, DecimalInput>;
}

/** A living account as plain data, for JSON. Give it back to {@link Simulation.fromJSON} as it is. */
export interface SimulationState {
  version: 1;
  venue: Venue;
  tableDate?: string;
  [field: string]: unknown;
}

/**
 * A living account. An operation succeeds whole, or throws and changes nothing. Only `mark` and `fund` liquidate.
 *
 * @example
 * ```ts
 * const account = new Simulation({ walletBalance: 2000, markets, prices: { BTCUSDT: 60000 } });
 * account.setMarginMode({ market: "BTCUSDT", mode: "isolated" });
 * account.open({ market: "BTCUSDT", side: "long", value: 1000, leverage: 10 });
 * account.mark({ prices: { BTCUSDT: 54000 } }); // [{ kind: "liquidated", loss: "100", … }]
 * ```
 */
export class Simulation {
  /** @throws {MarginError} What the markets, the rules and the numbers refuse. */
  constructor(input: SimulationInput);
  /**
   * The account that `toJSON` wrote. Its history begins anew.
   *
   * @throws {MarginError} `unsupported-version`, `bad-state`, and what any field refuses.
   */
  static fromJSON(json: SimulationState): Simulation;
  /** The account as plain data, so that `JSON.stringify` can write it. */
  toJSON(): SimulationState;
  /** Every event since the account began, or was restored. */
  readonly history: Event[];
  /**
   * Does it, and returns what happened.
   *
   * @throws {MarginError} With what is allowed: `insufficient-balance`, `insufficient-margin`, `mode-locked`,
   * `leverage-locked`, `not-isolated`, `unknown-position`, `unknown-market`, `missing-price`, `out-of-range`,
   * `beyond-bankruptcy`, `would-liquidate`.
   */
  apply(operation: Operation): Event[];
  /** The report that an operation would lead to. @throws {MarginError} What {@link Simulation.apply} refuses. */
  preview(operation: Operation): AccountReport;
  /** How much can be added to a position's margin and taken out of it (0 in cross), and closed of it. */
  limits(id: string): { addMargin: Decimal; removeMargin: Decimal; close: Decimal };
  /** Every figure of the account as it stands. */
  report(): AccountReport;
  open(fields: Fields<"open">): Event[];
  close(fields: Fields<"close">): Event[];
  addMargin(fields: { id: string; amount: DecimalInput }): Event[];
  removeMargin(fields: { id: string; amount: DecimalInput }): Event[];
  setMarginMode(fields: Fields<"set-margin-mode">): Event[];
  setLeverage(fields: Fields<"set-leverage">): Event[];
  deposit(fields: { amount: DecimalInput }): Event[];
  withdraw(fields: { amount: DecimalInput }): Event[];
  mark(fields: Fields<"mark">): Event[];
  fund(fields: Fields<"fund">): Event[];
  /** Gives the memory back. What is used after that is refused (`freed`). */
  free(): void;
  [Symbol.dispose](): void;
}

/** A venue: its rules, where and when they were read, and what must be said beside its numbers. */
export interface VenueInfo {
  code: Venue;
  name: string;
  rules: Required<Rules>;
  rulesDate: string;
  sources: string[];
  /** The name of its file in `isolated-margin/venues/`, where there is one. */
  tables?: string;
  unconfirmed: string[];
  unsupported: string[];
  assumptions: string[];
}

/** Every venue that is known. */
export function venues(): VenueInfo[];

/** A file `isolated-margin/venues/<venue>.json`: a table that many markets share is written once. */
export interface VenueFile {
  venue: string;
  tableDate: string;
  /** Where the tables were read. */
  origin: string;
  tables: Tier[][];
  markets: (Omit<Market, "tiers"> & { table: number; tableDate?: string })[];
}

/**
 * The markets of a venue's file, as the other functions take them: those of the symbols, or all.
 *
 * @throws {MarginError} `unknown-market`, with the symbol as its value; `wrong-type` for what is no such file.
 *
 * @example
 * ```ts
 * import file from "isolated-margin/venues/binance-usdm.json" with { type: "json" };
 * const [market] = marketsOf(file, ["BTCUSDT"]);
 * ```
 */
export function marketsOf(file: VenueFile, symbols?: string[]): Market[];

/** The version of the package. */
export function version(): string;

/** What was wrong, as a stable code. New ones may come. */
export type ErrorCode =
  | "not-a-decimal"
  | "too-many-digits"
  | "not-positive"
  | "negative"
  | "out-of-range"
  | "insufficient-balance"
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
  | "unsupported-version"
  | "missing-field"
  | "unknown-field"
  | "wrong-type"
  | "unreadable"
  | "overflow"
  | "not-loaded"
  | "freed"
  | (string & {});

/**
 * What was refused, where, and what would have been accepted. Nothing has been changed when it is thrown.
 *
 * @example
 * ```ts
 * try {
 *   evaluate(account);
 * } catch (error) {
 *   if (!(error instanceof MarginError)) throw error;
 *   error.code; // "not-positive"
 *   error.field; // "positions[2].entryPrice"
 * }
 * ```
 */
export class MarginError extends Error {
  constructor(refusal: Pick<MarginError, "code" | "message" | "field" | "value" | "allowed">);
  readonly name: "MarginError";
  readonly code: ErrorCode;
  /** The path in the input. */
  readonly field?: string;
  /** The refused value, as text, shortened. */
  readonly value?: string;
  readonly allowed?: { min?: Decimal; max?: Decimal; oneOf?: string[] };
}

/** Where the module can be loaded from. */
export type ModuleSource = string | URL | Request | Response | BufferSource | WebAssembly.Module;

/**
 * Loads the module. In browsers, call and await it once before anything else; in Node and in `isolated-margin/inline`
 * there is nothing to do, and it does nothing. Loading happens once; after a failure it can be tried again.
 *
 * @param source Where the module is, its bytes, or the compiled module. The file beside the script.
 *
 * @example
 * ```ts
 * await init();
 * ```
 */
export function init(source?: ModuleSource | Promise<ModuleSource>): Promise<void>;
export default init;
