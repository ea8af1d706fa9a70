// Made-up accounts in real markets, the same in every run: what is measured, and what the digits are compared on.

/** Whole numbers below 2³¹ − 1 that look random: the multiplicative generator of that modulus. */
function generator(seed) {
  let state = seed;
  const next = () => (state = (state * 48271) % 2147483647) / 2147483647;
  for (let step = 0; step < 10; step += 1) next();
  return {
    below: (limit) => Math.floor(next() * limit),
    between: (low, high) => low * (high / low) ** next(),
    isTrue: (share) => next() < share,
  };
}

/** A number with so many significant digits, written without an exponent. */
function rounded(number, digits) {
  const places = digits - 1 - Math.floor(Math.log10(number));
  return places >= 0 ? number.toFixed(places) : String(Math.round(number * 10 ** places) * 10 ** -places);
}

/** A mark price: of a coin of a cent as well as of a coin of a thousand dollars. */
const markPrice = (random) => rounded(random.between(0.02, 70_000), 6);

/**
 * A position worth `least` to `most` at its mark, in one of the leading tiers or in a later one, opened up to so much
 * above or below its mark.
 */
function position(random, market, mark, { side, marginMode, least = 200, most = 5_000_000, drift = 0.04 }) {
  const size = rounded(random.between(least, most) / Number(mark), 5);
  const entryPrice = rounded(Number(mark) * random.between(1 - drift, 1 + drift), 7);
  const leverage = String(1 + random.below(20));
  const input = { market, side, size, entryPrice, leverage, marginMode };
  // Part of the isolated positions say what is allocated to them, cents and all.
  if (marginMode === "isolated" && random.isTrue(0.3)) {
    input.isolatedMargin = rounded((Number(size) * Number(entryPrice)) / random.between(1, 30), 7);
  }
  return input;
}

/**
 * An account of so many positions in these markets: cross ones, at most one a side a market and hedged with another of
 * about its size, and isolated ones. The wallet is what the isolated margins take and `backing` times the value of the
 * cross positions.
 */
export function account(markets, count, { seed, backing = 0.3, crossShare = 0.5, drift } = {}) {
  const random = generator(seed);
  const prices = Object.fromEntries(markets.map(({ symbol }) => [symbol, markPrice(random)]));
  const values = { long: new Map(), short: new Map() };
  const positions = [];
  let wallet = 100;
  while (positions.length < count) {
    const { symbol } = markets[random.below(markets.length)];
    const [side, otherSide] = random.isTrue(0.5) ? ["long", "short"] : ["short", "long"];
    const isCross = random.isTrue(crossShare) && !values[side].has(symbol);
    const hedged = isCross ? values[otherSide].get(symbol) : undefined;
    const range = hedged === undefined ? {} : { least: hedged / 2, most: hedged * 2 };
    const input = position(random, symbol, prices[symbol], { side, marginMode: isCross ? "cross" : "isolated", drift, ...range });
    const value = Number(input.size) * Number(input.entryPrice);
    if (isCross) values[side].set(symbol, value);
    wallet += isCross ? value * backing : Number(input.isolatedMargin ?? value / Number(input.leverage));
    positions.push(input);
  }
  return { venue: "binance-usdm", walletBalance: rounded(wallet, 9), markets, prices, positions };
}

/** One position to be seen in both modes; large ones are liquidated in another tier than they were opened in. */
export function scenario(market, { seed, drift = 0.04 }) {
  const random = generator(seed);
  const side = random.isTrue(0.5) ? "long" : "short";
  const mark = markPrice(random);
  const { market: _, marginMode, ...input } = position(random, market.symbol, mark, { side, marginMode: "isolated", most: 500_000_000, drift });
  const value = Number(input.size) * Number(input.entryPrice);
  const needed = Math.max(value / Number(input.leverage), Number(input.isolatedMargin ?? 0));
  const walletBalance = rounded(needed * random.between(1.01, 8), 9);
  return { venue: "binance-usdm", market, ...input, markPrice: mark, walletBalance };
}
