//! Random venues, and random operations, most of which an account accepts.

use margin_core::account::{Limits, Open, SimulationInput};
use margin_core::{
    Basis, ClosingFee, Contract, Decimal, FundingSource, HedgedMaintenance, LeverageChange, Liquidation, MarginMode,
    Market, MarketInput, ModeChange, ModeScope, OnLiquidation, OpeningCost, Operation, OthersPnl, PositionId,
    PositionMode, Quantity, ReportedReserve, Rules, Side, Simulation, Tier, TierBasis, TierForm,
};

use crate::random::Random;

/// Binance's BTCUSDT table of 2026-09-29: floor, rate in ten-thousandths, maintenance amount, and
/// the largest leverage.
const BTCUSDT: [(i64, i64, i64, i64); 12] = [
    (0, 40, 0, 125),
    (300_000, 50, 300, 100),
    (800_000, 65, 1_500, 75),
    (3_000_000, 100, 12_000, 50),
    (12_000_000, 200, 132_000, 25),
    (70_000_000, 250, 482_000, 20),
    (100_000_000, 500, 2_982_000, 10),
    (230_000_000, 1_000, 14_482_000, 5),
    (480_000_000, 1_250, 26_482_000, 4),
    (600_000_000, 1_500, 41_482_000, 3),
    (800_000_000, 2_500, 121_482_000, 2),
    (1_200_000_000, 5_000, 421_482_000, 1),
];

/// Every price that a rule can take a value at.
const BASES: [Basis; 4] = [Basis::Entry, Basis::Mark, Basis::EntryIfIsolated, Basis::EntryUnlessInverse];

/// The step in which amounts and sizes are counted.
pub(crate) fn step() -> Decimal {
    Decimal::new(1, 12)
}

/// A number as it is, without what is finer than a step.
pub(crate) fn in_steps(number: Decimal) -> Decimal {
    number.round_dp_with_strategy(12, rust_decimal::RoundingStrategy::ToZero)
}

fn scaled(number: Decimal, exponent: i64) -> Decimal {
    (0..exponent.abs())
        .fold(number, |number, _| if exponent < 0 { number / Decimal::TEN } else { number * Decimal::TEN })
}

pub(crate) fn venue(random: &mut Random) -> SimulationInput {
    let (tier_form, tier_basis) = random.of(&[
        (TierForm::Marginal, TierBasis::Value),
        (TierForm::Marginal, TierBasis::Value),
        (TierForm::Whole, TierBasis::Value),
        (TierForm::Whole, TierBasis::Size),
    ]);
    let rules = Rules {
        maintenance_basis: random.of(&[Basis::Mark, Basis::Mark, Basis::Entry, Basis::EntryUnlessInverse]),
        tier_form,
        tier_basis,
        closing_fee: random.of(&[ClosingFee::None, ClosingFee::None, ClosingFee::Maintenance, ClosingFee::Cross]),
        others_pnl: random.of(&[OthersPnl::Full, OthersPnl::Losses]),
        hedged_maintenance: random.of(&[HedgedMaintenance::Each, HedgedMaintenance::Larger, HedgedMaintenance::Net]),
        initial_basis: random.of(&BASES),
        roe_basis: random.of(&BASES),
        reported_reserve: random.of(&[
            ReportedReserve::None,
            ReportedReserve::None,
            ReportedReserve::ClosingFee,
            ReportedReserve::ClosingFeeAtMark,
        ]),
        opening_cost: random.of(&[OpeningCost::OpeningFee, OpeningCost::Margin, OpeningCost::BothFees]),
        funding_source: random.of(&[FundingSource::Margin, FundingSource::AvailableFirst]),
        on_liquidation: random.of(&[OnLiquidation::Forfeit, OnLiquidation::Residual]),
        mode_scope: random.of(&[ModeScope::Market, ModeScope::Position, ModeScope::Account]),
        mode_change: random.of(&[ModeChange::NoPosition, ModeChange::IfCovered]),
        leverage_change: random.of(&[LeverageChange::Any, LeverageChange::RaiseOnly]),
        removal_floor: random.of(&[Decimal::ZERO, Decimal::ZERO, Decimal::new(1, 1)]),
        withdrawal_floor: random.of(&[Decimal::ZERO, Decimal::ZERO, Decimal::new(1, 1)]),
        ..Rules::default()
    };
    let wallet_balance = scaled(Decimal::new(random.within(1_000..10_000), 3), random.within(0..7));
    if random.percent(10) {
        return round(random, rules);
    }
    let mut markets = vec![];
    let mut prices = vec![];
    for symbol in ["A", "B", "C"].into_iter().take(usize::try_from(random.within(1..4)).unwrap()) {
        let price = scaled(Decimal::new(random.within(100_000..1_000_000), 5), random.within(-2..5));
        let contract = random.of(&[Contract::Linear, Contract::Linear, Contract::Inverse, Contract::Quanto]);
        let multiplier = random.of(&[Decimal::ONE, Decimal::ONE, Decimal::new(1, 3), Decimal::ONE_HUNDRED]);
        let scale = match (tier_basis, contract) {
            (TierBasis::Value, _) => wallet_balance,
            (TierBasis::Size, Contract::Inverse) => wallet_balance * price / multiplier,
            (TierBasis::Size, _) => wallet_balance / price / multiplier,
        };
        markets.push(market(random, symbol, contract, multiplier, scale));
        // A market can be without a price at first.
        if random.percent(95) {
            prices.push((symbol.to_owned(), price));
        }
    }
    SimulationInput {
        rules,
        position_mode: random.of(&[PositionMode::OneWay, PositionMode::Hedge]),
        wallet_balance,
        markets,
        prices,
    }
}

