// Beside it: the worker is asked, and answers with a report.
const worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });

worker.addEventListener("message", (event) => {
  document.body.textContent = event.data.equity;
});
worker.postMessage({
  walletBalance: "2000",
  markets: [{ symbol: "BTCUSDT", tiers: [{ floor: 0, rate: "0.004" }] }],
  prices: { BTCUSDT: "61000" },
  positions: [{ market: "BTCUSDT", side: "long", size: "0.1", entryPrice: "60000", leverage: 20 }],
});
