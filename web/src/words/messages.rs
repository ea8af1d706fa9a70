//! Every message of the page: its code, its parameters, and what it says in English.

/// Something the page can say.
///
/// A message is a place of its own, not a number of a table: so a page carries the texts it says, and not those of the
/// other page, nor the codes, which only translations ask for.
#[derive(Clone, Copy, Debug)]
pub struct Message(&'static &'static str);

/// What a translation needs to know of a message.
#[derive(Clone, Copy, Debug)]
pub struct Declared {
    /// The message.
    pub message: Message,
    /// The stable code by which a translation names it.
    pub code: &'static str,
    /// The parameters a text of it may name.
    pub parameters: &'static [&'static str],
}

impl Message {
    /// What it says in English.
    pub const fn english(self) -> &'static str {
        self.0
    }
}

impl PartialEq for Message {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.0, other.0)
    }
}

impl Eq for Message {}

/// Declares messages in one place: the name of their list, then `Name = "code" (parameters) "English";`.
macro_rules! messages {
    ($list:ident: $($name:ident = $code:literal ($($parameter:literal),*) $english:literal;)*) => {
        #[expect(missing_docs, reason = "the English text beside each name is what it means")]
        #[expect(non_upper_case_globals, reason = "a message reads like the variant of an enumeration")]
        impl Message {
            $(pub const $name: Self = {
                static TEXT: &str = $english;
                Self(&TEXT)
            };)*

            pub(super) const $list: &[Declared] =
                &[$(Declared { message: Self::$name, code: $code, parameters: &[$($parameter),*] },)*];
        }
    };
}

mod embed;
mod venues;

impl Message {
    /// All of them, in the order of a catalogue.
    pub fn all() -> impl Iterator<Item = &'static Declared> {
        Self::OF_ALL_PAGES.iter().chain(Self::OF_VENUES).chain(Self::OF_EMBED)
    }
}

