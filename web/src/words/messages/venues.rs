//! What the page of venues says, beside what every page does.

use super::{Declared, Message};

messages! {
    OF_VENUES:

    // The page of venues: what can be set.
    VenueMarket = "venues.market" () "Market and venue";
    VenueMarketHint = "venues.market-hint" () "Search by symbol or venue: btc, okx eth";
    VenueMarkets = "venues.markets" () "Markets";
    VenueKnown = "venues.known" ("count") "{count} markets to search in.";
    VenueFound = "venues.found" ("count") "{count} found.";
    VenueFoundMore = "venues.found-more" ("count", "shown") "{count} found, the nearest {shown} are listed. More letters, fewer markets.";
    VenueFoundNone = "venues.found-none" () "No market that is loaded has this name.";
    VenueOption = "venues.option" ("venue", "contract", "coin") "{venue} · {contract}, paid in {coin}";
    VenueSize = "venues.size" () "Position size";
    VenueUnit = "venues.unit" () "Counted in";
    VenueContracts = "venues.contracts" () "contracts";
    VenueMarginIs = "venues.margin-is" ("margin") "Isolated margin: {margin}, value ÷ leverage";
    VenueMarginIsBoth = "venues.margin-is-both" ("margin", "quote") "Isolated margin: {margin}, worth {quote}, value ÷ leverage";
    VenueWalletIs = "venues.wallet-is" ("wallet") "{wallet} at the entry";
    VenueEntryIs = "venues.entry-is" () "A price to learn with, not a quote.";
    VenueEntryExample = "venues.entry-example" ("venue", "date") "An example: the last price on {venue} on {date}, not a quote.";
    VenueCoinPrice = "venues.coin-price" ("coin") "Price of {coin}";
    VenueCoinPriceIs = "venues.coin-price-is" ("coin") "Margin and profit are paid in {coin}, which this market does not price.";

    // The chosen market.
    VenueAt = "venues.at" ("market", "venue") "{market} on {venue}";
    VenueOwnAt = "venues.own-at" ("market", "venue") "{market}, your table, rules of {venue}";
    VenueLinear = "contract.linear" () "linear";
    VenueInverse = "contract.inverse" () "inverse";
    VenueQuanto = "contract.quanto" () "quanto";
    VenuePerpetual = "venues.perpetual" ("contract", "coin") "{contract} perpetual, paid in {coin}";
    VenueFuture = "venues.future" ("contract", "coin", "date") "{contract} future to {date}, paid in {coin}";
    VenueDelisted = "venues.delisted" () "no longer traded";
    VenueTableOf = "venues.table-of" ("date") "Table of {date}";
    VenueTableMonths = "venues.table-months" ("date", "count") "Table of {date}, {count} months old";
    VenueTableYears = "venues.table-years" ("date", "count") "Table of {date}, {count} years old";
    VenueTableFrom = "venues.table-from" ("origin") "from {origin}";
    VenueOwnTable = "venues.own-table" () "Your own table; it stays in this browser tab";
    VenueRulesOf = "venues.rules-of" ("date") "rules read on {date}";
    VenueNoRules = "venues.no-rules" () "its rules were not read; generic rules are used";
    VenueMargin = "venues.margin" () "Margin behind it";
    VenueMaintenance = "venues.maintenance" () "Maintenance at the entry";
    VenueProfitThere = "venues.profit-there" () "Profit at that price";
    VenueProfitWorst = "venues.profit-worst" () "Profit at the worst";
    VenueLeft = "venues.left" () "Wallet afterwards";
    VenueReturned = "venues.returned" () "of it returned by the venue";

    // Its tiers.
    VenueTiersCaption = "venues.tiers-caption" ("market", "venue") "The tiers of {market} on {venue}";
    VenueTier = "venues.tier" () "Tier";
    VenueTierValue = "venues.tier-value" ("coin") "Value in {coin}";
    VenueTierContracts = "venues.tier-contracts" () "Contracts";
    VenueTierRate = "venues.tier-rate" () "Maintenance";
    VenueTierLeverage = "venues.tier-leverage" () "Max leverage";
    VenueTierTo = "venues.tier-to" ("from", "to") "{from} – {to}";
    VenueTierOver = "venues.tier-over" ("from") "over {from}";
    VenueTierLess = "venues.tier-less" ("amount") "less {amount}";
    VenueTierEntry = "venues.tier-entry" () "at entry";
    VenueTierIsolated = "venues.tier-isolated" () "at isolated liquidation";
    VenueTierCross = "venues.tier-cross" () "at cross liquidation";
    VenueTiersAll = "venues.tiers-all" ("count") "Show all {count} tiers";
    VenueTiersFew = "venues.tiers-few" () "Show fewer tiers";
    VenueTiersPartial = "venues.tiers-partial" () "The venue has further tiers that are not known here.";

    // The same position on every venue.
    VenueSame = "venues.same" () "The same position on every venue";
    VenueSameLead = "venues.same-lead" () "Same side, leverage, entry and worth. A dollar, USDT and USDC are taken as equal.";
    VenueSpan = "venues.span" ("count", "least", "low", "most", "high") "On {count} exchanges the isolated position ends {least} away ({low}) to {most} away ({high}).";
    VenueSomeOld = "venues.some-old" () "Marked tables are six months old or more; the venue may apply others today.";
    VenueSpanOne = "venues.span-one" ("count", "least") "On all {count} exchanges the isolated position ends {least} away.";
    VenueName = "venues.name" () "Venue";
    VenueIsolated = "venues.isolated" () "Isolated";
    VenueCross = "venues.cross" () "Cross";
    VenueRate = "venues.rate" () "Maintenance";
    VenueRules = "venues.rules" () "What differs";
    VenueMax = "venues.max" () "Max leverage";
    VenueAway = "venues.away" ("distance") "{distance} away";
    VenueTierIn = "venues.tier-in" ("tier", "tiers") "tier {tier} of {tiers}";
    VenueUnknown = "venues.unknown" () "not known";
    VenueChosen = "venues.chosen" () "chosen";
    VenueChoose = "venues.choose" ("market", "venue") "Choose {market} on {venue}";
    VenueNotLeverage = "venues.not-leverage" ("leverage") "Not offered: at this size, leverage goes up to {leverage}.";
    VenueNotSize = "venues.not-size" () "Not offered: the table ends before this size.";
    VenueNotPartial = "venues.not-partial" () "Not known: the first tiers alone are known here, and end before this size.";
    VenueNotBalance = "venues.not-balance" () "The margin would be more than the wallet holds.";
    VenueNotRange = "venues.not-range" () "This leaves the range of the model.";
    VenueNoMarket = "venues.no-market" ("coin") "No perpetual market of {coin} in its table.";
    VenueNotLoaded = "venues.not-loaded" ("count", "date") "{count} markets, table of {date}";
    VenueLoad = "venues.load" ("venue") "Load {venue}";
    VenueLoading = "venues.loading" () "Loading its table …";
    VenueLoadAll = "venues.load-all" ("count") "Load all venues, {count} more markets";
    VenueFailed = "venues.failed" () "Its table did not arrive, or arrived damaged. The connection, or the site, may be down.";
    VenueRetry = "venues.retry" ("venue") "Try {venue} again";
    VenueDiffers = "venues.differs" ("venue") "Differs from {venue}:";
    VenueDiffersNot = "venues.differs-not" ("venue") "The same rules as {venue}.";
    VenueDoes = "venues.does" () "How it calculates:";
    VenueNotes = "venues.notes" ("count") "{count} remarks";
    VenueUnconfirmed = "venues.unconfirmed" () "Not confirmed:";
    VenueUnsupported = "venues.unsupported" () "Done by the venue, not here:";
    VenueAssumed = "venues.assumed" () "Assumed:";
    VenueSettlesAt = "venues.settles-at" ("coin", "price") "Paid in {coin}, taken at {price}.";

    // Rules in words.
    RuleBasisMark = "rule.basis-mark" () "Maintenance moves with the mark price.";
    RuleBasisEntry = "rule.basis-entry" () "Maintenance is that of the entry price, and stays.";
    RuleFormMarginal = "rule.form-marginal" () "Each part of the value has the rate of its own tier.";
    RuleFormWhole = "rule.form-whole" () "The whole position has the rate of its tier.";
    RuleByValue = "rule.by-value" () "Tiers go by value.";
    RuleBySize = "rule.by-size" () "Tiers go by the number of contracts, so the price does not change them.";
    RuleFeeNone = "rule.fee-none" () "No closing fee on top of maintenance.";
    RuleFee = "rule.fee" ("fee") "A closing fee of {fee} on top of maintenance.";
    RuleFeeInCross = "rule.fee-in-cross" ("fee") "In cross, a closing fee of {fee} on top of maintenance; isolated, a reserve covers it.";
    RuleFeeUnknown = "rule.fee-unknown" () "A closing fee on top of maintenance; its rate is not known here, and left out.";
    RuleOthersFull = "rule.others-full" () "In cross, open profit of other positions counts in full.";
    RuleOthersLosses = "rule.others-losses" () "In cross, only losses of other positions count, not their profit.";
    RuleForfeit = "rule.forfeit" () "At liquidation, the margin is lost whole.";
    RuleResidual = "rule.residual" () "At liquidation, what is left of the margin comes back.";
    RuleResidualFee = "rule.residual-fee" ("fee") "At liquidation, what is left of the margin comes back, less {fee} of the value.";
    RulePriceAsIs = "rule.price-as-is" () "The price is shown as it is.";
    RulePriceTick = "rule.price-tick" () "The price is rounded to the tick, toward the mark.";
    RulePriceFloor = "rule.price-floor" () "The price is cut to the tick.";
    RulePriceMore = "rule.price-more" () "Isolated, the price is shown one tick nearer to the mark.";
    RulePriceNearest = "rule.price-nearest" () "The price is rounded to the nearest tick.";
    RulePriceNoTick = "rule.price-no-tick" () "Its tick is not known here: the price is not rounded.";
    RulePriceDecimals = "rule.price-decimals" ("count") "The price is rounded to {count} decimals, or to five digits if that is finer.";
    RulePriceSignificant = "rule.price-significant" ("count") "The price is rounded to {count} digits.";
    RuleLinear = "rule.linear" ("coin") "Linear, paid in {coin}.";
    RuleInverse = "rule.inverse" ("coin") "Inverse, paid in {coin}: what is lost is worth less as the price falls.";
    RuleQuanto = "rule.quanto" ("coin") "Quanto, paid in {coin}.";

    // What must be said beside a venue's numbers.
    CaveatTickDirection = "caveat.tick-direction" () "to which side the price is rounded to the tick";
    CaveatModeChanges = "caveat.mode-changes" () "when margin mode and leverage may be changed";
    CaveatHedgedOffset = "caveat.hedged-offset" () "how two legs of one market are set off in cross";
    CaveatHedgedInOneTier = "caveat.hedged-in-one-tier" () "how two legs of one market share a tier in cross";
    CaveatFloorsInQuote = "caveat.floors-in-quote" () "that the floors of linear markets count the coin of the price";
    CaveatStepsContinued = "caveat.steps-continued" () "how far the steps of its tables go on";
    CaveatRowsInferred = "caveat.rows-inferred" () "some rows of its tables, which follow from others that were read";
    CaveatRowsOfTestNetwork = "caveat.rows-of-test-network" () "some rows of its newest table, which were read on its test network";
    CaveatTiersBeyondTheFirst = "caveat.tiers-beyond-the-first" () "what follows the first tier, which alone is known";
    CaveatTablesOfASample = "caveat.tables-of-a-sample" () "that the tables are in force: they are of a sample that comes with the program";
    CaveatMarginOfReturn = "caveat.margin-of-return" () "which initial margin ROE is a share of";
    CaveatSourceOfFunding = "caveat.source-of-funding" () "what pays the funding of an isolated position; here, its margin";
    CaveatReserveOfLongs = "caveat.reserve-of-longs" () "how much closing fee the initial margin of a long holds";
    CaveatMaintenanceHeldStill = "caveat.maintenance-held-still" () "in cross, it holds maintenance still when it shows a liquidation price";
    CaveatAddedMarginOfLinear = "caveat.added-margin-of-linear" () "whether margin added later to a linear position counts as it does to an inverse one";
    CaveatWholeSettlementUnits = "caveat.whole-settlement-units" () "what moves with the mark is a whole number of the coin’s smallest unit, too";
    CaveatFifthFirst = "caveat.fifth-first" () "a fifth of a large position is liquidated first";
    CaveatInitialMarginByOpenInterest = "caveat.initial-margin-by-open-interest" () "initial margin rises with the open interest of the market";
    CaveatSeveralCollaterals = "caveat.several-collaterals" () "several coins may back one account";
    CaveatCrossPerWallet = "caveat.cross-per-wallet" () "cross positions share a wallet for each coin, not one account";
    CaveatIsolatedIsAnAccount = "caveat.isolated-is-an-account" () "an isolated position is an account of its own";
    CaveatIsolatedOnlyMarkets = "caveat.isolated-only-markets" () "some markets are offered in isolated alone";
    CaveatWholeLiquidation = "caveat.whole-liquidation" () "a position is liquidated whole; a large one is cut down step by step first";
    CaveatOpenOrdersIgnored = "caveat.open-orders-ignored" () "open orders hold no margin";
    CaveatOracleIsMark = "caveat.oracle-is-mark" () "the mark is the venue’s oracle price";
    CaveatRateFromLeverage = "caveat.rate-from-leverage" () "the maintenance rate is half the initial rate at the largest leverage; it is not published";
    CaveatLargestLiquidationFee = "caveat.largest-liquidation-fee" () "liquidation costs the most that it may";
    CaveatMarginRatioReversed = "caveat.margin-ratio-reversed" () "its own margin ratio is the reverse of ours: it falls, and liquidates at 100%";
    CaveatFeeReserveCancels = "caveat.fee-reserve-cancels" () "the fee reserve is in margin and requirement, and cancels";
    CaveatOther = "caveat.other" ("code") "{code}";

    // A table of the reader's own.
    PasteTitle = "paste.title" () "Use a table of your own";
    PasteLead = "paste.lead" ("market", "unit") "A tier a line: floor, rate, and where you know them the maintenance amount and the largest leverage. It takes the place of the table of {market}; floors count {unit}. Or the venue’s own JSON of one market, or a whole file in the format of this page’s tables.";
    PasteText = "paste.text" () "Your table";
    PasteUse = "paste.use" () "Use it";
    PasteForget = "paste.forget" () "Back to the venue’s table";
    PasteUsed = "paste.used" ("tiers") "In use: {tiers} tiers. A link does not carry them.";
    PasteUsedFile = "paste.used-file" ("count", "venue") "In use: {count} markets of {venue}, first in the search. A link does not carry them.";
    PasteError = "paste.error" ("line", "what") "Line {line}: {what}";
    PasteErrorPart = "paste.error-part" ("line", "part", "what") "Line {line}, {part}: {what}";
    PasteGot = "paste.got" ("what", "value") "{what} Found: {value}";
    PasteFloor = "paste.floor" () "floor";
    PasteRate = "paste.rate" () "rate";
    PasteDeduction = "paste.deduction" () "maintenance amount";
    PasteMaxLeverage = "paste.max-leverage" () "largest leverage";
    PasteEmpty = "paste.empty" () "There is nothing here. Begin with: 0, 0.004";
    PasteNotATable = "paste.not-a-table" () "This does not begin as a table file begins: margin-tables 1.";
    PasteVersion = "paste.version" () "This version of the format is not known here; version 1 is.";
    PasteUnexpected = "paste.unexpected" () "Another line must stand here.";
    PasteNotADate = "paste.not-a-date" () "A date is written 2026-09-29.";
    PasteUnknownWord = "paste.unknown-word" () "This word may not stand here.";
    PasteMissing = "paste.missing" () "This number is missing.";
    PasteTooMany = "paste.too-many" () "A line has at most four numbers: floor, rate, maintenance amount, largest leverage.";
    PasteNotANumber = "paste.not-a-number" () "This is not a number as it is written here: 0.004, or 1/250.";
    PasteTooManyDigits = "paste.too-many-digits" () "These are more than the 28 digits that can be held exactly.";
    PasteNegative = "paste.negative" () "It cannot be below zero.";
    PasteNotPositive = "paste.not-positive" () "It must be above zero.";
    PasteRange = "paste.range" () "This is outside the range of the model.";
    PasteRateRange = "paste.rate-range" () "A rate is a fraction below 1: 0.5% is 0.005.";
    PasteFloors = "paste.floors" () "Floors begin at 0 and ascend.";
    PasteDeductionIs = "paste.deduction-is" ("amount") "The maintenance amount contradicts the rates, which ask for {amount}.";
    PasteDeductionAll = "paste.deduction-all" () "Write maintenance amounts in every line or in none.";
    PasteBadRow = "paste.bad-row" () "This row cannot be used with those before it.";
    PasteTooLong = "paste.too-long" () "This is longer than any venue’s table.";
    PasteUnknownTable = "paste.unknown-table" () "The file has no table of this number.";
    PasteTwice = "paste.twice" () "This is given twice.";
    PasteUnordered = "paste.unordered" () "Symbols must ascend.";
    PasteTruncated = "paste.truncated" () "The file ends too early.";
    PasteMiscounted = "paste.miscounted" () "The last line counts otherwise than the file does.";
    PasteAfterEnd = "paste.after-end" () "Something stands after the last line.";
    PasteOtherUnits = "paste.other-units" () "Its tiers count something else than the venue’s rules do.";
    PasteFees = "paste.fees" () "A rate and the market’s closing fee together must stay below 1.";

    // Notices and notes of the page.
    VenueLinkNoMarket = "venues.link-no-market" ("venue") "The table of {venue} has no market of this name. You see another one instead.";
    VenueTableWaits = "venues.table-waits" ("venue") "Loading the table of {venue}. Until it is here, you see another market.";
    VenueTableFailed = "venues.table-failed" ("venue") "The table of {venue} did not load. Nothing of the position is lost.";

    VenueWhyTables = "venues.why-tables" () "Every table is as old as its date. A venue may have changed it since.";
    VenueConformance = "venues.conformance" () "How well these numbers match the venues’ own";
    ConformanceOwn = "conformance.own" () "Its own num\u{ad}bers";
    ConformanceOthers = "conformance.others" () "Others’ num\u{ad}bers";
    ConformanceMatched = "conformance.matched" () "Matched";
    ConformanceMistakes = "conformance.mistakes" () "Their mis\u{ad}takes";
    ConformanceUnsupported = "conformance.unsupported" () "Not mod\u{ad}elled";
    VenueAsked = "venues.asked" () "Tables are fetched from this site when you ask for one or search, and from nowhere else.";
}
