//! What the reader can set of the position, and what of it stays in another market.

use super::Field;
use crate::words::Message;
use margin_core::{Amount, Contract, Counting, Decimal, Result, Side, SizeUnit, divide_up};
use margin_venues::binance_usdm::SYMBOLS;
use margin_venues::{Listed, MarketId, coin, same_money};

/// Everything the reader can set but the market.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Inputs {
    /// Long or short.
    pub side: Side,
    /// How many times the margin the position is worth.
    pub leverage: Decimal,
    /// How large the position is, as the reader counted it.
    pub size: Amount,
    /// In what the size is shown, and typed next.
    pub unit: SizeUnit,
    /// The wallet balance, in the coin of the price.
    pub wallet: Decimal,
    /// The isolated margin that was set, in the coin of the price; none while it follows value ÷ leverage.
    pub margin: Option<Decimal>,
    /// The entry price.
    pub entry: Decimal,
    /// The mark price that was set; none while it is that of the entry.
    pub mark: Option<Decimal>,
    /// The price of the settlement coin of a quanto.
    pub coin_price: Decimal,
}

const fn whole(number: u32) -> Decimal {
    Decimal::from_parts(number, 0, 0, false, 0)
}

impl Inputs {
    /// The opening example, and the defaults of link version 1. Frozen: an old link means what it meant.
    pub const OPENING: Self = Self {
        side: Side::Long,
        leverage: Decimal::TEN,
        size: Amount { number: whole(1_000), unit: SizeUnit::Quote },
        unit: SizeUnit::Quote,
        wallet: whole(2_000),
        margin: None,
        entry: whole(60_000),
        mark: None,
        coin_price: whole(60_000),
    };

    /// Returns what a position in a market begins with: the opening example, at a price that its coin once had.
    pub fn usual(listed: &Listed) -> Self {
        let opening = Self::OPENING;
        let coin_price = settle_price(listed).unwrap_or(opening.coin_price);
        Self { entry: example_price(listed), coin_price, ..opening }
    }

    /// Returns the defaults of link version 2, and of the widget's attributes, in a market. Those of the markets that are
    /// part of the program are frozen; the prices of others change with their tables, and are always in a link.
    pub fn of_version_2(id: &MarketId, listed: &Listed) -> Self {
        let is_built_in = id.source == MarketId::opening().source && SYMBOLS.contains(&id.symbol.as_str());
        if is_built_in || listed.is_flat { Self::of_version_1(listed) } else { Self::usual(listed) }
    }

    /// Returns the position with what another has that it did not have before.
    pub fn with_changes(self, before: &Self, after: &Self) -> Self {
        /// `now`, unless the number was changed.
        fn changed<T: PartialEq + Copy>(now: T, before: T, after: T) -> T {
            if before == after { now } else { after }
        }
        Self {
            side: changed(self.side, before.side, after.side),
            leverage: changed(self.leverage, before.leverage, after.leverage),
            size: changed(self.size, before.size, after.size),
            unit: changed(self.unit, before.unit, after.unit),
            wallet: changed(self.wallet, before.wallet, after.wallet),
            margin: changed(self.margin, before.margin, after.margin),
            entry: changed(self.entry, before.entry, after.entry),
            mark: changed(self.mark, before.mark, after.mark),
            coin_price: changed(self.coin_price, before.coin_price, after.coin_price),
        }
    }

    /// Returns what is set in another market as the widget's attributes leave it: at the default price of that market where
    /// it is of another coin.
    pub fn given_in(self, from: &Listed, id: &MarketId, to: &Listed) -> Self {
        let moved = self.moved(from, to);
        let entry = if is_same_coin(from, to) { moved.entry } else { Self::of_version_2(id, to).entry };
        Self { entry, ..moved }
    }

    /// Returns the defaults of link version 1 in a market. Frozen: what an old link leaves out means what it meant.
    pub fn of_version_1(listed: &Listed) -> Self {
        let opening = Self::OPENING;
        let coin_price = settle_price_of_version_1(listed).unwrap_or(opening.coin_price);
        Self { entry: example_price_of_version_1(listed), coin_price, ..opening }
    }

    /// How amounts of a market turn into each other at the entry.
    ///
    /// # Errors
    /// What the core refuses.
    pub fn counting(&self, listed: &Listed) -> Result<Counting> {
        listed.market.counting(self.entry, self.coin_price)
    }

    /// The size in a unit: exactly as it was counted in its own.
    pub fn size_in(&self, listed: &Listed, unit: SizeUnit) -> Decimal {
        let size = self.counting(listed).and_then(|counting| counting.convert(self.size, unit));
        size.unwrap_or(self.size.number)
    }

    /// The mark price.
    pub fn mark_price(&self) -> Decimal {
        self.mark.unwrap_or(self.entry)
    }

