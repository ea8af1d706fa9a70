//! The set scenes: a start, and scripted steps that tell a story with numbers that are really so.

use super::crash::{
    BEFORE_FTX, BEFORE_OCTOBER, FTX_FALLS, OCTOBER_AFTER, OCTOBER_EVENING, OCTOBER_LOW, Prices, RISE_BEFORE_FTX,
};
use super::traded::{self, Traded};
use crate::position::Inputs;
use crate::words::{Message, Speaker};
use margin_core::{
    Decimal, MarginMode, Open, Operation, PositionMode, Quantity, Result, Side, Simulation, SimulationInput,
};
use margin_venues::Listed;
use margin_venues::binance_usdm::VENUE;

/// The markets of the scenes.
const BTC: &str = "BTCUSDT";
const ETH: &str = "ETHUSDT";

/// A set start with a story.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Scene {
    /// The opening example, once in isolated and once in cross.
    #[default]
    OpeningTwice,
    /// A realised profit saves a cross position.
    WinnerPays,
    /// One bad position takes all others of the account with it, in cross.
    OneTakesAll,
}

/// One scripted step of a scene.
#[derive(Debug, PartialEq, Eq)]
pub struct Step {
    /// What the step will do: beside the button.
    pub ahead: Message,
    /// What it did: once it was done.
    pub told: Message,
    action: Action,
}

/// What a step does.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Action {
    /// Moves prices in all accounts, in this order.
    Slide(&'static [(&'static str, Decimal)]),
    /// Closes the position of a market in all accounts.
    Close(&'static str),
}

/// A position that a scene begins with.
struct Start {
    market: &'static str,
    value: u32,
    leverage: u32,
}

const fn number(number: u32) -> Decimal {
    Decimal::from_parts(number, 0, 0, false, 0)
}

const fn both(prices: Prices) -> [(&'static str, Decimal); 2] {
    [(BTC, prices.btc), (ETH, prices.eth)]
}

const OPENING_STEPS: &[Step] = &[
    Step {
        ahead: Message::OpeningAhead1,
        told: Message::OpeningTold1,
        action: Action::Slide(&[(BTC, number(55_000))]),
    },
    Step {
        ahead: Message::OpeningAhead2,
        told: Message::OpeningTold2,
        action: Action::Slide(&[(BTC, number(54_000))]),
    },
    Step {
        ahead: Message::OpeningAhead3,
        told: Message::OpeningTold3,
        action: Action::Slide(&[(BTC, number(60_000))]),
    },
];

const WINNER_STEPS: &[Step] = &[
    Step { ahead: Message::WinnerAhead1, told: Message::WinnerTold1, action: Action::Slide(&both(RISE_BEFORE_FTX)) },
    Step { ahead: Message::WinnerAhead2, told: Message::WinnerTold2, action: Action::Close(ETH) },
    Step { ahead: Message::WinnerAhead3, told: Message::WinnerTold3, action: Action::Slide(&both(FTX_FALLS)) },
];

const TAKES_ALL_STEPS: &[Step] = &[
    Step {
        ahead: Message::TakesAllAhead1,
        told: Message::TakesAllTold1,
        action: Action::Slide(&both(OCTOBER_EVENING)),
    },
    Step { ahead: Message::TakesAllAhead2, told: Message::TakesAllTold2, action: Action::Slide(&both(OCTOBER_LOW)) },
    Step { ahead: Message::TakesAllAhead3, told: Message::TakesAllTold3, action: Action::Slide(&both(OCTOBER_AFTER)) },
];

impl Scene {
    /// All of them, in the order in which the page offers them.
    pub const ALL: [Self; 3] = [Self::OpeningTwice, Self::WinnerPays, Self::OneTakesAll];

    /// The name in links.
    pub const fn code(self) -> &'static str {
        match self {
            Self::OpeningTwice => "opening",
            Self::WinnerPays => "winner-pays",
            Self::OneTakesAll => "one-takes-all",
        }
    }

    /// The title.
    pub const fn title(self) -> Message {
        match self {
            Self::OpeningTwice => Message::SceneOpening,
            Self::WinnerPays => Message::SceneWinner,
            Self::OneTakesAll => Message::SceneTakesAll,
        }
    }

    /// What it is about, in one sentence.
    pub const fn lead(self) -> Message {
        match self {
            Self::OpeningTwice => Message::SceneOpeningLead,
            Self::WinnerPays => Message::SceneWinnerLead,
            Self::OneTakesAll => Message::SceneTakesAllLead,
        }
    }

    /// Where its prices are from; nothing where they are made up to learn with.
    pub const fn source(self) -> Option<Message> {
        match self {
            Self::OpeningTwice => None,
            Self::WinnerPays | Self::OneTakesAll => Some(Message::SceneSource),
        }
    }

    /// Its steps.
    pub const fn steps(self) -> &'static [Step] {
        match self {
            Self::OpeningTwice => OPENING_STEPS,
            Self::WinnerPays => WINNER_STEPS,
            Self::OneTakesAll => TAKES_ALL_STEPS,
        }
    }

    fn prices(self) -> Prices {
        match self {
            Self::OpeningTwice => Prices { btc: number(60_000), eth: number(2_000) },
            Self::WinnerPays => BEFORE_FTX,
            Self::OneTakesAll => BEFORE_OCTOBER,
        }
    }

    const fn starts(self) -> &'static [Start] {
        match self {
            Self::OpeningTwice => &[Start { market: BTC, value: 1_000, leverage: 10 }],
            Self::WinnerPays => {
                &[Start { market: BTC, value: 10_000, leverage: 10 }, Start { market: ETH, value: 6_000, leverage: 10 }]
            }
            Self::OneTakesAll => {
                &[Start { market: BTC, value: 2_000, leverage: 5 }, Start { market: ETH, value: 8_000, leverage: 10 }]
            }
        }
    }

    /// The accounts it begins with: all positions in isolated in the first, in cross in the second. Frozen with link
    /// version 1.
    pub(super) fn accounts(self, markets: &[Traded]) -> Vec<Simulation> {
        let begin = |mode| match self.account(markets, mode) {
            Ok(account) => account,
            // Not `expect`: it would print the error, and bring the printing of errors into the module.
            Err(_) => unreachable!("the scenes are part of the program, and a test plays them"),
        };
        vec![begin(MarginMode::Isolated), begin(MarginMode::Cross)]
    }

    fn account(self, markets: &[Traded], mode: MarginMode) -> Result<Simulation> {
        let Prices { btc, eth } = self.prices();
        let price = |listed: &Listed| match listed.symbol() {
            BTC => btc,
            ETH => eth,
            _ => traded::example_price(listed),
        };
        let mut account = Simulation::new(SimulationInput {
            rules: VENUE.rules,
            position_mode: PositionMode::OneWay,
            wallet_balance: Inputs::OPENING.wallet,
            markets: markets.iter().map(|listed| listed.market.clone()).collect(),
            prices: markets.iter().map(|listed| (listed.symbol().to_owned(), price(listed))).collect(),
        })?;
        for listed in markets {
            let market = listed.symbol().to_owned();
            account.apply(&Operation::SetMarginMode { market: market.clone(), mode })?;
            account.apply(&Operation::SetLeverage { market, leverage: Inputs::OPENING.leverage })?;
        }
        for Start { market, value, leverage } in self.starts() {
            let open = Open::new(market, Side::Long, Quantity::Value(number(*value)));
            account.apply(&Operation::Open(Open { leverage: Some(number(*leverage)), ..open }))?;
        }
        Ok(account)
    }
}

