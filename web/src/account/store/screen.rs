//! What the accounts show: every text and number of a state, made in one pass. The elements only copy.

use super::strip::Strip;
use crate::account::traded::Traded;
use crate::account::{Desk, Entry, Happening, say};
use crate::figure::{Figure, distance, margin_ratio, money, never_reason, price, profit, ratio};
use crate::number::{Rounding, Sign, approximate, between, percent};
use crate::words::{Message, Speaker};
use margin_core::{AccountReport, Decimal, Event, Liquidation, MarginMode, PositionReport, Side, plain};
use margin_venues::Listed;
use std::sync::Arc;

/// The coin of every amount.
const COIN: &str = "USD";

/// A number of an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Total {
    /// All the collateral.
    WalletBalance,
    /// The wallet and all unrealised profit.
    Equity,
    /// What could be allocated.
    AvailableBalance,
    /// What could be withdrawn.
    WithdrawableBalance,
    /// The profit of all open positions.
    UnrealizedPnl,
    /// What is allocated to the isolated positions.
    Allocated,
    /// Maintenance margin ÷ margin balance of all cross positions.
    CrossMarginRatio,
}

impl Total {
    const ALL: [Self; 7] = [
        Self::WalletBalance,
        Self::Equity,
        Self::AvailableBalance,
        Self::WithdrawableBalance,
        Self::UnrealizedPnl,
        Self::Allocated,
        Self::CrossMarginRatio,
    ];

    /// The name of the number in `data-field`.
    pub const fn field(self) -> &'static str {
        match self {
            Self::WalletBalance => "account.wallet-balance",
            Self::Equity => "account.equity",
            Self::AvailableBalance => "account.available-balance",
            Self::WithdrawableBalance => "account.withdrawable-balance",
            Self::UnrealizedPnl => "account.unrealized-pnl",
            Self::Allocated => "account.allocated",
            Self::CrossMarginRatio => "account.cross-margin-ratio",
        }
    }
}

/// A number of a position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// Where it is liquidated.
    LiquidationPrice,
    /// How far that is from the mark.
    Distance,
    /// Profit at the mark.
    UnrealizedPnl,
    /// Profit ÷ initial margin.
    Roe,
    /// Maintenance margin ÷ margin balance; in cross, the account's.
    MarginRatio,
    /// Units.
    Size,
    /// Its average entry price.
    EntryPrice,
    /// Isolated, what is allocated to it; in cross, its initial margin.
    Margin,
    /// What it is worth at the mark.
    Value,
    /// The most that can be lost.
    MaxLoss,
}

impl Measure {
    const ALL: [Self; 10] = [
        Self::LiquidationPrice,
        Self::Distance,
        Self::UnrealizedPnl,
        Self::Roe,
        Self::MarginRatio,
        Self::Size,
        Self::EntryPrice,
        Self::Margin,
        Self::Value,
        Self::MaxLoss,
    ];

    /// The name of the number in `data-field`.
    pub const fn field(self) -> &'static str {
        match self {
            Self::LiquidationPrice => "position.liquidation-price",
            Self::Distance => "position.distance",
            Self::UnrealizedPnl => "position.unrealized-pnl",
            Self::Roe => "position.roe",
            Self::MarginRatio => "position.margin-ratio",
            Self::Size => "position.size",
            Self::EntryPrice => "position.entry-price",
            Self::Margin => "position.margin",
            Self::Value => "position.value",
            Self::MaxLoss => "position.max-loss",
        }
    }
}

/// Everything the accounts show. Each part can be held by itself, so that what shows it follows that part alone.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Screen {
    /// The accounts.
    pub accounts: Vec<Arc<AccountView>>,
    /// The markets, and whether each is in use.
    pub markets: Vec<(Traded, bool)>,
    /// The log, oldest first.
    pub lines: Vec<Arc<LogLine>>,
}

/// One line of the log.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LogLine {
    /// Where it happened, as a class: `isolated`, `cross`, `mixed`; nothing where in all accounts.
    pub tone: &'static str,
    /// Where it happened.
    pub account: String,
    /// What happened.
    pub text: String,
}

