// A whole account, with the tables of a venue.
import init, { evaluate, loadMarkets, marketsOf } from "isolated-margin";
import file from "isolated-margin/venues/binance-usdm.json" with { type: "json" };

await init();

// Read and checked once, used as often as you like.
const markets = loadMarkets(marketsOf(file, ["BTCUSDT", "ETHUSDT"]));

const report = evaluate({
  venue: "binance-usdm",
  tableDate: file.tableDate,
  walletBalance: "5000",
  markets,
  prices: { BTCUSDT: "60000", ETHUSDT: "2000" },
  positions: [
    { market: "BTCUSDT", side: "long", size: "0.5", entryPrice: "61000", leverage: 20, marginMode: "isolated" },
    { market: "ETHUSDT", side: "short", size: 10, entryPrice: 2100, leverage: 10 },
  ],
});

for (const { market, liquidation } of report.positions) {
  console.log(market, liquidation.kind === "at" ? liquidation.shownPrice : liquidation.kind);
}
console.log(report.equity, report.availableBalance, report.source.tableDate);