impl Step {
    /// What it does.
    pub(super) const fn action(&self) -> &Action {
        &self.action
    }

    /// What the step will do, in the reader's words.
    pub fn say_ahead(&self, speaker: Speaker<'_>) -> String {
        self.say(self.ahead, speaker)
    }

    /// What it did, in the reader's words.
    pub fn say_told(&self, speaker: Speaker<'_>) -> String {
        self.say(self.told, speaker)
    }

    fn say(&self, message: Message, speaker: Speaker<'_>) -> String {
        let price_of = |market: &str| match self.action {
            Action::Slide(prices) => prices.iter().find(|(moved, _)| *moved == market).map(|(_, price)| *price),
            Action::Close(_) => None,
        };
        let shown = |market| price_of(market).map_or_else(String::new, |price| speaker.locale.exact(price));
        speaker.words.fill(message, &[("btc", &shown(BTC)), ("eth", &shown(ETH))])
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Desk, Entry, Happening};
    use super::*;
    use margin_core::{ErrorCode, Event, PositionId, parse};

    fn decimal(text: &str) -> Decimal {
        parse(text).unwrap()
    }

    fn played(scene: Scene, steps: usize) -> Desk {
        let mut desk = Desk::of_scene(scene);
        for _ in 0..steps {
            desk.step().unwrap();
        }
        desk
    }

    fn is_open(desk: &Desk, account: usize, market: &str) -> bool {
        desk.report(account).unwrap().positions.iter().any(|position| position.market == market)
    }

    /// The liquidations by account: the loss and the positions.
    fn fallen(desk: &Desk) -> Vec<(Option<usize>, Decimal, usize)> {
        let of_entry = |entry: &std::sync::Arc<Entry>| match &entry.what {
            Happening::Caused { event: Event::Liquidated(fallen), .. } => {
                Some((entry.account, fallen.loss, fallen.ids.len()))
            }
            _ => None,
        };
        desk.log().iter().filter_map(of_entry).collect()
    }

    #[test]
    fn every_scene_plays_to_its_end_and_back() {
        for scene in Scene::ALL {
            let start = Desk::of_scene(scene);
            let mut desk = start.clone();
            for (played, step) in scene.steps().iter().enumerate() {
                assert_eq!(desk.script(), Some((scene, played)));
                assert_eq!(desk.next_step(), Some(step));
                desk.step().unwrap();
                assert_eq!(desk.last_step(), Some(step));
            }
            assert_eq!(desk.next_step(), None);
            let end = desk.clone();
            desk.step().unwrap();
            assert_eq!(desk, end, "nothing comes after the end");
            while desk.can_undo() {
                desk.undo();
            }
            assert_eq!(desk.accounts(), start.accounts());
            assert_eq!((desk.log(), desk.script()), (start.log(), start.script()));
        }
    }

