// The margin figures of a Binance USDⓈ-M account with plain numbers: the rules, the order and the shortcuts of
// `decimal-model.js`, in binary floating point. Nothing is checked.

import { BEYOND, COVERED, NO_EXPOSURE, NOW, SAFE, hurting } from "./answers.js";
import { plain } from "./plain.js";

// Tables

function readMarket({ symbol, tiers }) {
  const rows = [];
  let deduction = 0;
  let rate = 0;
  for (const tier of tiers) {
    const floor = Number(tier.floor);
    const ownRate = Number(tier.rate);
    if (tier.deduction !== undefined) deduction = Number(tier.deduction);
    else if (rows.length > 0) deduction += floor * (ownRate - rate);
    rate = ownRate;
    rows.push({ floor, rate, deduction });
  }
  return { symbol, tiers: rows };
}

function tierOf(tiers, value) {
  let tier = 0;
  while (tier + 1 < tiers.length && value > tiers[tier + 1].floor) tier += 1;
  return tier;
}

// Where legs are liquidated: the ends of the interval round the mark in which they are solvent

const edge = (price, tier) => (price < 1e-18 || price > 1e18 ? BEYOND : { price, tier });

function longEdge({ exposure, entryValue, tiers }, tier, collateral) {
  const uncovered = entryValue - collateral;
  while (tier > 0 && uncovered < (1 - tiers[tier].rate) * tiers[tier].floor + tiers[tier].deduction) tier -= 1;
  const { rate, deduction } = tiers[tier];
  if (uncovered <= deduction) return COVERED;
  return edge((uncovered - deduction) / (exposure * (1 - rate)), tier);
}

function shortEdge({ exposure, entryValue, tiers }, tier, collateral) {
  const reach = entryValue + collateral;
  while (tier + 1 < tiers.length && reach > (1 + tiers[tier].rate) * tiers[tier + 1].floor - tiers[tier].deduction) tier += 1;
  const { rate, deduction } = tiers[tier];
  return edge((reach + deduction) / (exposure * (1 + rate)), tier);
}

/** A long and a short of one market: the tiers of both change on the way. */
function hedgedEdge(long, short, longTier, shortTier, collateral, isBelow) {
  const { tiers } = long;
  const base = collateral - long.entryValue + short.entryValue;
  const net = long.exposure - short.exposure;
  const step = isBelow ? 0 : 1;
  const move = isBelow ? -1 : 1;
  const farthest = isBelow ? -Infinity : Infinity;
  for (;;) {
    const [ofLong, ofShort] = [tiers[longTier], tiers[shortTier]];
    // The surplus is `constant + slope·price`.
    const constant = base + ofLong.deduction + ofShort.deduction;
    const slope = net - long.exposure * ofLong.rate - short.exposure * ofShort.rate;
    const kinkOf = (leg, tier) =>
      (isBelow && tier === 0) || tier + step >= tiers.length ? farthest : tiers[tier + step].floor / leg.exposure;
    const [longKink, shortKink] = [kinkOf(long, longTier), kinkOf(short, shortTier)];
    const nearest = isBelow ? Math.max(longKink, shortKink) : Math.min(longKink, shortKink);
    if (nearest === farthest || constant + slope * nearest <= 0) {
      const reachesZero = isBelow ? constant < 0 && slope > 0 : slope < 0;
      if (!reachesZero) return isBelow && net > 0 ? COVERED : SAFE;
      return edge(-constant / slope, isBelow ? longTier : shortTier);
    }
    if (longKink === nearest) longTier += move;
    if (shortKink === nearest) shortTier += move;
  }
}

/** Both ends for the legs of one market, which are solvent in these tiers. */
function edges({ long, short }, longTier, shortTier, collateral) {
  if (short === undefined) return { below: longEdge(long, longTier, collateral), above: SAFE };
  if (long === undefined) return { below: SAFE, above: shortEdge(short, shortTier, collateral) };
  return {
    below: hedgedEdge(long, short, longTier, shortTier, collateral, true),
    above: hedgedEdge(long, short, longTier, shortTier, collateral, false),
  };
}

/** The end at which what backs the legs is used up. Its tier is each position's own. */
function bankruptcyEdges({ long, short }, backing, profit) {
  if (backing + profit <= 0) return { below: NOW, above: NOW };
  if (short === undefined) {
    const uncovered = long.entryValue - backing;
    return { below: uncovered > 0 ? edge(uncovered / long.exposure, 0) : COVERED, above: SAFE };
  }
  if (long === undefined) return { below: SAFE, above: edge((short.entryValue + backing) / short.exposure, 0) };
  const constant = backing - long.entryValue + short.entryValue;
  const net = long.exposure - short.exposure;
  if (net > 0) return { below: constant < 0 ? edge(-constant / net, 0) : COVERED, above: SAFE };
  return { below: SAFE, above: net < 0 ? edge(-constant / net, 0) : SAFE };
}

