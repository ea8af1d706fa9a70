// The packed package, installed from its tarball into a temporary folder, and real markets out of it.

import { readFileSync } from "node:fs";
import { join } from "node:path";

import { project } from "../support/project.mjs";

const folder = project().package;

export const ours = await import(join(folder, "node.js"));

const file = JSON.parse(readFileSync(join(folder, "venues/binance-usdm.json"), "utf8"));
const symbols = file.markets.filter(({ settle }) => settle === "USDT").map(({ symbol }) => symbol);

export const { tableDate } = file;
export const [BTCUSDT] = ours.marketsOf(file, ["BTCUSDT"]);

/** So many markets of the venue, settled in USDT: the commonest, and others from all over the list. */
export function markets(count) {
  const common = ["BTCUSDT", "ETHUSDT", "SOLUSDT"];
  const others = symbols.filter((symbol) => !common.includes(symbol));
  const step = Math.floor(others.length / count);
  const chosen = [...common, ...others.filter((_, index) => index % step === 0)].slice(0, count);
  return ours.marketsOf(file, chosen);
}