/// One account.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AccountView {
    /// What it is called.
    pub name: String,
    /// The mode of all its markets, else `mixed`: the class of its panel.
    pub tone: &'static str,
    figures: [Figure; Total::ALL.len()],
    /// How much of the wallet is allocated to isolated positions, as a width; nothing where there are none.
    pub allocated_bar: Option<String>,
    /// The cross margin ratio as a width; nothing where there is no cross position.
    pub cross_bar: Option<String>,
    /// What became of the positions that were liquidated, the last first.
    pub fallen: Vec<String>,
    /// The open positions, by rising id.
    pub positions: Vec<Arc<PositionView>>,
}

/// One position.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PositionView {
    /// Its number in the account.
    pub id: u32,
    /// Its market's symbol.
    pub symbol: String,
    /// "Long 10×".
    pub what: String,
    /// What it is called in sentences.
    pub name: String,
    /// Its margin mode: the class of its card.
    pub mode: &'static str,
    /// What stands under the liquidation price.
    pub beneath: String,
    /// The margin ratio as a width.
    pub bar: String,
    /// Whether the margin ratio is more than half of what liquidates.
    pub is_near: bool,
    /// The strip of prices.
    pub strip: Strip,
    figures: [Figure; Measure::ALL.len()],
}

impl AccountView {
    /// One of the numbers.
    pub const fn figure(&self, total: Total) -> &Figure {
        &self.figures[total as usize]
    }
}

impl PositionView {
    /// One of the numbers.
    pub const fn figure(&self, measure: Measure) -> &Figure {
        &self.figures[measure as usize]
    }
}

/// How many liquidated positions an account keeps in sight.
const FALLEN: usize = 3;

impl Screen {
    /// All the texts of a desk.
    pub fn new(desk: &Desk, speaker: Speaker<'_>) -> Self {
        let accounts: Vec<Arc<AccountView>> =
            (0..desk.accounts().len()).map(|index| Arc::new(account(desk, index, speaker))).collect();
        let with_use = |listed: &Traded| {
            let is_in = |position: &Arc<PositionView>| position.symbol == listed.symbol();
            (listed.clone(), accounts.iter().any(|account| account.positions.iter().any(is_in)))
        };
        Self { markets: desk.markets().iter().map(with_use).collect(), accounts, lines: lines(desk, speaker) }
    }
}

fn account(desk: &Desk, index: usize, speaker: Speaker<'_>) -> AccountView {
    let name = say::account(speaker, desk, index);
    let tone = desk.mode(index).map_or("mixed", MarginMode::as_str);
    // The desk keeps what the core could not sum from ever standing on it.
    let Ok(report) = desk.report(index) else { return AccountView { name, tone, ..AccountView::default() } };
    let has = |mode: MarginMode| report.positions.iter().any(|position| position.margin_mode == mode);
    let share = approximate(allocated(&report)) / approximate(report.wallet_balance);
    AccountView {
        name,
        tone,
        figures: Total::ALL.map(|total| total_of(&report, total, speaker)),
        allocated_bar: has(MarginMode::Isolated).then(|| percent(between(share, 0.0, 1.0))),
        cross_bar: has(MarginMode::Cross).then(|| bar(report.cross.margin_ratio)),
        fallen: fallen(desk, index, speaker),
        positions: report.positions.iter().filter_map(|position| view(desk, position, speaker).map(Arc::new)).collect(),
    }
}

fn fallen(desk: &Desk, index: usize, speaker: Speaker<'_>) -> Vec<String> {
    let is_fall = |entry: &&Arc<Entry>| {
        entry.account == Some(index) && matches!(entry.what, Happening::Caused { event: Event::Liquidated(_), .. })
    };
    desk.log().iter().rev().filter(is_fall).take(FALLEN).map(|entry| say::entry(speaker, entry)).collect()
}

fn lines(desk: &Desk, speaker: Speaker<'_>) -> Vec<Arc<LogLine>> {
    let line = |line: &Arc<Entry>| LogLine {
        tone: line.account.map_or("", |index| desk.mode(index).map_or("mixed", MarginMode::as_str)),
        account: match line.account {
            Some(index) => say::account(speaker, desk, index),
            None => speaker.words.text(Message::AllAccounts).to_owned(),
        },
        text: say::entry(speaker, line),
    };
    desk.log().iter().map(line).map(Arc::new).collect()
}