/// A venue of round numbers, where prices of a few digits meet the edges exactly.
fn round(random: &mut Random, rules: Rules) -> SimulationInput {
    let rate = random.of(&[Decimal::ZERO, Decimal::new(2, 1), Decimal::new(5, 1)]);
    SimulationInput {
        rules,
        position_mode: random.of(&[PositionMode::OneWay, PositionMode::Hedge]),
        wallet_balance: Decimal::ONE_THOUSAND,
        markets: vec![Market::new(MarketInput::new("A", vec![Tier::new(Decimal::ZERO, rate)])).unwrap()],
        prices: vec![("A".to_owned(), Decimal::ONE_HUNDRED)],
    }
}

fn market(random: &mut Random, symbol: &str, contract: Contract, multiplier: Decimal, scale: Decimal) -> Market {
    let tiers: Vec<Tier> = match random.within(0..4) {
        0 => BTCUSDT
            .iter()
            .map(|(floor, rate, deduction, leverage)| Tier {
                floor: Decimal::from(*floor),
                rate: Decimal::new(*rate, 4),
                deduction: Some(Decimal::from(*deduction)),
                max_leverage: Some(Decimal::from(*leverage)),
            })
            .collect(),
        1 => vec![Tier::new(Decimal::ZERO, Decimal::new(random.within(0..200), 4))],
        _ => random_table(random, scale),
    };
    // Some tables end where their last tier begins.
    let last_floor = tiers.last().map(|tier| tier.floor).unwrap_or_default();
    let beyond = in_steps(scale * Decimal::new(random.within(0..2_000), 2)).round_sf(8).unwrap();
    let end = (last_floor + beyond).min(margin_core::bounds::MONEY.maximum);
    Market::new(MarketInput {
        contract,
        multiplier,
        end: random.percent(40).then_some(end),
        taker_fee: random.of(&[Decimal::ZERO, Decimal::new(4, 4), Decimal::new(55, 5)]),
        closing_fee: random.of(&[None, Some(Decimal::ZERO), Some(Decimal::new(6, 4))]),
        liquidation_fee: random.of(&[Decimal::ZERO, Decimal::new(125, 4)]),
        ..MarketInput::new(symbol, tiers)
    })
    .unwrap()
}

/// Floors and rates that may repeat, with the largest leverages in some tables.
fn random_table(random: &mut Random, scale: Decimal) -> Vec<Tier> {
    let with_leverages = random.percent(60);
    let mut floor = Decimal::ZERO;
    let mut rate = Decimal::new(random.within(0..100), 4);
    let mut leverages = [150, 100, 50, 25, 10, 5, 3, 2, 1].into_iter();
    let mut tiers = vec![];
    for _ in 0..random.within(2..8) {
        let max_leverage = if with_leverages { leverages.next().map(Decimal::from) } else { None };
        tiers.push(Tier { max_leverage, ..Tier::new(floor, rate) });
        floor = in_steps(floor + scale * Decimal::new(random.within(0..400), 2))
            .round_sf(8)
            .unwrap()
            .min(margin_core::bounds::MONEY.maximum);
        rate = (rate + Decimal::new(random.within(0..300), 4)).min(Decimal::new(9, 1));
    }
    tiers
}

