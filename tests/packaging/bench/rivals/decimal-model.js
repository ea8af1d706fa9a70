// The margin figures of a Binance USDⓈ-M account with a decimal library, by the methods that decimal.js, big.js and
// bignumber.js have in common. The rules are built in: linear contracts, maintenance on the mark with marginal tiers and
// deductions, no closing fee, all profit of other markets counted, everything lost at liquidation.
//
// What is costly in these libraries is to divide, and to read and write text. So nothing is divided to find a tier, the
// constants of a table are kept once computed, and what several positions share is written once. Nothing is checked.

import { BEYOND, COVERED, NO_EXPOSURE, NOW, SAFE, hurting } from "./answers.js";

/** The model with a library: `number` reads a decimal, `shown` rounds a price to two decimals, half up. */
export function modelOf({ number, shown }) {
  const zero = number("0");
  const one = number("1");
  const lowestPrice = number("0.000000000000000001");
  const highestPrice = number("1000000000000000000");

  // Tables

  function readMarket({ symbol, tiers }) {
    const rows = [];
    let deduction = zero;
    let rate = zero;
    for (const tier of tiers) {
      const floor = number(tier.floor);
      const ownRate = number(tier.rate);
      if (tier.deduction !== undefined) deduction = number(tier.deduction);
      else if (rows.length > 0) deduction = deduction.plus(floor.times(ownRate.minus(rate)));
      rate = ownRate;
      rows.push({ floor, rate, deduction, longAtFloor: undefined, shortAtCeiling: undefined });
    }
    return { symbol, tiers: rows };
  }

  function tierOf(tiers, value) {
    let tier = 0;
    while (tier + 1 < tiers.length && value.gt(tiers[tier + 1].floor)) tier += 1;
    return tier;
  }

  /** A long worth the floor of its tier is solvent while its `V(E) − A` is less than this: `(1 − rate)·floor + deduction`. */
  function longAtFloor(tier) {
    tier.longAtFloor ??= tier.floor.minus(tier.rate.times(tier.floor)).plus(tier.deduction);
    return tier.longAtFloor;
  }

  /** A short worth the ceiling of its tier is solvent while its `V(E) + A` is more than this: `(1 + rate)·ceiling − deduction`. */
  function shortAtCeiling(tier, ceiling) {
    tier.shortAtCeiling ??= ceiling.plus(tier.rate.times(ceiling)).minus(tier.deduction);
    return tier.shortAtCeiling;
  }

  // Where legs are liquidated: the ends of the interval round the mark in which they are solvent

  const edge = (price, tier) => (price.lt(lowestPrice) || price.gt(highestPrice) ? BEYOND : { price, tier });

  function longEdge({ exposure, entryValue, tiers }, tier, collateral) {
    const uncovered = entryValue.minus(collateral);
    while (tier > 0 && uncovered.lt(longAtFloor(tiers[tier]))) tier -= 1;
    const { rate, deduction } = tiers[tier];
    if (!uncovered.gt(deduction)) return COVERED;
    return edge(uncovered.minus(deduction).div(exposure.times(one.minus(rate))), tier);
  }

  function shortEdge({ exposure, entryValue, tiers }, tier, collateral) {
    const reach = entryValue.plus(collateral);
    while (tier + 1 < tiers.length && reach.gt(shortAtCeiling(tiers[tier], tiers[tier + 1].floor))) tier += 1;
    const { rate, deduction } = tiers[tier];
    return edge(reach.plus(deduction).div(exposure.times(one.plus(rate))), tier);
  }

  /** A long and a short of one market: the tiers of both change on the way. */
  function hedgedEdge(long, short, longTier, shortTier, collateral, isBelow) {
    const { tiers } = long;
    const base = collateral.minus(long.entryValue).plus(short.entryValue);
    const net = long.exposure.minus(short.exposure);
    const step = isBelow ? 0 : 1;
    for (;;) {
      const [ofLong, ofShort] = [tiers[longTier], tiers[shortTier]];
      // The surplus is `constant + slope·price`.
      const constant = base.plus(ofLong.deduction).plus(ofShort.deduction);
      const slope = net.minus(long.exposure.times(ofLong.rate)).minus(short.exposure.times(ofShort.rate));
      const longFloor = isBelow && longTier === 0 ? undefined : tiers[longTier + step]?.floor;
      const shortFloor = isBelow && shortTier === 0 ? undefined : tiers[shortTier + step]?.floor;
      // Which leg leaves its tier first: the prices `floor / exposure` compared without dividing.
      let order = longFloor === undefined ? 1 : -1;
      if (longFloor !== undefined && shortFloor !== undefined) {
        const [ofLongFloor, ofShortFloor] = [longFloor.times(short.exposure), shortFloor.times(long.exposure)];
        order = ofLongFloor.eq(ofShortFloor) ? 0 : ofLongFloor.lt(ofShortFloor) === !isBelow ? -1 : 1;
      }
      const [floor, exposure] = order <= 0 ? [longFloor, long.exposure] : [shortFloor, short.exposure];
      if (floor === undefined || !constant.times(exposure).plus(slope.times(floor)).gt(zero)) {
        const reachesZero = isBelow ? constant.lt(zero) && slope.gt(zero) : slope.lt(zero);
        if (!reachesZero) return isBelow && net.gt(zero) ? COVERED : SAFE;
        return edge(zero.minus(constant).div(slope), isBelow ? longTier : shortTier);
      }
      const move = isBelow ? -1 : 1;
      if (order <= 0) longTier += move;
      if (order >= 0) shortTier += move;
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
    if (!backing.plus(profit).gt(zero)) return { below: NOW, above: NOW };
    if (short === undefined) {
      const uncovered = long.entryValue.minus(backing);
      return { below: uncovered.gt(zero) ? edge(uncovered.div(long.exposure), 0) : COVERED, above: SAFE };
    }
    if (long === undefined) return { below: SAFE, above: edge(short.entryValue.plus(backing).div(short.exposure), 0) };
    const constant = backing.minus(long.entryValue).plus(short.entryValue);
    const net = long.exposure.minus(short.exposure);
    const root = () => edge(zero.minus(constant).div(net), 0);
    if (net.gt(zero)) return { below: constant.lt(zero) ? root() : COVERED, above: SAFE };
    return { below: SAFE, above: net.lt(zero) ? root() : SAFE };
  }

  // What is written

  function written(end, mark) {
    if (end.price === undefined) return end;
    const { price, tier } = end;
    return {
      kind: "at",
      price: price.toFixed(),
      shownPrice: shown(price).toFixed(),
      distance: price.minus(mark).div(mark).toFixed(),
      tier,
    };
  }

  const writtenPair = ({ below, above }, mark) => ({ below: written(below, mark), above: written(above, mark) });

  /** A bankruptcy price with the tier of the position's value there. */
  function writtenBankruptcy(bankruptcy, end, leg) {
    if (end.price === undefined) return bankruptcy;
    return { ...bankruptcy, tier: tierOf(leg.tiers, leg.exposure.times(end.price)) };
  }

  const lesser = (one, other) => (one.lt(other) ? one : other);
  const orZero = (amount) => (amount.lt(zero) ? zero : amount);
  const ratioOf = (maintenance, balance) => (balance.gt(zero) ? maintenance.div(balance).toFixed() : null);
  const isCover = (liquidation) => liquidation === COVERED;

  function legOf(tiers, { size, entryPrice, leverage }) {
    const exposure = number(size);
    const entry = number(entryPrice);
    const factor = number(leverage ?? "1");
    const entryValue = exposure.times(entry);
    return { tiers, exposure, entry, leverage: factor, entryValue, initialMargin: entryValue.div(factor) };
  }

  function standingOf(leg, isLong, mark) {
    const value = leg.exposure.times(mark);
    const profit = isLong ? value.minus(leg.entryValue) : leg.entryValue.minus(value);
    const tier = tierOf(leg.tiers, value);
    const { rate, deduction } = leg.tiers[tier];
    return { value, profit, tier, maintenance: rate.times(value).minus(deduction) };
  }

  // Accounts

  const readMarkets = (markets) => new Map(markets.map((market) => [market.symbol, readMarket(market)]));

  function evaluate(account) {
    const markets = account.markets instanceof Map ? account.markets : readMarkets(account.markets);
    const books = new Map();
    for (const market of markets.values()) {
      const price = account.prices[market.symbol];
      const mark = price === undefined ? undefined : number(price);
      books.set(market.symbol, { market, mark, long: undefined, short: undefined, profit: zero, maintenance: zero, fate: undefined });
    }

    const walletBalance = number(account.walletBalance);
    let collateral = walletBalance;
    let unrealizedPnl = zero;
    let crossInitialMargin = zero;
    const holdings = account.positions.map((input) => {
      const book = books.get(input.market);
      const isLong = input.side === "long";
      const leg = legOf(book.market.tiers, input);
      const standing = standingOf(leg, isLong, book.mark);
      unrealizedPnl = unrealizedPnl.plus(standing.profit);
      const isIsolated = input.marginMode === "isolated";
      let margin = leg.initialMargin;
      if (isIsolated) {
        if (input.isolatedMargin !== undefined) margin = number(input.isolatedMargin);
        collateral = collateral.minus(margin);
      } else {
        crossInitialMargin = crossInitialMargin.plus(margin);
        book.profit = book.profit.plus(standing.profit);
        book.maintenance = book.maintenance.plus(standing.maintenance);
        book[input.side] = { leg, tier: standing.tier };
      }
      return { input, book, isLong, leg, standing, isIsolated, margin };
    });

    let profit = zero;
    let maintenance = zero;
    const crossBooks = [...books.values()].filter(({ long, short }) => long !== undefined || short !== undefined);
    for (const book of crossBooks) {
      profit = profit.plus(book.profit);
      maintenance = maintenance.plus(book.maintenance);
    }
    const balance = collateral.plus(profit);
    const crossRatio = ratioOf(maintenance, balance);
    // With all profit counted, every market has the same surplus at the marks.
    const falls = crossBooks.length > 0 && !balance.minus(maintenance).gt(zero);
    for (const book of crossBooks) {
      const legs = { long: book.long?.leg, short: book.short?.leg };
      const backing = collateral.plus(profit.minus(book.profit));
      const available = backing.minus(maintenance.minus(book.maintenance));
      const pair = falls ? { below: NOW, above: NOW } : edges(legs, book.long?.tier, book.short?.tier, available);
      const bankruptcy = bankruptcyEdges(legs, backing, book.profit);
      book.fate = {
        backing,
        pair: writtenPair(pair, book.mark),
        bankruptcy,
        writtenBankruptcy: writtenPair(bankruptcy, book.mark),
      };
    }

    const collateralText = collateral.toFixed();
    const crossAtStake = collateral.lt(zero) ? "0" : collateralText;
    const positions = holdings.map(({ input, book, isLong, leg, standing, isIsolated, margin }, index) => {
      const initialMargin = leg.initialMargin.toFixed();
      const { side } = input;
      let pair, bankruptcyEnd, bankruptcy, backing, ratio, atStake;
      if (isIsolated) {
        backing = margin;
        const balance = margin.plus(standing.profit);
        const legs = isLong ? { long: leg, short: undefined } : { long: undefined, short: leg };
        const isSolvent = balance.minus(standing.maintenance).gt(zero);
        const ends = isSolvent ? edges(legs, standing.tier, standing.tier, margin) : { below: NOW, above: NOW };
        pair = writtenPair(ends, book.mark);
        bankruptcyEnd = hurting(bankruptcyEdges(legs, margin, standing.profit), side);
        bankruptcy = written(bankruptcyEnd, book.mark);
        ratio = ratioOf(standing.maintenance, balance);
        atStake = margin === leg.initialMargin ? initialMargin : margin.toFixed();
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
        size: leg.exposure.toFixed(),
        entryPrice: leg.entry.toFixed(),
        leverage: leg.leverage.toFixed(),
        value: standing.value.toFixed(),
        unrealizedPnl: standing.profit.toFixed(),
        roe: standing.profit.div(leg.initialMargin).toFixed(),
        margin: isIsolated ? atStake : initialMargin,
        initialMargin,
        maintenanceMargin: standing.maintenance.toFixed(),
        marginRatio: ratio,
        tier: standing.tier,
        liquidation,
        pair,
        bankruptcy: writtenBankruptcy(bankruptcy, bankruptcyEnd, leg),
        maxLoss: isCover(liquidation) ? lesser(leg.entryValue, backing).toFixed() : atStake,
      };
    });

    const pairs = {};
    for (const { market, fate } of books.values()) pairs[market.symbol] = fate?.pair ?? { below: NO_EXPOSURE, above: NO_EXPOSURE };
    return {
      walletBalance: walletBalance.toFixed(),
      equity: walletBalance.plus(unrealizedPnl).toFixed(),
      unrealizedPnl: unrealizedPnl.toFixed(),
      availableBalance: orZero(lesser(collateral, balance.minus(crossInitialMargin))).toFixed(),
      cross: {
        collateral: collateralText,
        marginBalance: balance.toFixed(),
        initialMargin: crossInitialMargin.toFixed(),
        maintenanceMargin: maintenance.toFixed(),
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
    const mark = scenario.markPrice === undefined ? leg.entry : number(scenario.markPrice);
    const walletBalance = number(scenario.walletBalance);
    const margin = scenario.isolatedMargin === undefined ? leg.initialMargin : number(scenario.isolatedMargin);
    const atEntry = standingOf(leg, isLong, leg.entry);
    const standing = standingOf(leg, isLong, mark);
    const legs = isLong ? { long: leg, short: undefined } : { long: undefined, short: leg };
    const size = leg.exposure.toFixed();
    const value = standing.value.toFixed();
    const unrealizedPnl = standing.profit.toFixed();
    const roe = standing.profit.div(leg.initialMargin).toFixed();
    const initialMargin = leg.initialMargin.toFixed();
    const maintenanceMargin = standing.maintenance.toFixed();

    const outcome = (mode, backing) => {
      const isSolvent = backing.gt(atEntry.maintenance);
      const ends = isSolvent ? edges(legs, atEntry.tier, atEntry.tier, backing) : { below: NOW, above: NOW };
      const end = hurting(ends, side);
      const isLiquidated = !isSolvent || (end.price !== undefined && (isLong ? !mark.gt(end.price) : !mark.lt(end.price)));
      const pair = writtenPair(ends, mark);
      const liquidation = hurting(pair, side);
      const bankruptcyEnd = hurting(bankruptcyEdges(legs, backing, zero), side);
      const balanceAfter = isLiquidated ? walletBalance.minus(backing) : walletBalance.plus(standing.profit);
      const maxLoss = isCover(liquidation) ? lesser(leg.entryValue, backing) : backing;
      return {
        mode,
        status: isLiquidated ? "liquidated" : "open",
        side,
        size,
        value,
        unrealizedPnl,
        roe,
        margin: mode === "isolated" ? backing.toFixed() : initialMargin,
        initialMargin,
        maintenanceMargin,
        marginRatio: ratioOf(standing.maintenance, backing.plus(standing.profit)),
        tier: standing.tier,
        liquidation,
        pair,
        bankruptcy: writtenBankruptcy(written(bankruptcyEnd, mark), bankruptcyEnd, leg),
        maxLoss: maxLoss.toFixed(),
        loss: orZero(walletBalance.minus(balanceAfter)).toFixed(),
        balanceAfter: balanceAfter.toFixed(),
        balanceAtWorst: walletBalance.minus(maxLoss).toFixed(),
      };
    };
    return { isolated: outcome("isolated", margin), cross: outcome("cross", walletBalance) };
  }

  return { readMarkets, evaluate, compare };
}