messages! {
    OF_ALL_PAGES:

    // The head of the page.
    Name = "page.name" () "Isolated Margin";
    Rooms = "page.rooms" () "Rooms";
    Compare = "page.compare" () "Compare";
    Account = "page.account" () "Account";
    Venues = "page.venues" () "Venues";
    Embed = "page.embed" () "Embed";
    CopyLink = "tool.copy-link" () "Copy link";
    LinkCopied = "tool.link-copied" () "Link copied";
    CopyByHand = "tool.copy-by-hand" () "Copy this link yourself; the browser does not let the page do it";
    MoreTools = "tool.more" () "More tools";
    Reset = "tool.reset" () "Reset";
    ThemeSystem = "theme.system" () "Theme: as the system";
    ThemeLight = "theme.light" () "Theme: light";
    ThemeDark = "theme.dark" () "Theme: dark";
    Close = "tool.close" () "Close";

    // Ahead of a page that does not answer yet, or never will.
    StartWaiting = "start.waiting" () "The calculator is still loading. If this takes long, reload the page.";
    StartExample = "start.example" () "What you see is an example, not your numbers.";
    StartWithoutScripts = "start.without-scripts" () "Scripts are switched off in this browser. The calculator needs them.";
    StartNotLoaded = "start.not-loaded" () "A part of the calculator did not arrive. Check your connection, then try again.";
    StartUnsupported = "start.unsupported" () "The calculator needs WebAssembly, which this browser does not have or has switched off. Allow it for this site, or use another browser.";
    StartForbidden = "start.forbidden" () "The calculator needs WebAssembly, and a rule of this site or of an extension forbids it.";
    StartMemory = "start.memory" () "There is not enough free memory for the calculator. Close other tabs, then try again.";
    StartBroken = "start.broken" () "The calculator has stopped because of an error in it. Numbers that you see may be out of date. Try again.";
    StartUnstyled = "start.unstyled" () "The design of this page did not arrive, so parts of it may look wrong. Try again.";
    StartAgain = "start.again" () "Try again";

    // What can be set.
    Position = "field.position" () "Position";
    SideName = "field.side" () "Side";
    Long = "side.long" () "Long";
    Short = "side.short" () "Short";
    Market = "field.market" () "Market";
    MarketFlat = "market.flat" () "Flat maintenance rate";
    MarketListed = "market.listed" ("symbol", "date") "{symbol} on Binance, {date}";
    Leverage = "field.leverage" () "Leverage";
    Value = "field.value" () "Position value";
    Margin = "field.margin" () "Isolated margin";
    Wallet = "field.wallet" () "Wallet balance";
    Entry = "field.entry" () "Entry price";
    Mark = "field.mark" () "Mark price";
    Rate = "field.rate" () "Maintenance rate";
    AsNumber = "field.as-number" ("field") "{field}, number";
    UnitLeverage = "unit.leverage" () "×";
    UnitMoney = "unit.money" () "USD";
    UnitPercent = "unit.percent" () "%";
    UnitUnits = "unit.units" () "units";
    LeverageWords = "unit.leverage-words" ("number") "{number} times";
    MarginFollows = "margin.follows" () "Follows leverage: value ÷ leverage";
    MarginSet = "margin.set" () "Set by you";
    MarginRaised = "margin.raised" ("set") "Your {set}, raised to value ÷ leverage";
    FollowLeverage = "margin.follow" () "Follow leverage";
    MarkFollows = "mark.follows" () "At the entry, until you move it";
    MarkSet = "mark.set" ("change") "{change} from the entry";
    BackToEntry = "mark.follow" () "Back to entry";
    Details = "position.details" ("size", "rate", "tier", "tiers") "{size} · maintenance {rate} at the mark (tier {tier} of {tiers})";
    DetailsFlat = "position.details-flat" ("size", "rate") "{size} · maintenance {rate}";

    // What a narrow screen folds.
    MoreInputs = "fold.inputs" () "More inputs";
    MoreInputsHold = "fold.inputs-hold" ("size", "wallet") "size {size} · wallet {wallet}";
    AllFigures = "fold.figures" () "All figures";
    AllFiguresHold = "fold.figures-hold" ("isolated", "cross") "ratio {isolated} and {cross}";

    // What is wrong with an entry, and what is allowed.
    Empty = "refused.empty" () "Enter a number.";
    NotANumber = "refused.not-a-number" () "This is not a number.";
    TwoDecimalPoints = "refused.two-decimal-points" () "There are two decimal points.";
    Separator = "refused.separator" ("example") "The separators are in the wrong places. Numbers are written like {example} here.";
    Exponent = "refused.exponent" () "This exponent is too large.";
    Minus = "refused.minus" () "It cannot be below zero.";
    Zero = "refused.zero" () "It must be above zero.";
    OtherUnit = "refused.other-unit" ("unit") "This is another unit. The field takes {unit}.";
    WhichNumber = "refused.which-number" () "This can mean two numbers: choose one.";
    TooManyDigits = "refused.too-many-digits" () "These are more than the 28 digits that can be held exactly.";
    TooSmall = "refused.too-small" () "This is too small.";
    TooLarge = "refused.too-large" () "This is too large.";
    LeverageOverTier = "refused.leverage-over-tier" () "At this position value, the market’s table does not allow it.";
    LeverageUnderWallet = "refused.leverage-under-wallet" () "The margin would be more than the wallet holds.";
    ValueOverTier = "refused.value-over-tier" () "At this leverage, the market’s table does not allow it.";
    ValueOverEnd = "refused.value-over-end" () "The market’s table ends before this.";
    ValueOverWallet = "refused.value-over-wallet" () "At this leverage, its margin is more than the wallet holds.";
    MarginOverWallet = "refused.margin-over-wallet" () "This is more than the wallet holds.";
    MarginUnderInitial = "refused.margin-under-initial" () "This is less than value ÷ leverage.";
    WalletUnderMargin = "refused.wallet-under-margin" () "This is less than the isolated margin.";
    Unworkable = "refused.unworkable" () "Together with the other entries, this leaves the range of the model.";
    Allowed = "refused.allowed" ("minimum", "maximum") "Allowed: {minimum} to {maximum}.";
    AllowedAboveZero = "refused.allowed-above-zero" ("maximum") "Allowed: above 0, up to {maximum}.";
    AllowedBelow = "refused.allowed-below" ("minimum", "maximum") "Allowed: {minimum} to less than {maximum}.";
    Stale = "result.stale" () "Not up to date: these are the results of your last valid entries.";

    // The sentence.
    IsolatedFalls = "sentence.isolated-falls" ("distance", "loss") "A fall of {distance} ends the {isolated|isolated} position and costs {loss}.";
    IsolatedRises = "sentence.isolated-rises" ("distance", "loss") "A rise of {distance} ends the {isolated|isolated} position and costs {loss}.";
    IsolatedEither = "sentence.isolated-either" ("below", "above", "loss") "A fall of {below} or a rise of {above} ends the {isolated|isolated} position and costs {loss}.";
    IsolatedNever = "sentence.isolated-never" ("loss") "The {isolated|isolated} position is never liquidated, and can lose {loss}.";
    IsolatedNow = "sentence.isolated-now" ("loss") "The {isolated|isolated} position would be liquidated at once, and cost {loss}.";
    IsolatedGone = "sentence.isolated-gone" ("price", "loss") "The {isolated|isolated} position was liquidated at {price}, and lost {loss}.";
    CrossFalls = "sentence.cross-falls" ("distance", "loss") "In {cross|cross} it takes a fall of {distance}, and costs {loss}.";
    CrossRises = "sentence.cross-rises" ("distance", "loss") "In {cross|cross} it takes a rise of {distance}, and costs {loss}.";
    CrossEither = "sentence.cross-either" ("below", "above", "loss") "In {cross|cross} it takes a fall of {below} or a rise of {above}, and costs {loss}.";
    CrossNever = "sentence.cross-never" ("loss") "In {cross|cross} it is never liquidated, and can lose {loss}.";
    CrossNow = "sentence.cross-now" ("loss") "In {cross|cross} it would be liquidated at once, and cost {loss}.";
    CrossGone = "sentence.cross-gone" ("price", "loss") "In {cross|cross} it was liquidated at {price}, and lost {loss}.";

    // The two outcomes.
    Isolated = "mode.isolated" () "Isolated";
    Cross = "mode.cross" () "Cross";
    Outcomes = "outcome.both" () "Outcomes";
    IsolatedRisk = "outcome.isolated-risk" ("margin", "wallet") "{margin} of {wallet} at risk";
    CrossRisk = "outcome.cross-risk" ("wallet") "all {wallet} at risk";
    StatusOpen = "outcome.open" () "open";
    StatusLiquidated = "outcome.liquidated" () "liquidated";
    LiquidatedAt = "outcome.liquidated-at" () "Liquidated at";
    Never = "outcome.never" () "Never";
    Now = "outcome.now" () "Now";
    BelowMark = "outcome.below-mark" ("distance") "{distance} below the mark";
    AboveMark = "outcome.above-mark" ("distance") "{distance} above the mark";
    Below = "outcome.below" ("distance") "{distance} below";
    Above = "outcome.above" ("distance") "{distance} above";
    Passed = "outcome.passed" ("distance") "the mark is {distance} beyond it";
    AtMark = "outcome.at-mark" () "exactly at the mark";
    NowReason = "outcome.now-reason" () "the margin is less than the maintenance margin";
    NeverIsolated = "never.collateral-isolated" () "the margin covers the whole position";
    NeverCross = "never.collateral-cross" () "the wallet covers the whole position";
    NeverInverseShort = "never.inverse-short" () "an inverse short cannot lose more than this";
    NeverNoExposure = "never.no-exposure" () "there is no position";
    NeverSafeSide = "never.safe-side" () "the price cannot hurt it on this side";
    NeverBeyond = "never.beyond-any-price" () "only at a price no market reaches";
    MarginRatio = "outcome.margin-ratio" () "Margin ratio";
    MoreThan = "outcome.more-than" ("number") "over {number}";
    MarginRatioToLiquidation = "outcome.margin-ratio-to-liquidation" () "Margin ratio, liquidated at 100%";
    RatioLiquidates = "outcome.ratio-liquidates" () "liquidated at 100%";
    RatioMeans = "outcome.ratio-means" () "The margin ratio here is maintenance margin ÷ margin balance, liquidated at 100%; some venues print the reverse.";
    Profit = "outcome.profit" () "Profit at the mark";
    ProfitGone = "outcome.profit-gone" () "Final result";
    Loss = "outcome.loss" () "lost";
    BalanceAfter = "outcome.balance-after" () "Wallet at the mark";
    BalanceGone = "outcome.balance-gone" () "Wallet left";
    MaxLoss = "outcome.max-loss" () "Most you can lose";
    BalanceAtWorst = "outcome.balance-at-worst" () "Wallet afterwards";
    BankruptcyPrice = "outcome.bankruptcy-price" () "Bankruptcy price";
    None = "outcome.none" () "None";
    IsolatedFollowsLeverage = "why.isolated-follows" () "More leverage, less margin: the price comes closer.";
    IsolatedMarginSet = "why.isolated-set" () "Your margin stays, so leverage does not move this price.";
    CrossIgnoresLeverage = "why.cross-ignores" () "Leverage does not move this price: the whole wallet backs the position.";
    CutTierByTier = "why.tier-by-tier" () "On most venues a position this large is cut down tier by tier; here it is lost whole.";

    // The picture.
    ChartTitle = "chart.title" () "What is left of the wallet";
    ChartAxis = "chart.axis" ("coin") "if the price goes there, in {coin}";
    ChartSummary = "chart.summary" ("low", "high", "isolated", "cross", "sentence") "From a price of {low} to {high}. Left at the far end of a loss: isolated {isolated}, cross {cross}. {sentence}";
    IsolatedLeft = "chart.isolated-left" ("balance") "Isolated: {balance} left, whatever happens";
    IsolatedLeftShort = "chart.isolated-left-short" ("balance") "Isolated: {balance} left";
    CrossLeft = "chart.cross-left" ("balance", "price") "Cross: {balance} left at {price}";
    CrossLeftShort = "chart.cross-left-short" ("balance") "Cross: {balance} left";
    CrossNothing = "chart.cross-nothing" () "Cross: nothing left";
    BothLeft = "chart.both-left" ("balance", "price") "Both: {balance} left at {price}";
    BothNothing = "chart.both-nothing" () "Both: nothing left";
    IsolatedLiquidation = "chart.isolated-liquidation" () "isolated liquidation";
    CrossLiquidation = "chart.cross-liquidation" () "cross liquidation";
    BothLiquidation = "chart.both-liquidation" () "liquidation, both modes";
    BankruptAt = "chart.bankrupt-at" ("price") "bankrupt at {price}";
    Thousands = "chart.thousands" ("number") "{number}k";
    Millions = "chart.millions" ("number") "{number}M";
    Billions = "chart.billions" ("number") "{number}bn";
    Trillions = "chart.trillions" ("number") "{number}tn";
    ShowTable = "table.show" () "Show as table";
    TableCaption = "table.caption" ("coin") "What is left of the wallet at a price, in {coin}";
    TablePrice = "table.price" () "Price";
    TableEntry = "table.entry" () "entry";
    TableMark = "table.mark" () "mark";
    TableLiquidationIsolated = "table.isolated-liquidation" () "isolated liquidation";
    TableLiquidationCross = "table.cross-liquidation" () "cross liquidation";

    // What stands beside the numbers.
    Education = "note.education" () "Education, not advice.";
    FollowsMark = "note.follows-mark" () "Liquidation follows the mark price, not the last trade.";
    TableDate = "note.table-date" ("venue", "date") "The tier table is that of {venue}, {date}.";
    OwnTable = "note.own-table" () "The tier table is your own.";
    FlatRate = "note.flat-rate" () "One maintenance rate for every size; real venues use tiers.";
    ModeFixed = "note.mode-fixed" () "The margin mode is chosen before entry and stays while the position is open.";
    WhyOther = "note.why-other" () "Why may my venue show another number?";
    WhyMark = "note.why-mark" () "It may show the last price; liquidation looks at the mark price, which venues work out from the prices of several exchanges.";
    WhyFees = "note.why-fees" () "Trading fees are not in the profit here; a venue takes them when you open and when you close.";
    WhyFunding = "note.why-funding" () "Funding and fees paid since entry take margin away; they are not in here.";
    WhyOthers = "note.why-others" () "In cross, your other positions move with their own markets and share the wallet.";
    WhyOrders = "note.why-orders" () "Open orders hold margin back.";
    WhyTable = "note.why-table" ("date") "Its tier table may be newer than this one of {date}.";
    WhyTableOwn = "note.why-table-own" () "Its tier table may not be the one that you gave.";
    WhyTableFlat = "note.why-table-flat" () "It has a tier table, and this page was told one flat rate.";
    WhyRounding = "note.why-rounding" () "It may round the price the other way; here it is rounded toward the mark.";
    Date = "date.written" ("day", "month", "year") "{day} {month} {year}";
    Months = "date.months" () "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec";
    ShortSentence = "sentence.both" ("isolated", "cross") "{isolated} {cross}";

    // What the page did by itself.
    Notices = "notice.region" () "Notices";
    LinkVersion = "notice.link-version" () "The link is not one this page can read. This is the opening example.";
    LinkTooLong = "notice.link-too-long" () "The link is longer than a link of this page can be. This is the opening example.";
    LinkUnknownPart = "notice.link-unknown-part" () "The link has a part this page does not know. It was left out.";
    LinkRepeated = "notice.link-repeated" ("field") "The link sets “{field}” twice. The usual value is used instead.";
    LinkBadValue = "notice.link-bad-value" ("field") "The link’s “{field}” cannot be used. The usual value is used instead.";
    LinkTable = "notice.link-table" ("date") "The link was made with another tier table. The numbers here use the one of {date}.";
    FittedLeverage = "notice.fitted-leverage" ("leverage") "Leverage is now {leverage}: the market’s table allows no more at this position value.";
    FittedValue = "notice.fitted-value" ("value") "The position size is now {value}, the most that the table and the wallet allow.";
    FittedMargin = "notice.fitted-margin" () "The isolated margin was more than the wallet. It follows leverage instead.";

    // The page of accounts.
    Scenes = "account.scenes" () "Scenes";
    YourDesk = "account.your-desk" () "The desk is yours: move a price, open a position, and see what each mode makes of it.";
    PlayAgain = "account.play-again" () "Play it again";
    SceneEnds = "account.scene-ends" () "The scene has ended. Move the prices yourself, or play it again.";
    NextStep = "account.next-step" () "Next step";
    StepOf = "account.step-of" ("step", "steps", "ahead") "{step} of {steps}: {ahead}";
    Undo = "tool.undo" () "Undo";
    Redo = "tool.redo" () "Redo";
    UndoEnds = "account.undo-ends" ("steps") "Only the last {steps} steps can be undone.";
    Prices = "account.prices" () "Mark prices";
    PriceOf = "account.price-of" ("market") "{market} price";
    AllAccounts = "account.all" () "Both accounts";
    Equity = "account.equity" () "Equity";
    Available = "account.available" () "Available";
    Withdrawable = "account.withdrawable" () "Can be withdrawn";
    OpenProfit = "account.open-profit" () "Open profit";
    AllocatedOf = "account.allocated-of" () "Allocated to isolated positions";
    CrossRatio = "account.cross-ratio" () "Cross margin ratio";
    NoPosition = "account.no-position" () "No open position.";
    Deposit = "account.deposit" () "Deposit";
    Withdraw = "account.withdraw" () "Withdraw";
    OpenPosition = "account.open" () "Open a position";
    AddMargin = "account.add-margin" () "Add margin";
    RemoveMargin = "account.remove-margin" () "Take margin out";
    ClosePosition = "account.close" () "Reduce or close";
    Funding = "account.funding" () "Funding";
    FundingRate = "account.funding-rate" () "Funding rate";
    PositionsOfMarket = "account.positions-of-market" () "Positions of a market";
    OneSide = "account.one-side" () "One side";
    BothSides = "account.both-sides" () "Both sides";
    RefusedOneWay = "refused.one-way" ("market") "Both sides of {market} are open. Close one of them first.";
    WhoPays = "account.who-pays" () "Who pays, in every account";
    LongsPay = "account.longs-pay" () "Longs pay";
    ShortsPay = "account.shorts-pay" () "Shorts pay";
    DoLeverage = "account.do-leverage" ("amount") "Set {amount}";
    DoFund = "account.do-fund" ("amount") "Pay {amount}";
    DoDeposit = "account.do-deposit" ("amount") "Deposit {amount}";
    DoWithdraw = "account.do-withdraw" ("amount") "Withdraw {amount}";
    DoOpen = "account.do-open" ("amount") "Open {amount}";
    DoAdd = "account.do-add" ("amount") "Add {amount}";
    DoRemove = "account.do-remove" ("amount") "Take out {amount}";
    DoClose = "account.do-close" ("amount") "Close {amount}";
    DoCloseWhole = "account.do-close-whole" ("amount") "Close all, {amount}";
    Cancel = "tool.cancel" () "Cancel";
    Amount = "account.amount" () "Amount";
    NothingMoves = "account.nothing-moves" () "No liquidation price moves.";
    PreviewOld = "account.preview-old" () "Of your last valid entry:";
    PreviewNew = "account.preview" () "What it would lead to";
    SideAtLeverage = "account.side-at-leverage" ("side", "leverage") "{side} {leverage}×";
    MarginModeOf = "account.margin-mode-of" ("market") "Margin mode of {market}";
    Size = "account.size" () "Size";
    Allocated = "account.allocated" () "Margin";
    ProfitShort = "account.profit" () "Profit";
    Roe = "account.roe" () "ROE";
    WhatHappened = "account.log" () "What happened";
    LogEmpty = "account.log-empty" () "Nothing yet.";
    SaveFile = "account.save-file" () "Save as a file";
    OpenFile = "account.open-file" () "Open a file";
    FileHint = "account.file-hint" () "The accounts are in the link of this page. A file holds them, too, and more than a link can.";
    TooLargeToLink = "account.too-large" () "These accounts are too large for a link. Save them as a file, at the foot of the page.";
    StripEntry = "strip.entry" () "entry";
    StripMark = "strip.mark" () "mark";
    StripEnd = "strip.end" () "liquidation";

    // The accounts: names, log, previews, refusals, links, scenes.
    NameLong = "account.long" ("market") "{market} long";
    NameShort = "account.short" ("market") "{market} short";
    NameAt = "account.at" ("position", "price") "{position} at {price}";
    List = "account.list" ("list", "item") "{list}, {item}";
    AccountIsolated = "account.isolated" () "Isolated account";
    AccountCross = "account.cross" () "Cross account";
    AccountNumber = "account.number" ("number") "Account {number}";
    LogFell = "log.fell" ("market", "from", "to") "{market} fell from {from} to {to}";
    LogRose = "log.rose" ("market", "from", "to") "{market} rose from {from} to {to}";
    LogOpenedIsolated = "log.opened-isolated" ("position", "size", "price", "margin") "{position} was opened in isolated: {size} at {price}, {margin} of margin allocated";
    LogOpenedCross = "log.opened-cross" ("position", "size", "price") "{position} was opened in cross: {size} at {price}";
    LogIncreasedIsolated = "log.increased-isolated" ("position", "size", "price", "margin") "{position} grew by {size} at {price}, {margin} of margin allocated to it";
    LogIncreasedCross = "log.increased-cross" ("position", "size", "price") "{position} grew by {size} at {price}";
    LogReducedIsolated = "log.reduced-isolated" ("position", "size", "price", "profit", "margin") "{position} was reduced by {size} at {price}: {profit} realised, {margin} of margin released";
    LogReducedCross = "log.reduced-cross" ("position", "size", "price", "profit") "{position} was reduced by {size} at {price}: {profit} realised";
    LogClosedIsolated = "log.closed-isolated" ("position", "size", "price", "profit", "margin") "{position} was closed, {size} at {price}: {profit} realised, {margin} of margin released";
    LogClosedCross = "log.closed-cross" ("position", "size", "price", "profit") "{position} was closed, {size} at {price}: {profit} realised";
    LogMarginAdded = "log.margin-added" ("position", "amount") "{amount} of margin was added to {position}";
    LogMarginRemoved = "log.margin-removed" ("position", "amount") "{amount} of margin was taken out of {position}";
    LogPaidIsolated = "log.paid-isolated" ("position", "amount") "{position} paid {amount} of funding out of its margin";
    LogPaidCross = "log.paid-cross" ("position", "amount") "{position} paid {amount} of funding out of the wallet";
    LogReceivedIsolated = "log.received-isolated" ("position", "amount") "{position} received {amount} of funding into its margin";
    LogReceivedCross = "log.received-cross" ("position", "amount") "{position} received {amount} of funding into the wallet";
    LogModeIsolated = "log.mode-isolated" ("market") "{market} is now in isolated";
    LogModeCross = "log.mode-cross" ("market") "{market} is now in cross";
    LogLeverage = "log.leverage" ("market", "leverage") "The leverage of {market} is now {leverage}";
    LogDeposited = "log.deposited" ("amount") "{amount} was put into the wallet";
    LogWithdrawn = "log.withdrawn" ("amount") "{amount} was taken out of the wallet";
    LogLiquidatedIsolated = "log.liquidated-isolated" ("position", "price", "loss", "wallet") "{position} was liquidated at {price}: {loss} of isolated margin lost, {wallet} of the wallet untouched";
    LogLiquidatedUsedUp = "log.liquidated-used-up" ("position", "price", "wallet") "{position} was liquidated at {price}: funding had used up its margin, {wallet} of the wallet untouched";
    LogLiquidatedCross = "log.liquidated-cross" ("position", "price", "loss", "wallet") "{position} was liquidated at {price}: all {loss} of cross collateral lost, {wallet} of the wallet left";
    LogLiquidatedCrossBeside = "log.liquidated-cross-beside" ("position", "price", "loss", "wallet", "isolated") "{position} was liquidated at {price}: all {loss} of cross collateral lost, {wallet} of the wallet left. Untouched in isolated: {isolated}";
    LogLiquidatedAll = "log.liquidated-all" ("positions", "loss", "wallet") "All cross positions were liquidated together, {positions}: all {loss} of cross collateral lost, {wallet} of the wallet left";
    LogLiquidatedAllBeside = "log.liquidated-all-beside" ("positions", "loss", "wallet", "isolated") "All cross positions were liquidated together, {positions}: all {loss} of cross collateral lost, {wallet} of the wallet left. Untouched in isolated: {isolated}";
    LogLiquidatedAllUsedUp = "log.liquidated-all-used-up" ("positions", "wallet") "All that was in cross was liquidated, {positions}: the cross collateral had been used up before, {wallet} of the wallet left";
    ChangeOpens = "change.opens" ("position", "after") "{position}, liquidation price: {after}";
    ChangeMoves = "change.moves" ("position", "before", "after") "{position}, liquidation price: {before} → {after}";
    ChangeNone = "change.none" ("position", "after") "{position}, liquidation price: {after}, as now";
    ChangeWallet = "change.wallet" ("before", "after") "Wallet balance: {before} → {after}";
    ChangeCloses = "change.closes" ("position") "{position} would be closed";
    RefusedModeIsolated = "refused.mode-isolated" ("market", "positions") "The margin mode of {market} is cross, and fixed while anything is open in it: {positions}. To have isolated, close that first, then choose isolated and open again; or open in another market.";
    RefusedModeCross = "refused.mode-cross" ("market", "positions") "The margin mode of {market} is isolated, and fixed while anything is open in it: {positions}. To have cross, close that first, then choose cross and open again; or open in another market.";
    RefusedLeverageLocked = "refused.leverage-locked" ("market", "minimum") "While a position is open in isolated, the leverage of {market} can be raised but not lowered: at least {minimum}. To have less, close the position first.";
    RefusedLeverageLow = "refused.leverage-low" ("market", "minimum") "The margin behind {market} is not enough for so little leverage: at least {minimum}.";
    RefusedLeverageCover = "refused.leverage-cover" ("market") "The margin behind {market} is not enough for this leverage. Add to it first.";
    RefusedLeverageRange = "refused.leverage-range" ("minimum", "maximum") "Leverage can be {minimum} to {maximum}.";
    RefusedTier = "refused.tier" ("market", "maximum") "At this position size, the table of {market} allows a leverage of up to {maximum}.";
    RefusedNotIsolated = "refused.not-isolated" ("position") "{position} is in cross: it shares the whole cross collateral and has no margin of its own to change.";
    RefusedCrossMargin = "refused.cross-margin" ("market") "{market} is in cross, where nothing is allocated to one position. Choose isolated first, or leave the margin out.";
    RefusedWallet = "refused.wallet" () "The wallet would no longer hold the margin allocated to the isolated positions.";
    RefusedWalletMost = "refused.wallet-most" ("maximum") "The wallet would leave the range of the model, which ends at {maximum}.";
    RefusedAllocate = "refused.allocate" ("maximum") "So much is not free. Allowed: up to {maximum} of margin.";
    RefusedAllocateNone = "refused.allocate-none" () "Nothing is free to be allocated.";
    RefusedAdd = "refused.add" ("position", "maximum") "So much is not free. Up to {maximum} can be added to {position}.";
    RefusedAddNone = "refused.add-none" ("position") "Nothing is free that could be added to {position}.";
    RefusedWithdraw = "refused.withdraw" ("maximum") "The rest backs what is open. Up to {maximum} can be withdrawn.";
    RefusedWithdrawNone = "refused.withdraw-none" () "All of it backs what is open: nothing can be withdrawn.";
    RefusedOpen = "refused.open" ("market", "maximum") "The free balance does not bear this. In {market}, up to {maximum} can be opened at this leverage.";
    RefusedOpenNone = "refused.open-none" ("market") "The free balance bears nothing more in {market}. Deposit, close something, or choose more leverage.";
    RefusedOpenTier = "refused.open-tier" ("market", "maximum") "At this leverage, the table of {market} allows no more than {maximum} to be opened.";
    RefusedOpenTierNone = "refused.open-tier-none" ("market") "At this leverage, the table of {market} allows no more. Choose less leverage.";
    RefusedOpenEnd = "refused.open-end" ("market", "maximum") "The table of {market} ends there: no more than {maximum} can be opened.";
    RefusedOpenEndNone = "refused.open-end-none" ("market") "The table of {market} ends here: no more can be opened.";
    RefusedRemove = "refused.remove" ("position", "maximum") "The rest must stay, for value ÷ leverage and to hold off liquidation. Up to {maximum} can be taken out of {position}.";
    RefusedRemoveNone = "refused.remove-none" ("position") "All of the margin of {position} must stay, for value ÷ leverage and to hold off liquidation.";
    RefusedBankruptLong = "refused.bankrupt-long" ("minimum") "At this price nothing would be left of what backs the position. Allowed: {minimum} or more.";
    RefusedBankruptShort = "refused.bankrupt-short" ("maximum") "At this price nothing would be left of what backs the position. Allowed: up to {maximum}.";
    RefusedBankrupt = "refused.bankrupt" () "At this price nothing would be left of what backs the position.";
    RefusedThinMargin = "refused.thin-margin" ("minimum") "With this margin it would be liquidated at once. It takes at least {minimum}.";
    RefusedLiquidates = "refused.liquidates" ("position") "{position} would be liquidated at once.";
    RefusedLiquidatesCross = "refused.liquidates-cross" () "All that is in cross would be liquidated at once.";
    RefusedLiquidatesNew = "refused.liquidates-new" () "What would be opened would be liquidated at once.";
    RefusedInitial = "refused.initial" ("minimum") "The margin must be at least value ÷ leverage: {minimum}.";
    RefusedClose = "refused.close" ("position", "maximum") "{position} is {maximum} in all: no more than that can be closed.";
    RefusedRange = "refused.range" ("minimum", "maximum") "This is outside the range of the model. Allowed: {minimum} to {maximum}.";
    RefusedPlaces = "refused.places" () "Amounts and sizes have at most 12 decimal places.";
    RefusedGone = "refused.gone" () "This position is no longer open.";
    RefusedMarket = "refused.market" () "The account has no such market.";
    RefusedPrice = "refused.price" ("market") "{market} has no mark price yet.";
    RefusedOnlyReduces = "refused.only-reduces" ("market") "This only reduces what is open in {market}; nothing is opened that margin could be allocated to.";
    AccountLinkVersion = "account-link.version" () "This is not a link or a file that the page can read. These are the accounts it begins with.";
    AccountLinkTooLong = "account-link.too-long" () "The link or file is longer than it can be. These are the accounts the page begins with.";
    AccountLinkUnknownPart = "account-link.unknown-part" () "The link or file has a part that the page does not know. These are the accounts it begins with.";
    AccountLinkRepeated = "account-link.repeated" () "The link or file says something twice. These are the accounts the page begins with.";
    AccountLinkMissing = "account-link.missing" () "The link or file leaves out the wallet of an account. These are the accounts the page begins with.";
    AccountLinkBadValue = "account-link.bad-value" () "The link or file has a value that cannot be used. These are the accounts the page begins with.";
    AccountLinkNotStanding = "account-link.not-standing" () "The accounts of the link or file cannot stand as they are written: something in them would be liquidated at once, for one. These are the accounts the page begins with.";
    AccountTableWaits = "account-link.table-waits" ("venue") "Loading the table of {venue}. Until it is here, you see other accounts.";
    AccountTableFailed = "account-link.table-failed" ("venue") "The table of {venue} did not load. Nothing of the accounts is lost.";
    AccountFileRefused = "account-link.file-refused" () "This is not a file of accounts that the page can read. Nothing was changed.";
    AccountLinkTable = "account-link.table" ("date") "The link or file was made with other tier tables. The numbers here use those of {date}.";
    SceneOpening = "scene.opening" () "The opening example, twice";
    SceneOpeningLead = "scene.opening-lead" () "The same long in two accounts that hold the same: isolated can lose what is allocated to it, cross holds out longer with all there is.";
    OpeningAhead1 = "scene.opening-first" ("btc") "Bitcoin falls to {btc}";
    OpeningTold1 = "scene.opening-first-told" () "Both have lost the same so far. The isolated one has little of its margin left; the cross one has the rest of its wallet.";
    OpeningAhead2 = "scene.opening-second" ("btc") "Bitcoin falls further, to {btc}";
    OpeningTold2 = "scene.opening-second-told" () "On the way, the isolated position was liquidated. Its margin is lost, the rest of that wallet untouched. In cross the whole wallet backs the position, and it stands.";
    OpeningAhead3 = "scene.opening-third" ("btc") "Bitcoin comes back to {btc}";
    OpeningTold3 = "scene.opening-third-told" () "In cross the position is still open, as it was before the fall. In isolated the loss is final, but it could not have been more, however far the fall had gone.";
    SceneWinner = "scene.winner" () "The winner pays for the loser";
    SceneWinnerLead = "scene.winner-lead" () "A long in bitcoin and one in ether, through the fall of FTX in November 2022: in cross, a profit taken in time saves the other position.";
    WinnerAhead1 = "scene.winner-first" ("btc", "eth") "From 4 to 5 November, ether rises to {eth} and bitcoin to {btc}";
    WinnerTold1 = "scene.winner-first-told" () "Both positions are in profit, in both accounts.";
    WinnerAhead2 = "scene.winner-second" () "Take the profit of ether";
    WinnerTold2 = "scene.winner-second-told" () "The profit is in the wallet. In cross it backs bitcoin at once; in isolated it would have to be allocated.";
    WinnerAhead3 = "scene.winner-third" ("btc", "eth") "By 9 November, ether falls to {eth} and bitcoin to {btc}";
    WinnerTold3 = "scene.winner-third-told" () "In isolated, bitcoin was liquidated beside the profit in the same wallet. In cross it has lost more than the wallet began with, and stands: on the profit of ether. Had that not been taken, all would be gone.";
    SceneTakesAll = "scene.takes-all" () "One bad position takes all";
    SceneTakesAllLead = "scene.takes-all-lead" () "A small long in bitcoin beside a large one in ether, on 10 October 2025: in cross, the large one takes the small one and the wallet with it.";
    TakesAllAhead1 = "scene.takes-all-first" ("btc", "eth") "By 20:00 UTC, bitcoin falls to {btc} and ether to {eth}";
    TakesAllTold1 = "scene.takes-all-first-told" () "All positions have lost, and all still stand.";
    TakesAllAhead2 = "scene.takes-all-second" ("btc", "eth") "Within the hour after 21:00, bitcoin falls to {btc} and ether to {eth}";
    TakesAllTold2 = "scene.takes-all-second-told" () "In isolated, ether lost its own margin and bitcoin stands. In cross, ether took bitcoin with it, and all of the wallet.";
    TakesAllAhead3 = "scene.takes-all-third" ("btc", "eth") "At 22:00, bitcoin is back at {btc} and ether at {eth}";
    TakesAllTold3 = "scene.takes-all-third-told" () "The isolated account still holds bitcoin and most of its wallet. The cross account has nothing left to come back with.";
    SceneSource = "scene.source" () "Prices: Binance spot, by the hour.";
}
