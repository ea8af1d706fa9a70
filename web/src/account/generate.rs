//! Desks that random operations left, for the properties.

use super::{Desk, Scene, link};
use margin_core::{Decimal, MarginMode, Open, Operation, PositionId, Quantity, Side};
use margin_venues::binance_usdm::SYMBOLS;
use proptest::prelude::*;

/// A desk that up to 25 operations were tried on.
pub(super) fn any_desk() -> impl Strategy<Value = Desk> {
    any_path().prop_map(|path| path.walk())
}

/// A start, and what is tried on it.
#[derive(Clone, Debug)]
pub(super) struct Path {
    start: Desk,
    tried: Vec<Tried>,
}

#[derive(Clone, Copy, Debug)]
struct Tried {
    kind: u8,
    account: usize,
    place: usize,
    amount: u32,
    is_long: bool,
}

impl Path {
    pub(super) const fn start(&self) -> &Desk {
        &self.start
    }

    pub(super) fn walk(&self) -> Desk {
        let mut desk = self.start.clone();
        self.tried.iter().for_each(|tried| tried.on(&mut desk));
        desk
    }
}

pub(super) fn any_path() -> impl Strategy<Value = Path> {
    let of_link = |text: &str| {
        let (desk, notices) = link::parsed(text);
        assert_eq!(notices, [], "{text}");
        desk
    };
    let start = prop::sample::select(vec![
        Desk::of_scene(Scene::OpeningTwice),
        Desk::of_scene(Scene::WinnerPays),
        of_link("a1&a.wallet=10000&b.wallet=800&b.positions=hedge&b.BTCUSDT=isolated:20&a.ETHUSDT=isolated:7"),
        of_link("a1&BTCUSDT=61234.567&a.wallet=50000000&a.positions=hedge&a.BTCUSDT=cross:50&a.ETHUSDT=cross:3"),
    ]);
    let tried = (0_u8..14, 0..2_usize, 0..6_usize, 0_u32..3_000_000, any::<bool>())
        .prop_map(|(kind, account, place, amount, is_long)| Tried { kind, account, place, amount, is_long });
    (start, prop::collection::vec(tried, 0..25)).prop_map(|(start, tried)| Path { start, tried })
}

impl Tried {
    /// Tries it; what the core refuses is not done.
    fn on(self, desk: &mut Desk) {
        let Self { kind, account, place, amount, is_long } = self;
        let account = account % desk.accounts().len();
        let listing = SYMBOLS[place % SYMBOLS.len()];
        let market = listing.to_owned();
        // Thousandths, or where the wallet is large, tens.
        let is_large = desk.accounts()[account].wallet_balance() > Decimal::from(1_000_000);
        let amount = Decimal::new(i64::from(amount) + 1, 3) * Decimal::from(if is_large { 10_000 } else { 1 });
        let id = PositionId(u32::try_from(place).unwrap() + 1);
        let side = if is_long { Side::Long } else { Side::Short };
        let operation = match kind {
            0..=3 => Operation::Open(Open::new(&market, side, Quantity::Value(amount))),
            4 => Operation::Close { id, size: Some(amount / Decimal::ONE_THOUSAND), price: None },
            5 => Operation::Close { id, size: None, price: None },
            6 => Operation::AddMargin { id, amount },
            7 => Operation::RemoveMargin { id, amount },
            8 => Operation::SetMarginMode {
                market,
                mode: if is_long { MarginMode::Isolated } else { MarginMode::Cross },
            },
            9 => Operation::SetLeverage { market, leverage: Decimal::from(place * 7) + Decimal::ONE },
            10 => Operation::Fund { market, rate: Decimal::new(if is_long { 7 } else { -7 }, 4), time: None },
            11 => Operation::Withdraw { amount },
            _ => {
                let percent = Decimal::from(85 + place * 5) / Decimal::ONE_HUNDRED;
                let _ = desk.slide(listing, desk.mark(listing) * percent, None);
                return;
            }
        };
        let _ = desk.apply(account, &operation);
    }
}
