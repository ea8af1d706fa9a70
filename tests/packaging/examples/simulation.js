// An account that lives: positions are opened, prices move, and what no longer holds is liquidated.
import init, { Simulation } from "isolated-margin";

await init();

const account = new Simulation({
  walletBalance: 2000,
  markets: [{ symbol: "BTCUSDT", tiers: [{ floor: 0, rate: "0.004" }] }],
  prices: { BTCUSDT: 60000 },
});
account.setMarginMode({ market: "BTCUSDT", mode: "isolated" });
account.open({ market: "BTCUSDT", side: "long", value: 1000, leverage: 10 });
const [{ id }] = account.report().positions;

// Look before you leap: a preview changes nothing.
const after = account.preview({ kind: "add-margin", id, amount: 100 });
console.log(after.positions[0].margin, account.limits(id).addMargin);

for (const event of account.mark({ prices: { BTCUSDT: 54000 } })) {
  if (event.kind === "liquidated") console.log(event.mode, event.loss, event.walletAfter);
}

// To be kept, and taken up again.
const kept = JSON.stringify(account);
console.log(Simulation.fromJSON(JSON.parse(kept)).report().walletBalance);