/// The next operation on an account as it stands. `scale` is what its wallet began with.
pub(crate) fn operation(random: &mut Random, account: &Simulation, scale: Decimal) -> Operation {
    if random.percent(2) {
        return nonsense(random, account);
    }
    // What has lost nearly everything has little left to do.
    if account.wallet_balance() < scale / Decimal::TEN && random.percent(15) {
        return Operation::Deposit { amount: scale };
    }
    if account.state().positions.is_empty() && random.percent(20) {
        let mode = random.of(&[MarginMode::Isolated, MarginMode::Isolated, MarginMode::Cross]);
        return Operation::SetMarginMode { market: some_market(random, account), mode };
    }
    let kind = random.within(0..100);
    let of_isolated = (44..62).contains(&kind) && random.percent(95);
    let position = some_position(random, account, of_isolated);
    match (kind, position) {
        (0..26, _) => mark(random, account),
        (26..32, _) => Operation::Fund {
            market: some_market(random, account),
            rate: Decimal::new(random.within(-100..101), random.of(&[5, 4, 4, 3, 2, 2])),
            time: Some("t".to_owned()),
        },
        (32..44, Some(position)) => close(random, account, position),
        (44..53, Some(position)) => {
            let limit = position.limits.add_margin;
            Operation::AddMargin { id: position.id, amount: near(random, limit) }
        }
        (53..62, Some(position)) => {
            let limit = position.limits.remove_margin;
            Operation::RemoveMargin { id: position.id, amount: near(random, limit) }
        }
        (62..68, _) => Operation::SetMarginMode {
            market: some_market(random, account),
            mode: random.of(&[MarginMode::Isolated, MarginMode::Cross]),
        },
        (68..74, _) => Operation::SetLeverage { market: some_market(random, account), leverage: leverage(random) },
        (74..77, _) => Operation::Deposit { amount: near(random, account.wallet_balance().abs()) },
        (77..80, _) => Operation::Withdraw { amount: near(random, account.free_balance().unwrap_or_default()) },
        _ => open(random, account),
    }
}

struct SomePosition {
    id: PositionId,
    limits: Limits,
    mark: Decimal,
}

/// Any position, or one that can have margin moved.
fn some_position(random: &mut Random, account: &Simulation, is_isolated: bool) -> Option<SomePosition> {
    let mut positions = account.state().positions;
    positions.retain(|position| position.isolated_margin.is_some() || !is_isolated);
    if positions.is_empty() {
        return None;
    }
    let position = random.of(&positions);
    let mark = account.market_setting(&position.market).unwrap().0?;
    Some(SomePosition { id: position.id, limits: account.limits(position.id).ok()?, mark })
}

fn some_market(random: &mut Random, account: &Simulation) -> String {
    random.of(account.markets()).symbol().to_owned()
}

fn leverage(random: &mut Random) -> Decimal {
    Decimal::new(random.of(&[10, 20, 50, 73, 100, 100, 200, 200, 300, 500, 1_000, 1_250, 5]), 1)
}

/// An amount near a limit: a part, all of it, a step more, twice as much.
fn near(random: &mut Random, limit: Decimal) -> Decimal {
    let amount = match random.within(0..10) {
        0 => limit,
        1 => limit + step(),
        2 => limit * Decimal::TWO,
        3 => limit / Decimal::TWO,
        _ => limit * Decimal::new(random.within(1..1_000), 3),
    };
    in_steps(perhaps_round(random, amount)).max(step())
}

/// Sometimes a round number, so that figures meet exactly.
fn perhaps_round(random: &mut Random, number: Decimal) -> Decimal {
    match random.within(0..6) {
        0 => number.round_sf(1).unwrap(),
        1 => number.round_sf(2).unwrap(),
        _ => number,
    }
}

fn mark(random: &mut Random, account: &Simulation) -> Operation {
    let mut prices = vec![];
    for market in account.markets() {
        let mark = account.market_setting(market.symbol()).unwrap().0;
        let Some(mark) = mark else {
            prices.push((market.symbol().to_owned(), Decimal::new(random.within(100..100_000), 2)));
            continue;
        };
        if random.percent(30) {
            continue;
        }
        let factor = match random.within(0..100) {
            0..80 => random.within(97_000..103_001),
            80..92 => random.within(85_000..115_001),
            92..94 => 50_000,
            94..95 => 150_000,
            _ => {
                // To the price at which something falls, or beyond it.
                let to = mark * Decimal::new(random.of(&[5, 20]), 1);
                if let Ok(Some(price)) = account.first_liquidation(market.symbol(), to) {
                    prices.push((market.symbol().to_owned(), price.max(step())));
                }
                continue;
            }
        };
        let price = perhaps_round(random, mark * Decimal::new(factor, 5)).round_sf(8).unwrap();
        // Not so far from where it began that amounts lose their digits.
        let price = price.clamp(Decimal::new(1, 4), Decimal::new(10_000_000, 0));
        prices.push((market.symbol().to_owned(), price));
    }
    Operation::Mark { prices, time: random.of(&[None, Some("t".to_owned())]) }
}

fn price_near(random: &mut Random, mark: Decimal) -> Option<Decimal> {
    let factor = match random.within(0..20) {
        0..14 => return None,
        14..18 => random.within(980..1021),
        18 => random.within(800..1201),
        _ => random.of(&[300, 500, 2_000, 4_000]),
    };
    Some((mark * Decimal::new(factor, 3)).round_sf(8).unwrap())
}