    /// What the position must set aside at the entry, in the coin of the price: value ÷ leverage, rounded up.
    pub fn initial_margin(&self, listed: &Listed) -> Decimal {
        let value = self.size_in(listed, SizeUnit::Quote);
        divide_up(value, self.leverage).unwrap_or(value)
    }

    /// The isolated margin, in the coin of the price: what was set, but never less than the initial margin, so that the
    /// leverage can be moved and moved back without losing what was set.
    pub fn isolated_margin(&self, listed: &Listed) -> Decimal {
        let initial = self.initial_margin(listed);
        self.margin.map_or(initial, |margin| margin.max(initial))
    }

    /// The number of a field, as it is; 0 for the rate, which is the market's.
    pub fn get(&self, listed: &Listed, field: Field) -> Decimal {
        match field {
            Field::Leverage => self.leverage,
            Field::Size => self.size_in(listed, self.unit),
            Field::Margin => self.isolated_margin(listed),
            Field::Wallet => self.wallet,
            Field::Entry => self.entry,
            Field::Mark => self.mark_price(),
            Field::CoinPrice => self.coin_price,
            Field::Rate => listed.flat_rate().unwrap_or_default(),
        }
    }

    /// What the number of a field counts.
    pub fn unit_of<'a>(&self, listed: &'a Listed, field: Field) -> &'a str {
        match (field, self.unit) {
            (Field::Leverage, _) => Message::UnitLeverage.english(),
            (Field::Rate, _) => Message::UnitPercent.english(),
            (Field::Size, SizeUnit::Base) => &listed.base,
            (Field::Size, SizeUnit::Contracts) => Message::VenueContracts.english(),
            _ => &listed.quote,
        }
    }

    /// The same with one number changed, unchecked. A size is counted in the unit that is shown; the rate is the market's.
    pub const fn with(mut self, field: Field, value: Decimal) -> Self {
        match field {
            Field::Leverage => self.leverage = value,
            Field::Size => self.size = Amount { number: value, unit: self.unit },
            Field::Margin => self.margin = Some(value),
            Field::Wallet => self.wallet = value,
            Field::Entry => self.entry = value,
            Field::Mark => self.mark = Some(value),
            Field::CoinPrice => self.coin_price = value,
            Field::Rate => {}
        }
        self
    }

    /// The same position in another market: of the same worth where it cannot be of the same size, at that market's
    /// example price where it is of another coin.
    pub fn moved(self, from: &Listed, to: &Listed) -> Self {
        let is_same_coin = is_same_coin(from, to);
        let unit = match self.size.unit {
            SizeUnit::Quote => SizeUnit::Quote,
            SizeUnit::Contracts if from == to => SizeUnit::Contracts,
            SizeUnit::Base | SizeUnit::Contracts => {
                if is_same_coin {
                    common_unit(from, self.size.unit)
                } else {
                    SizeUnit::Quote
                }
            }
        };
        let size = Amount { number: self.size_in(from, unit), unit };
        let entry = if is_same_coin { self.entry } else { example_price(to) };
        let mark = self.mark.filter(|_| is_same_coin);
        let is_same_settle = from.settle == to.settle;
        let coin_price = settle_price(to).filter(|_| !is_same_settle).unwrap_or(self.coin_price);
        Self { size, entry, mark, coin_price, ..self }
    }

    /// The size as every market of the coin can count it: contracts are of one market alone.
    pub fn common_size(&self, listed: &Listed) -> Amount {
        let unit = common_unit(listed, self.size.unit);
        Amount { number: self.size_in(listed, unit), unit }
    }
}

/// A unit that other markets have, too, in which a size loses nothing: a contract is so many base coins, or quote coins.
fn common_unit(listed: &Listed, unit: SizeUnit) -> SizeUnit {
    match unit {
        SizeUnit::Contracts if listed.contract().is_inverse() => SizeUnit::Quote,
        SizeUnit::Contracts => SizeUnit::Base,
        other => other,
    }
}

/// Whether two markets price the same coin in the same money.
pub fn is_same_coin(one: &Listed, other: &Listed) -> bool {
    coin(&one.base) == coin(&other.base) && same_money(&one.quote, &other.quote)
}

/// The entry price a market begins with: one that its coin once had, or where none is known a round number.
fn example_price(listed: &Listed) -> Decimal {
    listed.example_price.as_ref().map_or_else(|| example_price_of_version_1(listed), |example| example.price)
}

/// The price of its settlement coin a quanto begins with; nothing where the market tells it itself.
fn settle_price(listed: &Listed) -> Option<Decimal> {
    listed.settle_price.as_ref().map(|example| example.price).or_else(|| settle_price_of_version_1(listed))
}

