// One account and one position that every way of using the package computes, as a text to be compared digit by digit.

const TIERS = [
  { floor: "0", rate: "0.004", maxLeverage: "125" },
  { floor: "50000", rate: "0.005", maxLeverage: "100" },
  { floor: "600000", rate: "0.01", maxLeverage: "50" },
];

export const ACCOUNT = {
  venue: "binance-usdm",
  walletBalance: "12345.678901",
  markets: [
    { symbol: "BTCUSDT", settle: "USDT", tickSize: "0.1", tiers: TIERS },
    { symbol: "ETHUSDT", settle: "USDT", tickSize: "0.01", tiers: TIERS },
  ],
  prices: { BTCUSDT: "61234.5", ETHUSDT: 2500.01 },
  positions: [
    { id: "isolated", market: "BTCUSDT", side: "long", size: "0.37", entryPrice: "60000", leverage: 20, marginMode: "isolated" },
    { id: "long", market: "BTCUSDT", side: "long", size: "1.5", entryPrice: "59876.5", leverage: 10 },
    { id: "short", market: "ETHUSDT", side: "short", size: 12n, entryPrice: "2611.37", leverage: 7 },
  ],
};

export const SCENARIO = {
  side: "long",
  entryPrice: "60000",
  markPrice: "57000",
  value: "6000",
  leverage: "20",
  walletBalance: "2000",
};

/** Does a little of everything, after `init`, and says what came of it. */
export async function known(api) {
  const before = attempt(() => api.version());
  await api.init();
  const report = api.evaluate(ACCOUNT);
  const markets = api.loadMarkets(ACCOUNT.markets);
  const [again] = api.evaluateMany([{ ...ACCOUNT, markets }]);
  markets.free();
  const account = new api.Simulation({ ...ACCOUNT, positions: undefined });
  account.setMarginMode({ market: "BTCUSDT", mode: "isolated" });
  const events = [
    ...account.open({ market: "BTCUSDT", side: "long", value: "9000", leverage: 15 }),
    ...account.mark({ prices: { BTCUSDT: 50000 } }),
  ];
  account.free();
  const curve = api.curve(SCENARIO, { from: 0, to: 90000, points: 4 });
  const answers = {
    report,
    comparison: api.compare(SCENARIO),
    events,
    curve: Object.fromEntries(Object.entries(curve).map(([name, numbers]) => [name, [...numbers]])),
    solved: api.solve(SCENARIO, { want: { liquidationPrice: 50000 }, vary: "isolatedMargin", mode: "isolated" }),
    refused: attempt(() => api.evaluate({ ...ACCOUNT, walletBalence: 1 })),
    version: api.version(),
  };
  if (before !== answers.version && before !== "MarginError not-loaded undefined") throw new Error(`before: ${before}`);
  if (JSON.stringify(again) !== JSON.stringify(report)) throw new Error("evaluateMany differs from evaluate");
  if (api.default !== undefined && api.default.init === undefined && api.default !== api.init) throw new Error("default");
  return JSON.stringify(answers);
}

function attempt(run) {
  try {
    return run();
  } catch (error) {
    return `${error.name} ${error.code} ${error.field}`;
  }
}