// What is written

/** To two decimals, half up: the nudge of a few last places is for halves that binary arithmetic leaves just below. */
const shown = (price) => Math.round(price * 100 * (1 + 1e-14)) / 100;

function written(end, mark) {
  if (end.price === undefined) return end;
  const { price, tier } = end;
  return {
    kind: "at",
    price: plain(price),
    shownPrice: plain(shown(price)),
    distance: plain((price - mark) / mark),
    tier,
  };
}

const writtenPair = ({ below, above }, mark) => ({ below: written(below, mark), above: written(above, mark) });

/** A bankruptcy price with the tier of the position's value there. */
function writtenBankruptcy(bankruptcy, end, leg) {
  if (end.price === undefined) return bankruptcy;
  return { ...bankruptcy, tier: tierOf(leg.tiers, leg.exposure * end.price) };
}

const ratioOf = (maintenance, balance) => (balance > 0 ? plain(maintenance / balance) : null);

function legOf(tiers, { size, entryPrice, leverage }) {
  const exposure = Number(size);
  const entry = Number(entryPrice);
  const factor = Number(leverage ?? 1);
  const entryValue = exposure * entry;
  return { tiers, exposure, entry, leverage: factor, entryValue, initialMargin: entryValue / factor };
}

function standingOf(leg, isLong, mark) {
  const value = leg.exposure * mark;
  const profit = isLong ? value - leg.entryValue : leg.entryValue - value;
  const tier = tierOf(leg.tiers, value);
  const { rate, deduction } = leg.tiers[tier];
  return { value, profit, tier, maintenance: rate * value - deduction };
}

// Accounts

const readMarkets = (markets) => new Map(markets.map((market) => [market.symbol, readMarket(market)]));

function evaluate(account) {
  const markets = account.markets instanceof Map ? account.markets : readMarkets(account.markets);
  const books = new Map();
  for (const market of markets.values()) {
    const price = account.prices[market.symbol];
    const mark = price === undefined ? undefined : Number(price);
    books.set(market.symbol, { market, mark, long: undefined, short: undefined, profit: 0, maintenance: 0, fate: undefined });
  }

  const walletBalance = Number(account.walletBalance);
  let collateral = walletBalance;
  let unrealizedPnl = 0;
  let crossInitialMargin = 0;
  const holdings = account.positions.map((input) => {
    const book = books.get(input.market);
    const isLong = input.side === "long";
    const leg = legOf(book.market.tiers, input);
    const standing = standingOf(leg, isLong, book.mark);
    unrealizedPnl += standing.profit;
    const isIsolated = input.marginMode === "isolated";
    let margin = leg.initialMargin;
    if (isIsolated) {
      if (input.isolatedMargin !== undefined) margin = Number(input.isolatedMargin);
      collateral -= margin;
    } else {
      crossInitialMargin += margin;
      book.profit += standing.profit;
      book.maintenance += standing.maintenance;
      book[input.side] = { leg, tier: standing.tier };
    }
    return { input, book, isLong, leg, standing, isIsolated, margin };
  });

  let profit = 0;
  let maintenance = 0;
  const crossBooks = [...books.values()].filter(({ long, short }) => long !== undefined || short !== undefined);
  for (const book of crossBooks) {
    profit += book.profit;
    maintenance += book.maintenance;
  }
  const balance = collateral + profit;
  const crossRatio = ratioOf(maintenance, balance);
  // With all profit counted, every market has the same surplus at the marks.
  const falls = crossBooks.length > 0 && balance - maintenance <= 0;
  for (const book of crossBooks) {
    const legs = { long: book.long?.leg, short: book.short?.leg };
    const backing = collateral + (profit - book.profit);
    const available = backing - (maintenance - book.maintenance);
    const pair = falls ? { below: NOW, above: NOW } : edges(legs, book.long?.tier, book.short?.tier, available);
    const bankruptcy = bankruptcyEdges(legs, backing, book.profit);
    book.fate = {
      backing,
      pair: writtenPair(pair, book.mark),
      bankruptcy,
      writtenBankruptcy: writtenPair(bankruptcy, book.mark),
    };
  }

  const collateralText = plain(collateral);
  const crossAtStake = collateral < 0 ? "0" : collateralText;
  const positions = holdings.map(({ input, book, isLong, leg, standing, isIsolated, margin }, index) => {
    const initialMargin = plain(leg.initialMargin);
    const { side } = input;
    let pair, bankruptcyEnd, bankruptcy, backing, ratio, atStake;
    if (isIsolated) {
      backing = margin;
      const balance = margin + standing.profit;
      const legs = isLong ? { long: leg, short: undefined } : { long: undefined, short: leg };
      const isSolvent = balance - standing.maintenance > 0;
      const ends = isSolvent ? edges(legs, standing.tier, standing.tier, margin) : { below: NOW, above: NOW };
      pair = writtenPair(ends, book.mark);
      bankruptcyEnd = hurting(bankruptcyEdges(legs, margin, standing.profit), side);
      bankruptcy = written(bankruptcyEnd, book.mark);
      ratio = ratioOf(standing.maintenance, balance);
      atStake = margin === leg.initialMargin ? initialMargin : plain(margin);
    } else {
      ({ pair, backing } = book.fate);
      bankruptcyEnd = hurting(book.fate.bankruptcy, side);
      bankruptcy = hurting(book.fate.writtenBankruptcy, side);
      ratio = crossRatio;
      atStake = crossAtStake;
    }
    const liquidation = hurting(pair, side);
    return {
      id: input.id ?? String(index),
      market: input.market,
      side,
      marginMode: isIsolated ? "isolated" : "cross",
      size: plain(leg.exposure),
      entryPrice: plain(leg.entry),
      leverage: plain(leg.leverage),
      value: plain(standing.value),
      unrealizedPnl: plain(standing.profit),
      roe: plain(standing.profit / leg.initialMargin),
      margin: isIsolated ? atStake : initialMargin,
      initialMargin,
      maintenanceMargin: plain(standing.maintenance),
      marginRatio: ratio,
      tier: standing.tier,
      liquidation,
      pair,
      bankruptcy: writtenBankruptcy(bankruptcy, bankruptcyEnd, leg),
      maxLoss: liquidation === COVERED ? plain(Math.min(leg.entryValue, backing)) : atStake,
    };
  });

  const pairs = {};
  for (const { market, fate } of books.values()) pairs[market.symbol] = fate?.pair ?? { below: NO_EXPOSURE, above: NO_EXPOSURE };
  return {
    walletBalance: plain(walletBalance),
    equity: plain(walletBalance + unrealizedPnl),
    unrealizedPnl: plain(unrealizedPnl),
    availableBalance: plain(Math.max(0, Math.min(collateral, balance - crossInitialMargin))),
    cross: {
      collateral: collateralText,
      marginBalance: plain(balance),
      initialMargin: plain(crossInitialMargin),
      maintenanceMargin: plain(maintenance),
      marginRatio: crossRatio,
    },
    markets: pairs,
    positions,
  };
}

