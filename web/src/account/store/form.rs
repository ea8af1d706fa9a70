//! What is being prepared: which panel is open, what is set in it, what is allowed, and what it would lead to.
//!
//! One panel is open at a time, so at most one operation is prepared, and previewed once an event; with no panel open
//! nothing is computed.

use crate::account::traded::{self, Traded};
use crate::account::{Change, Desk, Preview, say};
use crate::number::{CENT, SIZE_FIGURES, approximate, read, significant_places};
use crate::position::Inputs;
use crate::slider::{Round, Slider};
use crate::words::{Catalogue, Message, Speaker};
use margin_core::{Decimal, Liquidation, MarginMode, Open, Operation, PositionId, Quantity, Side, plain};
use rust_decimal::RoundingStrategy::{MidpointAwayFromZero, ToZero};

/// A panel in which an operation is prepared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Panel {
    /// The account.
    pub account: usize,
    /// What is prepared.
    pub action: Action,
}

/// What can be prepared in an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Money into the wallet.
    Deposit,
    /// Money out of the wallet.
    Withdraw,
    /// A position to be opened.
    Open,
    /// Margin for a position.
    Add(u32),
    /// Margin out of a position.
    Remove(u32),
    /// A position to be closed, or a part of it.
    Close(u32),
    /// Another leverage for the market of a position.
    Leverage(u32),
    /// Funding of the market of a position, in every account.
    Fund(u32),
}

/// A number of a panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry {
    /// How much: of money, margin or size.
    Amount,
    /// The leverage of a position to be opened.
    Leverage,
    /// Its value.
    Value,
    /// Its isolated margin.
    Margin,
    /// A funding rate, in percent.
    Rate,
}

/// One place for every number of a panel.
pub type Slot<T> = [T; Entry::ALL.len()];

impl Entry {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Amount, Self::Leverage, Self::Value, Self::Margin, Self::Rate];

    /// Where the number stands in a [`Slot`].
    pub const fn index(self) -> usize {
        self as usize
    }

    /// The number's name in ids.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Amount => "amount",
            Self::Leverage => "leverage",
            Self::Value => "value",
            Self::Margin => "margin",
            Self::Rate => "rate",
        }
    }

    /// What the number counts: `coin`, where the amount is not money.
    pub fn unit<'a>(self, coin: Option<&'a str>, words: &'a Catalogue) -> &'a str {
        match (self, coin) {
            (Self::Leverage, _) => words.text(Message::UnitLeverage),
            (Self::Rate, _) => words.text(Message::UnitPercent),
            (_, Some(coin)) => coin,
            _ => words.text(Message::UnitMoney),
        }
    }
}

impl Action {
    /// The action's name in ids and classes.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Deposit => "deposit",
            Self::Withdraw => "withdraw",
            Self::Open => "open",
            Self::Add(_) => "add",
            Self::Remove(_) => "remove",
            Self::Close(_) => "close",
            Self::Leverage(_) => "leverage",
            Self::Fund(_) => "fund",
        }
    }

    /// The position it is about.
    pub const fn position(self) -> Option<u32> {
        match self {
            Self::Deposit | Self::Withdraw | Self::Open => None,
            Self::Add(id) | Self::Remove(id) | Self::Close(id) | Self::Leverage(id) | Self::Fund(id) => Some(id),
        }
    }

    /// What the button says that opens its panel.
    pub const fn name(self) -> Message {
        match self {
            Self::Deposit => Message::Deposit,
            Self::Withdraw => Message::Withdraw,
            Self::Open => Message::OpenPosition,
            Self::Add(_) => Message::AddMargin,
            Self::Remove(_) => Message::RemoveMargin,
            Self::Close(_) => Message::ClosePosition,
            Self::Leverage(_) => Message::Leverage,
            Self::Fund(_) => Message::Funding,
        }
    }

    /// Returns the message of the button that does it. Parameters: the amount.
    const fn confirm_message(self) -> Message {
        match self {
            Self::Deposit => Message::DoDeposit,
            Self::Withdraw => Message::DoWithdraw,
            Self::Open => Message::DoOpen,
            Self::Add(_) => Message::DoAdd,
            Self::Remove(_) => Message::DoRemove,
            Self::Close(_) => Message::DoClose,
            Self::Leverage(_) => Message::DoLeverage,
            Self::Fund(_) => Message::DoFund,
        }
    }
}

