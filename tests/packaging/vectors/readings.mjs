// How vectors are read: under which rules, and the reading that most of them need.

import assert from "node:assert/strict";

import { Account, holding, oneTier, price, shownPrice } from "./account.mjs";
import { ONE, decimal, divide } from "./decimal.mjs";
import { sideOf } from "./vector.mjs";

/** Rules of venues that the package does not know. */
export const AT_THE_MARK = { rules: { priceRounding: "none" } };
export const AT_THE_ENTRY = { rules: { maintenanceBasis: "entry", othersPnl: "losses" } };
export const WITH_CLOSING_FEE = { rules: { priceRounding: "none", closingFee: "maintenance" } };
export const of = (venue) => ({ venue });

const NOT_MODELLED = ["grows-with-size", "power-of-value", "order-margin"];

/** Which reading takes a vector. */
function readingOf(vector, readings) {
  return readings.filter(([ids]) => vector.id.startsWith(ids));
}

/** What came of a vector; throws where it is not what was published. */
export function read(vector, readings) {
  const found = readingOf(vector, readings);
  if (vector.unsupported) {
    assert.ok(found.length === 0 && NOT_MODELLED.includes(vector.unsupported.what) && vector.unsupported.reason);
    return "unsupported";
  }
  assert.equal(found.length, 1, "readings that take it");
  const [[, under, reading]] = found;
  reading(vector, under);
  return vector.finish();
}

export const position = (vector, under) => checkFigures(vector, account(vector, under));

/** The account of a vector whose rate is one for every value. */
export function account(vector, under) {
  const { inputs } = vector;
  // Hyperliquid publishes the leverage: the rate is half of what it asks for at most.
  const maxLeverage = inputs.optional("max_leverage");
  if (maxLeverage) assert.ok([undefined, "1/(2*max_leverage)"].includes(inputs.text("maintenance_rate")));
  const rate = maxLeverage ? divide(ONE, maxLeverage.mul(2)) : (inputs.firstOf("mmr", "mmf", "maintenance_rate") ?? decimal(0));
  return accountWithTiers(vector, under, oneTier(rate, inputs.firstOf("maint_amt", "maint_amount")));
}

export function accountWithTiers(vector, under, tiers) {
  const { inputs, contract } = vector;
  const size = inputs.firstOf("qty", "contracts", "contracts_usd", "size", "lots", "size_contracts_usd");
  const side = vector.side ?? (size?.isNegative() ? "short" : "long");
  const markPrice = inputs.firstOf("mark", "oracle");
  const entryPrice = inputs.firstOf("entry", "entry_implied_by_upnl", "price") ?? markPrice ?? decimal(100);
  // Where no size is published it does not matter; this one is worth a whole number at entry.
  const anySize = contract === "inverse" ? entryPrice : ONE;
  const market = {
    contract,
    multiplier: inputs.firstOf("contract_size_usd", "contract_size", "face_value_usd", "multiplier"),
    takerFee: inputs.firstOf("taker_fee", "fee_rate"),
    tickSize: inputs.optional("tick"),
  };
  const first = holding(inputs.text("coin") ?? "market", side, (size ?? anySize).abs(), entryPrice, tiers, {
    market,
    markPrice: markPrice ?? entryPrice,
    leverage: inputs.optional("leverage") ?? ONE,
  });
  const others = inputs.list("other_positions").map((other) =>
    holding(other.text("pair"), sideOf(other.text("side")), other.decimal("qty"), other.decimal("entry"), oneTier(other.decimal("mmr"), other.optional("maint_amt")), {
      markPrice: other.decimal("mark"),
    }),
  );
  if (vector.isCross) {
    const backing = inputs.firstOf("wallet_balance", "wallet_btc", "account_value", "equity", "deposit") ?? 0;
    return new Account(under, backing, [first, ...others]);
  }
  const alone = new Account(under, 0, [first, ...others]);
  return alone.with({ isolated: true, isolatedMargin: isolatedMargin(vector, alone) });
}

/** What is allocated: as published, or by default the initial margin and what was added to it. */
function isolatedMargin({ inputs }, account) {
  // A formula in words: the same number follows as a value, or is the default.
  if (inputs.text("isolated_margin") === "qty*entry/leverage") return inputs.optional("isolated_margin_value");
  const added = inputs.firstOf("extra_margin", "added_margin_btc");
  if (added) return decimal(account.first().initialMargin).add(added);
  return inputs.firstOf("isolated_margin", "isolated_wallet", "isolated_wallet_btc", "wallet_balance", "margin", "equity");
}

/** Compares the published figures that have not been compared yet. */
export function checkFigures(vector, account) {
  const report = account.first();
  const hasTick = account.holdings[0].market.tickSize !== undefined;
  const figures = {
    liq_price: () => (hasTick ? shownPrice : price)(report.liquidation),
    bankruptcy_price: () => price(report.bankruptcy),
    im: () => report.initialMargin,
    mm: () => report.maintenanceMargin,
    liquidation_distance_fraction: () => (price(report.liquidation), decimal(report.liquidation.distance).abs()),
  };
  figures.liquidation_price = figures.liq_price;
  figures.im_btc = figures.im;
  figures.mm_btc = figures.maint_margin = figures.mm;
  for (const figure of vector.uncompared) {
    if (figure === "liquidated") vector.checkText(figure, String(report.liquidation.kind === "now"));
    else vector.check(figure, figures[figure]());
  }
}
