/**
 * The element `<isolated-margin>`: the calculator, with both modes side by side, in any page.
 *
 * ```js
 * import "isolated-margin/element";
 *
 * const element = document.createElement("isolated-margin");
 * element.setAttribute("leverage", "20");
 * document.body.append(element);
 * ```
 *
 * Importing this registers the element; where it is registered already, and on servers, it does nothing. Attributes:
 * `side`, `leverage`, `value`, `margin`, `wallet`, `entry`, `mark`, `market`, `maintenance-rate`, `venue`, `theme`, `lang`
 * and `readonly`.
 */

/** What is set: decimals as texts, `null` where nothing is set. */
export interface IsolatedMarginState {
  side: "long" | "short";
  /** How many times the margin the position is worth. */
  leverage: string;
  /** The position's value at entry. */
  value: string;
  /** The isolated margin; `null` while it follows value ÷ leverage. */
  margin: string | null;
  /** The wallet balance. */
  wallet: string;
  /** The entry price. */
  entry: string;
  /** The mark price; `null` while it stands at the entry. */
  mark: string | null;
  /** The code of the market's venue; `null` for the flat market. */
  venue: string | null;
  /** The symbol of a market of the venue, or `flat`. */
  market: string;
  /** The rate of the flat market, as a fraction; `null` in the others. */
  maintenanceRate: string | null;
  /** The fragment of a link to this state. */
  link: string;
}

/** What can be set beside that. */
export interface IsolatedMarginSettings {
  /** The size, in coins or in what `unit` says; in the place of `value`. */
  size: string | number | null;
  unit: "base" | "quote" | "contracts" | null;
  /** The price of the settlement coin of a quanto contract. */
  coinPrice: string | number | null;
}

/** What becomes of the position in one mode: exact decimals as texts. */
export interface IsolatedMarginOutcome {
  status: "open" | "liquidated";
  /** A price, `never` or `now`. */
  liquidationPrice: string;
  /** How far that is from the mark, as a fraction of the mark with its sign; or `never`, `now`. */
  distance: string;
  /** Maintenance margin ÷ margin balance, or `undefined`. */
  marginRatio: string;
  unrealizedPnl: string;
  /** Profit ÷ initial margin, as a fraction. */
  roe: string;
  /** What is lost at the mark. */
  loss: string;
  /** What is left of the wallet at the mark. */
  balanceAfter: string;
  /** The most that can be lost. */
  maxLoss: string;
  /** What is left of the wallet then. */
  balanceAtWorst: string;
  /** A price, `never` or `now`. */
  bankruptcyPrice: string;
  /** The distance to the liquidation below the mark, or `never`, `now`. */
  distanceBelow: string;
  /** The same above. */
  distanceAbove: string;
}

/** Every number on screen. */
export interface IsolatedMarginResult {
  /** The sentence that sums it up, in the reader's way of writing numbers. */
  sentence: string;
  isolated: IsolatedMarginOutcome;
  cross: IsolatedMarginOutcome;
}

/** What the events say. `state` and `result` are `null` where the page's policy forbids modules. */
export interface IsolatedMarginDetail {
  state: IsolatedMarginState | null;
  result: IsolatedMarginResult | null;
}

/** Something that was set and cannot be, or a calculator that could not be loaded. */
export interface IsolatedMarginFault {
  /** The attribute; `state` for a link that cannot be read; `null` where it is none of them. */
  attribute: string | null;
  value: string | null;
  code: "bad-value" | "out-of-range" | "bad-link" | "not-loaded" | "unsupported" | "forbidden" | "memory" | "broken";
  /** In words. */
  message: string;
}

/** The element. */
export interface IsolatedMarginElement extends HTMLElement {
  /** What is set; `null` before `margin-ready`. */
  get state(): IsolatedMarginState | null;
  /** Changes what is given, with `null` for what shall follow or be as usual again; or everything, by a link's fragment. */
  set state(state: { [Name in Exclude<keyof IsolatedMarginState, "link">]?: string | number | null } & Partial<IsolatedMarginSettings> | string | null);
  /** Every number on screen; `null` before `margin-ready`. */
  readonly result: IsolatedMarginResult | null;
}

declare global {
  interface HTMLElementTagNameMap {
    "isolated-margin": IsolatedMarginElement;
  }
  interface HTMLElementEventMap {
    /** It answers. */
    "margin-ready": CustomEvent<IsolatedMarginDetail>;
    /** The reader is changing something. */
    "margin-input": CustomEvent<IsolatedMarginDetail>;
    /** The reader has paused. */
    "margin-change": CustomEvent<IsolatedMarginDetail>;
    /** Something that was set cannot be. */
    "margin-error": CustomEvent<IsolatedMarginFault>;
  }
}