// One position in both modes: what is solved is solved from the entry, what is valued is valued at the mark

function compare(scenario) {
  const { side } = scenario;
  const isLong = side === "long";
  const { tiers } = readMarket(scenario.market);
  const leg = legOf(tiers, scenario);
  const mark = scenario.markPrice === undefined ? leg.entry : Number(scenario.markPrice);
  const walletBalance = Number(scenario.walletBalance);
  const margin = scenario.isolatedMargin === undefined ? leg.initialMargin : Number(scenario.isolatedMargin);
  const atEntry = standingOf(leg, isLong, leg.entry);
  const standing = standingOf(leg, isLong, mark);
  const legs = isLong ? { long: leg, short: undefined } : { long: undefined, short: leg };
  const size = plain(leg.exposure);
  const value = plain(standing.value);
  const unrealizedPnl = plain(standing.profit);
  const roe = plain(standing.profit / leg.initialMargin);
  const initialMargin = plain(leg.initialMargin);
  const maintenanceMargin = plain(standing.maintenance);

  const outcome = (mode, backing) => {
    const isSolvent = backing > atEntry.maintenance;
    const ends = isSolvent ? edges(legs, atEntry.tier, atEntry.tier, backing) : { below: NOW, above: NOW };
    const end = hurting(ends, side);
    const isLiquidated = !isSolvent || (end.price !== undefined && (isLong ? mark <= end.price : mark >= end.price));
    const pair = writtenPair(ends, mark);
    const liquidation = hurting(pair, side);
    const bankruptcyEnd = hurting(bankruptcyEdges(legs, backing, 0), side);
    const balanceAfter = isLiquidated ? walletBalance - backing : walletBalance + standing.profit;
    const maxLoss = liquidation === COVERED ? Math.min(leg.entryValue, backing) : backing;
    return {
      mode,
      status: isLiquidated ? "liquidated" : "open",
      side,
      size,
      value,
      unrealizedPnl,
      roe,
      margin: mode === "isolated" ? plain(backing) : initialMargin,
      initialMargin,
      maintenanceMargin,
      marginRatio: ratioOf(standing.maintenance, backing + standing.profit),
      tier: standing.tier,
      liquidation,
      pair,
      bankruptcy: writtenBankruptcy(written(bankruptcyEnd, mark), bankruptcyEnd, leg),
      maxLoss: plain(maxLoss),
      loss: plain(Math.max(0, walletBalance - balanceAfter)),
      balanceAfter: plain(balanceAfter),
      balanceAtWorst: plain(walletBalance - maxLoss),
    };
  };
  return { isolated: outcome("isolated", margin), cross: outcome("cross", walletBalance) };
}

export default { readMarkets, evaluate, compare };