impl Panel {
    /// The panel's name in ids: `add-0-1`.
    pub fn id(self) -> String {
        let account = self.account.to_string();
        let mut id = [self.action.code(), "-", &account].concat();
        if let Some(position) = self.action.position() {
            id.push('-');
            id.push_str(&position.to_string());
        }
        id
    }
}

/// What is set in the open panel. What the reader has not set follows the rest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// The market of a position to be opened.
    pub market: Traded,
    /// Its side; of funding, the side that pays.
    pub side: Side,
    numbers: Slot<Option<Decimal>>,
}

impl Form {
    /// No number is set.
    pub const fn new(market: Traded, side: Side) -> Self {
        Self { market, side, numbers: [None; Entry::ALL.len()] }
    }

    /// The same with one number set, or following again.
    pub fn with(mut self, entry: Entry, number: Option<Decimal>) -> Self {
        if let Some(slot) = self.numbers.get_mut(entry.index()) {
            *slot = number;
        }
        self
    }

    /// Whether the reader has set a number.
    pub fn is_set(&self, entry: Entry) -> bool {
        self.number(entry).is_some()
    }

    /// The number as the reader has set it.
    pub fn number(&self, entry: Entry) -> Option<Decimal> {
        self.numbers.get(entry.index()).copied().flatten()
    }
}

/// What a number may be, and what it is while it is not set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Range {
    /// The scale of its slider.
    pub slider: Slider,
    /// What it is while it is not set.
    pub usual: Decimal,
}

/// What is allowed in the open panel.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Allowed {
    ranges: Slot<Option<Range>>,
    /// The market of the position that it is about.
    market: Option<Traded>,
    /// The largest position that can be opened: its value, and its size.
    largest: (Decimal, Decimal),
    /// The most that the amount can be.
    most: Most,
}

/// The most of an amount: exactly, and as it is shown. Whoever asks for what is shown means all of it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Most {
    exact: Decimal,
    shown: Decimal,
    /// To how many places it is shown.
    places: u32,
}

impl Most {
    /// Money: to the cent below, so what is less than a cent is nothing.
    fn of_money(exact: Decimal) -> Self {
        Self { exact, shown: exact.round_dp_with_strategy(CENT.scale(), ToZero), places: CENT.scale() }
    }

    /// A size, as it stands in the position.
    fn of_size(exact: Decimal) -> Self {
        let places = u32::try_from(significant_places(exact, SIZE_FIGURES, 0)).unwrap_or_default();
        Self { exact, shown: exact.round_dp_with_strategy(places, MidpointAwayFromZero), places }
    }

    /// Whether an amount is all of it, as far as is shown.
    fn is(&self, amount: Decimal) -> bool {
        self.shown > Decimal::ZERO && amount.round_dp_with_strategy(self.places, MidpointAwayFromZero) == self.shown
    }
}