    #[test]
    fn the_opening_example_loses_its_margin_in_isolated_and_survives_in_cross() {
        let desk = played(Scene::OpeningTwice, 1);
        assert_eq!(fallen(&desk), []);
        let desk = played(Scene::OpeningTwice, 2);
        assert_eq!(fallen(&desk), [(Some(0), decimal("100"), 1)]);
        let desk = played(Scene::OpeningTwice, 3);
        assert_eq!(desk.accounts()[0].wallet_balance(), decimal("1900"));
        assert_eq!(desk.accounts()[1].wallet_balance(), decimal("2000"));
        let unrealized = desk.report(1).unwrap().unrealized_pnl;
        assert!(unrealized.abs() < decimal("0.000001"), "cross is where it began: {unrealized}");
    }

    #[test]
    fn a_realised_profit_saves_the_cross_position_and_not_the_isolated_one() {
        let desk = played(Scene::WinnerPays, 2);
        for account in desk.accounts() {
            let profit = account.wallet_balance() - decimal("2000");
            assert_eq!(profit.round_dp(2), decimal("498.77"));
        }
        let desk = played(Scene::WinnerPays, 3);
        assert_eq!(fallen(&desk), [(Some(0), decimal("1000"), 1)]);
        assert!(!is_open(&desk, 0, BTC) && is_open(&desk, 1, BTC));
        let profit = desk.report(1).unwrap().unrealized_pnl;
        assert!(profit < decimal("-2000"), "more than the wallet began with: {profit}");
    }

    #[test]
    fn without_taking_the_profit_the_cross_positions_fall() {
        let mut desk = played(Scene::WinnerPays, 1);
        for (market, price) in both(FTX_FALLS) {
            desk.slide(market, price, None).unwrap();
        }
        assert_eq!(desk.report(1).unwrap().positions, []);
        assert_eq!(desk.accounts()[1].wallet_balance(), Decimal::ZERO);
        // Nor would bitcoin alone have held, without the profit.
        let mut desk = Desk::of_scene(Scene::WinnerPays);
        desk.apply(1, &Operation::Close { id: PositionId(2), size: None, price: None }).unwrap();
        desk.slide(BTC, FTX_FALLS.btc, None).unwrap();
        assert!(!is_open(&desk, 1, BTC));
    }

    #[test]
    fn in_isolated_the_profit_helps_once_it_is_allocated() {
        let allocated = |amount: Decimal| {
            let mut desk = played(Scene::WinnerPays, 2);
            desk.apply(0, &Operation::AddMargin { id: PositionId(1), amount }).unwrap();
            desk.slide(BTC, FTX_FALLS.btc, None).unwrap();
            is_open(&desk, 0, BTC)
        };
        let free = played(Scene::WinnerPays, 2).limits(0, PositionId(1)).unwrap().add_margin;
        assert!(allocated(free));
        assert!(!allocated(free - decimal("498.77")), "all the rest is not enough without the profit");
    }

    #[test]
    fn one_bad_position_takes_all_in_cross_and_its_own_margin_in_isolated() {
        let desk = played(Scene::OneTakesAll, 1);
        assert_eq!(fallen(&desk), []);
        let desk = played(Scene::OneTakesAll, 2);
        assert_eq!(fallen(&desk), [(Some(0), decimal("800"), 1), (Some(1), decimal("2000"), 2)]);
        assert!(is_open(&desk, 0, BTC) && !is_open(&desk, 0, ETH));
        let desk = played(Scene::OneTakesAll, 3);
        assert_eq!(desk.accounts()[0].wallet_balance(), decimal("1200"));
        assert!(is_open(&desk, 0, BTC));
        assert_eq!(desk.accounts()[1].wallet_balance(), Decimal::ZERO);
        // Bitcoin alone would have stood in cross, too.
        let mut desk = Desk::of_scene(Scene::OneTakesAll);
        desk.apply(1, &Operation::Close { id: PositionId(2), size: None, price: None }).unwrap();
        desk.slide(BTC, OCTOBER_LOW.btc, None).unwrap();
        assert!(is_open(&desk, 1, BTC));
    }

    #[test]
    fn what_the_reader_does_ends_the_script_until_it_is_undone() {
        let mut desk = played(Scene::OneTakesAll, 1);
        desk.apply(0, &Operation::Deposit { amount: decimal("10") }).unwrap();
        assert_eq!((desk.script(), desk.next_step()), (None, None));
        desk.undo();
        assert_eq!(desk.script(), Some((Scene::OneTakesAll, 1)));
        let none = Operation::Close { id: PositionId(9), size: None, price: None };
        assert_eq!(desk.apply(0, &none).unwrap_err().code(), ErrorCode::UnknownPosition);
        assert!(desk.next_step().is_some());
    }
}
