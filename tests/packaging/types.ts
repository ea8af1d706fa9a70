// What a reader hopes that the types do. It is compiled, not run.
import init, {
  MarginError,
  Simulation,
  compare,
  curve,
  evaluate,
  evaluateMany,
  loadMarkets,
  marketsOf,
  solve,
  venues,
  type AccountInput,
  type Decimal,
  type Event,
  type Liquidation,
  type Market,
  type Operation,
  type Scenario,
  type VenueFile,
} from "isolated-margin";

await init();
await init(new URL("https://example.org/isolated-margin.wasm"));

/** A union narrows by its kind. */
function said(liquidation: Liquidation): string {
  switch (liquidation.kind) {
    case "at":
      return liquidation.shownPrice;
    case "never":
      return liquidation.reason;
    case "now":
      return "now";
  }
}

const market: Market = { symbol: "BTCUSDT", tiers: [{ floor: 0, rate: "0.004" }] };
const account: AccountInput = {
  venue: "binance-usdm",
  rules: { priceRounding: { decimals: 2 }, onLiquidation: "residual" },
  walletBalance: 2000n,
  markets: [market],
  prices: { BTCUSDT: 6e4 },
  positions: [{ market: "BTCUSDT", side: "long", size: "0.1", entryPrice: { toString: () => "60000" } }],
};
const ratio: Decimal | null = evaluate(account).cross.marginRatio;
const markets = loadMarkets([market]);
const [report] = evaluateMany([{ ...account, markets }]);
void [ratio, report && said(report.positions[0]!.liquidation)];

const scenario: Scenario = { market, side: "short", value: 1000, entryPrice: 60000, leverage: 10, walletBalance: 2000 };
const { isolated, cross } = compare(scenario);
const loss: Decimal = isolated.status === "liquidated" ? isolated.loss : cross.maxLoss;
const drawn: Float64Array = curve(scenario, { from: 1, to: 2, points: 2 }).isolated;
const found: Decimal | null = solve(scenario, { want: { liquidationPrice: 1 }, vary: "size", mode: "cross" });
void [loss, drawn, found];

/** So do events and operations. */
function told(event: Event): Decimal | undefined {
  if (event.kind === "liquidated") return event.loss;
  if (event.kind === "opened" || event.kind === "closed") return event.realizedPnl;
  return "amount" in event ? event.amount : undefined;
}
const operation: Operation = { kind: "fund", market: "BTCUSDT", rate: "-0.0001" };
const living = new Simulation({ walletBalance: 1, markets, prices: {}, positionMode: "hedge" });
void living.apply(operation).map(told);
void living.addMargin({ id: "1", amount: 1 });
void Simulation.fromJSON(living.toJSON()).limits("1").close;
living.free();
markets.free();

const file = {} as VenueFile;
const listed: Market[] = marketsOf(file, ["BTCUSDT"]);
void [listed, venues().map(({ code }) => code)];

try {
  compare(scenario);
} catch (error) {
  if (error instanceof MarginError && error.code === "out-of-range") void error.allowed?.max;
}