impl Allowed {
    /// What a panel allows. The core says all of it.
    pub fn new(desk: &Desk, panel: Panel, form: &Form) -> Self {
        let mut allowed = Self::default();
        let wallet = || desk.accounts().get(panel.account).map_or(Decimal::ZERO, |account| account.wallet_balance());
        let withdrawable =
            || desk.accounts().get(panel.account).and_then(|account| account.withdrawable_balance().ok());
        let limits = |id: u32| desk.limits(panel.account, PositionId(id)).ok();
        let most = match panel.action {
            // There is no most: it is where the slider ends.
            Action::Deposit => Some(Most::of_money(wallet().max(Decimal::ONE_THOUSAND).trunc())),
            Action::Withdraw => withdrawable().map(Most::of_money),
            Action::Add(id) => limits(id).map(|limits| Most::of_money(limits.add_margin)),
            Action::Remove(id) => limits(id).map(|limits| Most::of_money(limits.remove_margin)),
            Action::Close(id) => limits(id).map(|limits| Most::of_size(limits.close)),
            Action::Open | Action::Leverage(_) | Action::Fund(_) => None,
        };
        if let Some(most) = most {
            allowed.most = most;
            allowed.set(Entry::Amount, Some(up_to(most.shown, matches!(panel.action, Action::Close(_)))));
        }
        allowed.market = panel.action.position().and_then(|id| market_of(desk, panel.account, id));
        match (panel.action, allowed.market.clone()) {
            (Action::Open, _) => allowed.open(desk, panel.account, form),
            (Action::Leverage(_), Some(market)) => {
                let chosen =
                    desk.setting(panel.account, market.symbol()).map_or(Decimal::ONE, |(_, leverage)| leverage);
                let most = traded::max_leverage(&market.market).unwrap_or(chosen);
                allowed.set(Entry::Leverage, Some(leverages(most, chosen)));
            }
            (Action::Fund(_), _) => {
                let slider = Slider::linear(0.0, 1.0, Decimal::ZERO, Decimal::ONE_HUNDRED);
                allowed.set(Entry::Rate, Some(Range { slider, usual: USUAL_FUNDING }));
            }
            _ => {}
        }
        allowed
    }

    fn open(&mut self, desk: &Desk, account: usize, form: &Form) {
        let Ok((mode, chosen)) = desk.setting(account, form.market.symbol()) else { return };
        let leverage = form.number(Entry::Leverage).unwrap_or(chosen);
        let at = |leverage: Decimal| desk.opening(account, form.market.symbol(), form.side, leverage);
        // A leverage that is refused refuses the whole; until then the scale stands as it is.
        let Ok(opening) = at(leverage).or_else(|_| at(chosen)) else { return };
        self.set(Entry::Leverage, Some(leverages(opening.max_leverage, chosen)));
        self.largest = (opening.largest_value, opening.largest_size);
        let usual = Inputs::OPENING.size.number.min(opening.largest_value);
        self.set(Entry::Value, Some(Range { usual, ..up_to(opening.largest_value, false) }));
        let panel = Panel { account, action: Action::Open };
        if mode == MarginMode::Isolated
            && let Some((least, most)) =
                desk.margin(account, &self.operation(panel, &form.clone().with(Entry::Margin, None)))
        {
            let slider = Slider::linear(approximate(least), approximate(most), least, most);
            self.set(Entry::Margin, Some(Range { slider, usual: least }));
        }
    }

    fn set(&mut self, entry: Entry, range: Option<Range>) {
        if let Some(slot) = self.ranges.get_mut(entry.index()) {
            *slot = range;
        }
    }

    /// What a number may be; nothing where the panel has no such number.
    pub fn range(&self, entry: Entry) -> Option<Range> {
        self.ranges.get(entry.index()).copied().flatten()
    }

    /// The number as it is set, or as it follows.
    pub fn number(&self, form: &Form, entry: Entry) -> Decimal {
        let usual = || self.range(entry).map_or(Decimal::ZERO, |range| range.usual);
        form.number(entry).unwrap_or_else(usual)
    }

    /// What an amount is counted in, where it is not money.
    pub fn coin<'a>(&'a self, panel: Panel, speaker: Speaker<'a>) -> Option<&'a str> {
        let closed = self.market.as_ref().filter(|_| matches!(panel.action, Action::Close(_)));
        closed.map(|listed| say::unit(speaker, listed))
    }