fn close(random: &mut Random, account: &Simulation, position: SomePosition) -> Operation {
    let size = if random.percent(30) { None } else { Some(near(random, position.limits.close)) };
    let mut price = price_near(random, position.mark);
    if random.percent(4) {
        // Near the price at which nothing is left, with the fee or without.
        let report = account.report().ok();
        let bankruptcy = report.and_then(|report| {
            let id = position.id.to_string();
            report.positions.into_iter().find(|position| position.id == id).map(|position| position.bankruptcy)
        });
        if let Some(Liquidation::At { price: bankruptcy, .. }) = bankruptcy {
            price = Some((bankruptcy * Decimal::new(random.within(9_990..10_011), 4)).round_sf(12).unwrap());
        }
    }
    Operation::Close { id: position.id, size, price }
}

fn open(random: &mut Random, account: &Simulation) -> Operation {
    let market = random.of(account.markets());
    let symbol = market.symbol().to_owned();
    let (mark, _, chosen) = account.market_setting(&symbol).unwrap();
    let Some(mark) = mark else {
        return Operation::Open(Open::new(&symbol, Side::Long, Quantity::Size(Decimal::ONE)));
    };
    let side = random.of(&[Side::Long, Side::Short]);
    let leverage = if random.percent(40) { Some(leverage(random)) } else { None };
    let price = price_near(random, mark);
    let largest = account.largest_open(&symbol, side).unwrap_or_default();
    // Where nothing limits it, a size that the wallet could have been for.
    let most = market
        .contract()
        .value(market.multiplier(), mark)
        .and_then(|unit| margin_core::divide_down(account.wallet_balance().abs() * Decimal::ONE_HUNDRED, unit));
    let largest = largest.min(most.unwrap_or(Decimal::ONE_THOUSAND));
    let size = match random.within(0..12) {
        0 => near(random, largest),
        1 => in_steps(largest),
        2..5 => in_steps(largest * Decimal::new(random.within(700..1_000), 3)),
        _ => in_steps(largest * Decimal::new(random.within(1..500), 3)),
    };
    // Where the requirement is one line, a round size makes a round root of it.
    let is_round = market.tiers().len() == 1 && random.percent(60);
    let size = if is_round { size.round_sf(1).unwrap() } else { perhaps_round(random, size) };
    let size = in_steps(size).max(step());
    let quantity = if random.percent(60) {
        Quantity::Size(size)
    } else {
        let exposure = size * market.multiplier();
        let value = if market.contract() == Contract::Inverse { exposure } else { exposure * price.unwrap_or(mark) };
        Quantity::Value(in_steps(perhaps_round(random, value).round_sf(10).unwrap()).max(step()))
    };
    let isolated_margin = if random.percent(12) {
        let value = market.contract().value(size * market.multiplier(), mark).unwrap_or(Decimal::ONE);
        let share = Decimal::new(random.within(900..2_000), 3);
        Some(in_steps(value / leverage.unwrap_or(chosen) * share))
    } else {
        None
    };
    Operation::Open(Open { price, leverage, isolated_margin, ..Open::new(&symbol, side, quantity) })
}

/// What is refused whatever the account.
fn nonsense(random: &mut Random, account: &Simulation) -> Operation {
    let number = random.of(&[
        Decimal::ZERO,
        -Decimal::ONE,
        Decimal::new(1, 13),
        Decimal::new(1, 0) * Decimal::new(1_000_000_000_000_000_001, 0),
    ]);
    let market = if random.percent(50) { some_market(random, account) } else { "X".to_owned() };
    let id = PositionId(u32::try_from(random.within(0..40)).unwrap());
    match random.within(0..11) {
        0 => Operation::Open(Open::new(&market, Side::Short, Quantity::Size(number))),
        1 => Operation::Open(Open::new(&market, Side::Long, Quantity::Value(number))),
        2 => Operation::Open(Open {
            price: Some(number),
            ..Open::new(&market, Side::Long, Quantity::Size(Decimal::ONE))
        }),
        3 => Operation::Close { id, size: Some(number), price: None },
        4 => Operation::Close { id, size: None, price: Some(number) },
        5 => Operation::AddMargin { id, amount: number },
        6 => Operation::RemoveMargin { id, amount: number },
        7 => Operation::SetLeverage { market, leverage: number },
        8 => random.of(&[Operation::Deposit { amount: number }, Operation::Withdraw { amount: number }]),
        9 => Operation::Mark { prices: vec![(market, number)], time: None },
        _ => random.of(&[
            Operation::Fund { market: market.clone(), rate: number + number, time: None },
            Operation::SetMarginMode { market: "X".to_owned(), mode: MarginMode::Cross },
        ]),
    }
}