fn total_of(report: &AccountReport, total: Total, speaker: Speaker<'_>) -> Figure {
    match total {
        Total::WalletBalance => money(report.wallet_balance, COIN, speaker),
        Total::Equity => money(report.equity, COIN, speaker),
        Total::AvailableBalance => available(report.available_balance, speaker),
        Total::WithdrawableBalance => available(report.withdrawable_balance, speaker),
        Total::UnrealizedPnl => gain(report.unrealized_pnl, speaker),
        Total::Allocated => money(allocated(report), COIN, speaker),
        Total::CrossMarginRatio => margin_ratio(report.cross.margin_ratio, speaker),
    }
}

/// A profit, without what is left of it by the last places of a size: a position at its entry has won and lost nothing.
fn gain(value: Decimal, speaker: Speaker<'_>) -> Figure {
    Figure { exact: plain(value), ..profit(value.round_dp(8), COIN, speaker) }
}

/// What is free: less than a cent of it is nothing, as where it is asked for.
fn available(value: Decimal, speaker: Speaker<'_>) -> Figure {
    Figure { exact: plain(value), ..money(value.trunc_with_scale(2), COIN, speaker) }
}

/// What of the wallet is not cross collateral.
fn allocated(report: &AccountReport) -> Decimal {
    report.wallet_balance.checked_sub(report.cross.collateral).unwrap_or_default()
}

/// How full the bar of a margin ratio is. Without a balance to compare with it is full.
fn bar(ratio: Option<Decimal>) -> String {
    percent(ratio.map_or(1.0, |ratio| between(approximate(ratio), 0.0, 1.0)))
}

fn view(desk: &Desk, position: &PositionReport, speaker: Speaker<'_>) -> Option<PositionView> {
    let listed = desk.market(&position.market)?;
    let id = position.id.parse().ok()?;
    let side = speaker.words.text(match position.side {
        Side::Long => Message::Long,
        Side::Short => Message::Short,
    });
    let leverage = speaker.locale.exact(position.leverage);
    let what = speaker.words.fill(Message::SideAtLeverage, &[("side", side), ("leverage", &leverage)]);
    let name = match position.side {
        Side::Long => Message::NameLong,
        Side::Short => Message::NameShort,
    };
    Some(PositionView {
        id,
        symbol: listed.symbol().to_owned(),
        what,
        name: speaker.words.fill(name, &[("market", listed.symbol())]),
        mode: position.margin_mode.as_str(),
        beneath: beneath(position, speaker),
        bar: bar(position.margin_ratio),
        is_near: position.margin_ratio.is_none_or(|ratio| approximate(ratio) > 0.5),
        strip: Strip::new(position, desk.mark(listed.symbol())),
        figures: Measure::ALL.map(|measure| measure_of(position, listed, measure, speaker)),
    })
}

fn measure_of(position: &PositionReport, listed: &Listed, measure: Measure, speaker: Speaker<'_>) -> Figure {
    match measure {
        Measure::LiquidationPrice => price(position.side, position.liquidation, Message::Never, speaker),
        Measure::Distance => distance(position.liquidation, speaker),
        Measure::UnrealizedPnl => gain(position.unrealized_pnl, speaker),
        Measure::Roe => ratio(position.roe, Sign::Always, speaker),
        Measure::MarginRatio => margin_ratio(position.margin_ratio, speaker),
        Measure::Size => Figure {
            exact: plain(position.size),
            full: speaker.size(position.size, say::unit(speaker, listed)),
            ..Figure::default()
        },
        Measure::EntryPrice => Figure {
            exact: plain(position.entry_price),
            full: speaker.locale.price(position.entry_price, Rounding::Nearest),
            ..Figure::default()
        },
        Measure::Margin => money(position.margin, COIN, speaker),
        Measure::Value => money(position.value, COIN, speaker),
        Measure::MaxLoss => money(position.max_loss, COIN, speaker),
    }
}

fn beneath(position: &PositionReport, speaker: Speaker<'_>) -> String {
    let message = match position.liquidation {
        Liquidation::Now => Message::NowReason,
        Liquidation::Never(reason) => never_reason(position.margin_mode, reason),
        Liquidation::At { distance, .. } if distance.is_zero() => Message::AtMark,
        Liquidation::At { distance, .. } if distance.is_sign_negative() => Message::BelowMark,
        Liquidation::At { .. } => Message::AboveMark,
    };
    speaker.words.fill(message, &[("distance", &distance(position.liquidation, speaker).full)])
}