    /// What is prepared.
    pub fn operation(&self, panel: Panel, form: &Form) -> Operation {
        let asked = self.number(form, Entry::Amount);
        let amount = if self.most.is(asked) { self.most.exact } else { asked };
        let market = || self.market.as_ref().map_or("", |listed| listed.symbol()).to_owned();
        match panel.action {
            Action::Leverage(_) => {
                Operation::SetLeverage { market: market(), leverage: self.number(form, Entry::Leverage) }
            }
            Action::Fund(_) => Operation::Fund { market: market(), rate: self.funding(form), time: None },
            Action::Deposit => Operation::Deposit { amount },
            Action::Withdraw => Operation::Withdraw { amount },
            Action::Add(id) => Operation::AddMargin { id: PositionId(id), amount },
            Action::Remove(id) => Operation::RemoveMargin { id: PositionId(id), amount },
            Action::Close(id) => Operation::Close {
                id: PositionId(id),
                size: (amount != self.most.exact).then_some(amount),
                price: None,
            },
            Action::Open => {
                let value = self.number(form, Entry::Value);
                let (largest_value, largest_size) = self.largest;
                // The value of the largest size is rounded; the size itself is not.
                let quantity = if value == largest_value && largest_size > Decimal::ZERO {
                    Quantity::Size(largest_size)
                } else {
                    Quantity::Value(value)
                };
                let open = Open::new(form.market.symbol(), form.side, quantity);
                let isolated_margin = form.number(Entry::Margin).filter(|_| self.range(Entry::Margin).is_some());
                Operation::Open(Open { leverage: Some(self.number(form, Entry::Leverage)), isolated_margin, ..open })
            }
        }
    }

    /// The funding rate: above zero where longs pay.
    fn funding(&self, form: &Form) -> Decimal {
        let mut rate = self.number(form, Entry::Rate).checked_mul(Decimal::new(1, 2)).unwrap_or_default();
        rate.set_sign_negative(form.side == Side::Short);
        rate
    }

    /// Returns the text of the button that does it.
    pub fn confirm_text(&self, panel: Panel, form: &Form, speaker: Speaker<'_>) -> String {
        let amount = match (panel.action, self.coin(panel, speaker)) {
            (Action::Leverage(_), _) => speaker.leverage(self.number(form, Entry::Leverage)),
            (Action::Fund(_), _) => speaker.rate(self.funding(form).abs()),
            (Action::Open, _) => speaker.money(self.number(form, Entry::Value)),
            (Action::Close(_), Some(coin)) => speaker.size(self.number(form, Entry::Amount), coin),
            _ => speaker.money(self.number(form, Entry::Amount)),
        };
        let is_whole = matches!(panel.action, Action::Close(_)) && self.most.is(self.number(form, Entry::Amount));
        let message = if is_whole { Message::DoCloseWhole } else { panel.action.confirm_message() };
        speaker.words.fill(message, &[("amount", &amount)])
    }
}

/// What a funding of eight hours usually is, in percent.
const USUAL_FUNDING: Decimal = Decimal::from_parts(1, 0, 0, false, 2);

/// From 1 up to the highest of the table.
fn leverages(most: Decimal, chosen: Decimal) -> Range {
    let slider = Slider::logarithmic(1.0, approximate(most), Round::Unit(0), Decimal::ONE, most);
    Range { slider, usual: chosen }
}

/// From nothing up to an amount; usually all of it, or a round quarter.
fn up_to(most: Decimal, all: bool) -> Range {
    let slider = Slider::linear(0.0, approximate(most), Decimal::ZERO, most);
    let usual = match (most > Decimal::ZERO, all) {
        (true, true) => most,
        (true, false) => slider.value_at(0.25),
        // Nothing is possible: asking for something has the core say why.
        (false, _) => Decimal::ONE,
    };
    Range { slider, usual }
}

fn market_of(desk: &Desk, account: usize, id: u32) -> Option<Traded> {
    let position = desk.held(account).into_iter().find(|held| held.id == PositionId(id))?;
    Some(position.market)
}

/// What the open panel allows, and what its operation would lead to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Prepared {
    /// What is allowed.
    pub allowed: Allowed,
    /// How each liquidation price moves that does, and the wallet; of the last valid entries.
    pub rows: Vec<Row>,
    /// What is wrong with each number.
    problems: Slot<String>,
}

