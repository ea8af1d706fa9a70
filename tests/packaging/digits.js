// The same account in every consumer, and the digits that it gives: they must be the same everywhere.

/** The account: real tiers, both modes, and numbers of every kind. */
export const ACCOUNT = {
  venue: "binance-usdm",
  walletBalance: "25000.000000000001",
  markets: [
    {
      symbol: "BTCUSDT",
      tickSize: 0.1,
      tiers: [
        { floor: 0, rate: "0.004", deduction: 0, maxLeverage: 150 },
        { floor: 300000, rate: "0.005", deduction: 300, maxLeverage: 100 },
        { floor: 800000, rate: "0.0065", deduction: 1500, maxLeverage: 75 },
      ],
    },
    { symbol: "ETHUSDT", tiers: [{ floor: 0, rate: 5e-3 }] },
  ],
  prices: { BTCUSDT: "60000.7", ETHUSDT: 2000 },
  positions: [
    { market: "BTCUSDT", side: "long", size: "5.5", entryPrice: "61000.3", leverage: 20, marginMode: "isolated" },
    { market: "BTCUSDT", side: "short", size: "1", entryPrice: "60500", leverage: 20 },
    { market: "ETHUSDT", side: "long", size: 7n, entryPrice: 2100, leverage: 10 },
  ],
};

/** All that the package answers of it, as one text. */
export async function digits({ init, compare, curve, evaluate, evaluateMany, loadMarkets, Simulation, solve }) {
  await init();
  const markets = loadMarkets(ACCOUNT.markets);
  const scenario = { side: "short", value: 1000, entryPrice: 60000, leverage: 10, walletBalance: 2000 };
  const account = new Simulation({ walletBalance: 2000, markets, prices: { ETHUSDT: 2000 } });
  account.open({ market: "ETHUSDT", side: "long", value: 3000, leverage: 3 });
  const found = [
    evaluate(ACCOUNT),
    evaluateMany([{ ...ACCOUNT, markets }]),
    compare(scenario),
    solve(scenario, { want: { liquidationPrice: 70000 }, vary: "isolatedMargin", mode: "isolated" }),
    [...curve(scenario, { from: 30000, to: 90000, points: 3 }).isolated],
    account.mark({ prices: { ETHUSDT: 1100 } }),
    account,
  ];
  markets.free();
  return JSON.stringify(found);
}