fn example_price_of_version_1(listed: &Listed) -> Decimal {
    if same_money(&listed.quote, "USD") { coin_price_of_version_1(&listed.base) } else { Decimal::ONE }
}

fn settle_price_of_version_1(listed: &Listed) -> Option<Decimal> {
    (listed.contract() == Contract::Quanto).then(|| coin_price_of_version_1(&listed.settle))
}

/// Round numbers to learn with.
fn coin_price_of_version_1(name: &str) -> Decimal {
    whole(match coin(name) {
        "BTC" => 60_000,
        "ETH" => 2_000,
        "SOL" => 100,
        _ => 1,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::market::files::tests::loaded;
    use margin_core::{parse, plain};
    use margin_venues::{MarketId, Source, listed_venue};
    use std::sync::Arc;

    fn listed(code: &str, symbol: &str) -> Arc<Listed> {
        let id = MarketId { source: Source::Venue(listed_venue(code).unwrap()), symbol: symbol.to_owned() };
        loaded(&[code]).find(&id).unwrap()
    }

    #[test]
    fn units_are_switched_and_nothing_is_lost() {
        let okx = listed("okx", "BTC-USDT-SWAP");
        let opening = Inputs::OPENING;
        let in_base = Inputs { unit: SizeUnit::Base, ..opening };
        assert_eq!(plain(in_base.get(&okx, Field::Size)), "0.0166666666666666666666666666");
        let back = Inputs { unit: SizeUnit::Quote, ..in_base };
        assert_eq!(back, opening);
        let typed = Inputs { unit: SizeUnit::Contracts, ..opening }.with(Field::Size, parse("3").unwrap());
        assert_eq!(plain(typed.size_in(&okx, SizeUnit::Base)), "0.03");
        assert_eq!(plain(typed.size_in(&okx, SizeUnit::Quote)), "1800");
    }

    #[test]
    fn a_position_keeps_its_worth_in_another_market() {
        let (okx, kraken) = (listed("okx", "BTC-USDT-SWAP"), listed("kraken", "PI_XBTUSD"));
        let doge = listed("binance-usdm", "DOGEUSDT");
        let contracts = Amount { number: parse("100").unwrap(), unit: SizeUnit::Contracts };
        let inputs = Inputs { size: contracts, ..Inputs::OPENING };
        let moved = inputs.moved(&okx, &kraken);
        assert_eq!((moved.size, moved.entry), (Amount { number: Decimal::ONE, unit: SizeUnit::Base }, inputs.entry));
        let moved = inputs.moved(&okx, &doge);
        assert_eq!(moved.size, Amount { number: whole(60_000), unit: SizeUnit::Quote });
        assert_eq!(plain(moved.entry), "0.0933", "another coin, at a price that it had");
    }

    #[test]
    fn a_market_begins_at_a_price_of_its_coin_and_an_old_link_at_what_it_meant() {
        for (code, symbol, usual, of_version_1) in [
            ("binance-usdm", "BTCUSDT", ["70349.5", "60000"], ["60000", "60000"]),
            ("binance-usdm", "ETHUSDT", ["2144.46", "60000"], ["2000", "60000"]),
            ("binance-usdm", "DOGEUSDT", ["0.0933", "60000"], ["1", "60000"]),
            ("binance-usdm", "ETHBTC", ["0.030483", "60000"], ["1", "60000"]),
            ("hyperliquid", "kPEPE", ["0.0034045", "60000"], ["1", "60000"]),
            ("kraken", "PI_XBTUSD", ["70349.5", "60000"], ["60000", "60000"]),
            // A quanto: the price of bitcoin, in which it is paid.
            ("bitmex", "ETHUSD", ["2144.46", "70349.5"], ["2000", "60000"]),
            ("bitmex", "SOLUSDT", ["88.68", "70349.5"], ["100", "60000"]),
            // Of an index of its own a venue alone knows the price.
            ("bitmex", "ALTMEXUSD", ["1", "70349.5"], ["1", "60000"]),
            ("bitmex", "XBTEUR", ["1", "60000"], ["1", "60000"]),
        ] {
            let listed = listed(code, symbol);
            let prices = |inputs: Inputs| [inputs.entry, inputs.coin_price].map(plain);
            assert_eq!(prices(Inputs::usual(&listed)), usual, "{symbol}");
            assert_eq!(prices(Inputs::of_version_1(&listed)), of_version_1, "{symbol}");
            let opening = Inputs { entry: Decimal::ZERO, coin_price: Decimal::ZERO, ..Inputs::usual(&listed) };
            assert_eq!(opening, Inputs { entry: Decimal::ZERO, coin_price: Decimal::ZERO, ..Inputs::OPENING });
        }
    }
}