/// How the liquidation price of a position moves, or the wallet balance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The sentence.
    pub text: String,
    /// What it is about, in `data-field`.
    pub field: &'static str,
    /// What is afterwards, exactly: a decimal, `never`, `now`, or nothing where the position is closed.
    pub after: String,
}

const LIQUIDATION_PRICE: &str = "preview.liquidation-price";
const WALLET_BALANCE: &str = "preview.wallet-balance";

impl Prepared {
    /// Reads what is typed, and asks the core. What is refused keeps the rows of the last preview.
    pub fn new(
        desk: &Desk,
        panel: Panel,
        form: &Form,
        drafts: &Slot<Option<String>>,
        before: Option<&Self>,
        speaker: Speaker<'_>,
    ) -> Self {
        let allowed = Allowed::new(desk, panel, form);
        let operation = allowed.operation(panel, form);
        let mut problems = Slot::<String>::default();
        let rows = match desk.preview(panel.account, &operation) {
            Ok(preview) => rows(&preview, panel, &operation, speaker),
            Err(error) => {
                let entry = match (panel.action, error.field()) {
                    (Action::Leverage(_), _) => Entry::Leverage,
                    (Action::Fund(_), _) => Entry::Rate,
                    (Action::Open, Some(field)) if field.ends_with("leverage") => Entry::Leverage,
                    (Action::Open, Some(field)) if field.ends_with("margin") => Entry::Margin,
                    (Action::Open, _) => Entry::Value,
                    _ => Entry::Amount,
                };
                if let Some(problem) = problems.get_mut(entry.index()) {
                    *problem = say::refusal(speaker, desk, panel.account, &operation, &error);
                }
                before.map(|before| before.rows.clone()).unwrap_or_default()
            }
        };
        for ((entry, draft), problem) in Entry::ALL.into_iter().zip(drafts).zip(&mut problems) {
            let unit = entry.unit(allowed.coin(panel, speaker), speaker.words);
            if let Some(error) = draft.as_ref().and_then(|draft| read(draft, unit, speaker.locale).err()) {
                *problem = speaker.not_read(error, unit);
            }
        }
        Self { allowed, rows, problems }
    }

    /// What is wrong with a number; nothing where all is well.
    pub fn problem(&self, entry: Entry) -> &str {
        self.problems.get(entry.index()).map_or("", String::as_str)
    }

    /// Whether something is wrong.
    pub fn is_stale(&self) -> bool {
        self.problems.iter().any(|problem| !problem.is_empty())
    }
}

/// The position that the operation is about, every other whose price moves, and the wallet where it changes.
fn rows(preview: &Preview, panel: Panel, operation: &Operation, speaker: Speaker<'_>) -> Vec<Row> {
    let is_own = |change: &Change| match (operation, panel.action.position()) {
        (Operation::Open(open), _) => change.position.market.symbol() == open.market,
        (_, Some(id)) => change.position.id == PositionId(id),
        _ => false,
    };
    let moves = |change: &&Change| is_own(change) || change.before != change.after;
    let row = |change: &Change| Row {
        text: say::change(speaker, change),
        field: LIQUIDATION_PRICE,
        after: match change.after {
            Some(Liquidation::At { price, .. }) => plain(price),
            Some(Liquidation::Never(_)) => "never".to_owned(),
            Some(Liquidation::Now) => "now".to_owned(),
            None => String::new(),
        },
    };
    let mut rows: Vec<Row> = preview.changes.iter().filter(moves).map(row).collect();
    if rows.is_empty() {
        let text = speaker.words.text(Message::NothingMoves).to_owned();
        rows.push(Row { text, field: LIQUIDATION_PRICE, after: String::new() });
    }
    let (before, after) = (preview.before.wallet_balance, preview.after.wallet_balance);
    if before != after {
        let parameters = [("before", &*speaker.locale.money(before)), ("after", &*speaker.money(after))];
        let text = speaker.words.fill(Message::ChangeWallet, &parameters);
        rows.push(Row { text, field: WALLET_BALANCE, after: plain(after) });
    }
    rows
}
