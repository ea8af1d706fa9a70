//! The same position on every venue, a row each.

use super::market::{both, leverage, rules_dated};
use crate::figure::{Figure, distance, price, same};
use crate::market::Load;
use crate::market::files::TableFile;
use crate::market::say::{dated, is_old};
use crate::position::{Fate, Held, State};
use crate::venues::say::{Remarks, differences, not_held, remarks, statements};
use crate::words::{Message, Speaker};
use margin_core::{Contract, Decimal, Liquidation, plain};
use margin_venues::{Catalogue, FLAT, LISTED_VENUES, Listed, Peers, Source, Venue, coin};

/// One mode on one venue.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EndView {
    /// The liquidation price.
    pub price: Figure,
    /// How far away it is.
    pub distance: Figure,
}

/// The position on a venue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldView {
    /// Isolated.
    pub isolated: EndView,
    /// Cross.
    pub cross: EndView,
    /// The rate at the entry.
    pub rate: Figure,
    /// Which tier that is.
    pub tier: String,
    /// The largest leverage at this size.
    pub leverage: Figure,
    /// The margin of the isolated position, in the settlement coin and in that of the price.
    pub margin: (Figure, Figure),
}

/// What a row has to say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Body {
    /// The numbers.
    Held(Box<HeldView>),
    /// Why there are none.
    Said(String),
    /// The table is not here: what is known of it, and how its loading stands.
    Waiting(String, Load),
}

/// One venue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The venue, or the reader's own table.
    pub source: Source,
    /// Its code, in `data-field`.
    pub code: &'static str,
    /// Its name.
    pub name: String,
    /// The market; empty where there is none.
    pub symbol: String,
    /// Of which days its table and rules are.
    pub dated: String,
    /// Whether its table is old.
    pub is_old: bool,
    /// Whether it is the chosen one.
    pub is_chosen: bool,
    /// The numbers, or why there are none.
    pub body: Body,
    /// What the next sentences are: how it differs, or how it reckons.
    pub lead: String,
    /// How it differs from the chosen one.
    pub sentences: Vec<String>,
    /// What must be said beside its numbers.
    pub remarks: Remarks,
}

/// Every venue of the page: those that list the coin with the position in them, and what is known of the others.
pub(super) fn rows(
    state: &State,
    peers: &Peers,
    catalogue: &Catalogue,
    load: impl Fn(usize) -> Load,
    speaker: Speaker<'_>,
) -> Vec<(Row, Option<Fate>)> {
    let own = Some(state.id.source).filter(|source| !matches!(source, Source::Venue(_)));
    let sources = own.into_iter().chain(LISTED_VENUES.map(Source::Venue));
    sources
        .filter_map(|source| match (peers.iter().find(|(of, _)| *of == source), source) {
            (Some((_, peer)), _) => Some(listed_row(source, peer, state, catalogue.today(), speaker)),
            (None, Source::Venue(venue)) => Some((empty_row(venue, &state.listed, catalogue, &load, speaker), None)),
            // The reader's own table, and the flat one, are those of the market that is chosen.
            (None, Source::Own | Source::Flat) => None,
        })
        .collect()
}

fn listed_row(source: Source, peer: &Listed, state: &State, today: &str, speaker: Speaker<'_>) -> (Row, Option<Fate>) {
    let State { id, listed: chosen, inputs } = state;
    let is_chosen = source == id.source;
    let size = if is_chosen { inputs.size } else { inputs.common_size(chosen) };
    let held = Held::new(inputs, peer, size);
    let body = match &held {
        Ok(held) => Body::Held(Box::new(view(held, peer, speaker))),
        Err(why) => Body::Said(not_held(*why, peer, speaker)),
    };
    let mut sentences = if is_chosen { statements(peer, speaker) } else { differences(peer, chosen, speaker) };
    if peer.contract() == Contract::Quanto {
        let price = speaker.locale.with_unit(&speaker.locale.exact(inputs.coin_price), &peer.quote);
        sentences.push(speaker.words.fill(Message::VenueSettlesAt, &[("coin", &peer.settle), ("price", &price)]));
    }
    let venue = chosen.venue_name.as_str();
    let lead = match (is_chosen, sentences.is_empty()) {
        (true, _) => speaker.words.text(Message::VenueDoes).to_owned(),
        (false, true) => speaker.words.fill(Message::VenueDiffersNot, &[("venue", venue)]),
        (false, false) => speaker.words.fill(Message::VenueDiffers, &[("venue", venue)]),
    };
    let row = Row {
        source,
        code: code(source),
        name: peer.venue_name.clone(),
        symbol: peer.symbol().to_owned(),
        dated: [dated(peer, today, speaker), rules_dated(peer, speaker)].join(", "),
        is_old: is_old(peer, today),
        is_chosen,
        body,
        lead,
        sentences,
        remarks: remarks(peer, speaker),
    };
    (row, held.ok().map(|held| held.isolated))
}

fn view(held: &Held, listed: &Listed, speaker: Speaker<'_>) -> HeldView {
    let end = |fate: &Fate| EndView {
        price: price(fate.outcome.side, fate.outcome.liquidation, Message::Never, speaker),
        distance: match fate.outcome.liquidation {
            at @ Liquidation::At { .. } => {
                let figure = distance(at, speaker);
                Figure { full: speaker.words.fill(Message::VenueAway, &[("distance", &figure.full)]), ..figure }
            }
            Liquidation::Never(_) | Liquidation::Now => {
                Figure { full: String::new(), ..distance(fate.outcome.liquidation, speaker) }
            }
        },
    };
    let tier = [held.tier + 1, listed.market.tiers().len()].map(|number| speaker.count(number));
    HeldView {
        isolated: end(&held.isolated),
        cross: end(&held.cross),
        rate: Figure { exact: plain(held.rate), ..same("", &speaker.rate(held.rate)) },
        tier: speaker.words.fill(Message::VenueTierIn, &[("tier", &tier[0]), ("tiers", &tier[1])]),
        leverage: leverage(held.max_leverage, speaker),
        margin: both(held.isolated.backing, held, listed, speaker),
    }
}

/// A venue that is not known to list the coin: its table is not here, or has none of it.
fn empty_row(
    venue: &'static Venue,
    chosen: &Listed,
    catalogue: &Catalogue,
    load: &impl Fn(usize) -> Load,
    speaker: Speaker<'_>,
) -> Row {
    let body = if catalogue.has(venue) {
        Body::Said(speaker.words.fill(Message::VenueNoMarket, &[("coin", coin(&chosen.base))]))
    } else {
        let file = TableFile::of(venue);
        let count = speaker.count(file.markets);
        let date = speaker.date(file.date);
        let known = speaker.words.fill(Message::VenueNotLoaded, &[("count", &count), ("date", &date)]);
        Body::Waiting(known, load(TableFile::place_of(venue)))
    };
    Row {
        source: Source::Venue(venue),
        code: venue.code,
        name: venue.short_name.to_owned(),
        symbol: String::new(),
        dated: String::new(),
        is_old: false,
        is_chosen: false,
        body,
        lead: String::new(),
        sentences: Vec::new(),
        remarks: Remarks::default(),
    }
}

/// How a source is called in `data-field`.
fn code(source: Source) -> &'static str {
    match source {
        Source::Venue(venue) => venue.code,
        Source::Own => "own",
        Source::Flat => FLAT,
    }
}

/// Over how many exchanges the isolated position ends how far away: the nearest and the farthest. Two accounts, or two kinds
/// of markets, on one exchange are one.
pub(super) fn span(rows: &[(Row, Option<Fate>)], speaker: Speaker<'_>) -> String {
    let mut ends: Vec<(Decimal, &str, String)> = Vec::new();
    let mut exchanges = Vec::new();
    for (row, fate) in rows {
        if let Some(fate) = fate
            && let at @ Liquidation::At { distance: far, .. } = fate.outcome.liquidation
        {
            ends.push((far.abs(), row.name.as_str(), distance(at, speaker).full));
            let exchange = match row.source {
                Source::Venue(venue) => Some(venue.exchange),
                Source::Own | Source::Flat => None,
            };
            if !exchanges.contains(&exchange) {
                exchanges.push(exchange);
            }
        }
    }
    let (nearest, farthest) = (ends.iter().min_by_key(|end| end.0), ends.iter().max_by_key(|end| end.0));
    let (Some(nearest), Some(farthest)) = (nearest, farthest) else { return String::new() };
    if exchanges.len() < 2 {
        return String::new();
    }
    let count = speaker.count(exchanges.len());
    if nearest.2 == farthest.2 {
        return speaker.words.fill(Message::VenueSpanOne, &[("count", &count), ("least", &nearest.2)]);
    }
    let parameters = [
        ("count", count.as_str()),
        ("least", &nearest.2),
        ("low", nearest.1),
        ("most", &farthest.2),
        ("high", farthest.1),
    ];
    speaker.words.fill(Message::VenueSpan, &parameters)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::market::files::tests::{all, content, loaded};
    use crate::number::Locale;
    use crate::position::Inputs;
    use crate::words::Catalogue as Words;
    use margin_core::{Amount, Quantity, Scenario, Side, SizeUnit, compare, parse};
    use margin_venues::MarketId;

    /// A position of 500,000 at 20x, opened at 60,000 with a wallet of 1,000,000: a venue a line, with its market and
    /// the liquidation prices that the core gives when it is asked for that market alone. The browser tests read it, too.
    const EXPECTED: &str = include_str!("../../../../tests/browser/venues.txt");

    fn inputs(side: Side) -> Inputs {
        let size = Amount { number: Decimal::from(500_000), unit: SizeUnit::Quote };
        let (leverage, wallet) = (Decimal::from(20), Decimal::from(1_000_000));
        Inputs { side, size, leverage, wallet, ..Inputs::OPENING }
    }

    fn all_rows(catalogue: &Catalogue, inputs: Inputs, speaker: Speaker<'_>) -> Vec<(Row, Option<Fate>)> {
        let id = MarketId::opening();
        let listed = catalogue.find(&id).unwrap();
        let peers = catalogue.peers(&id, &listed);
        rows(&State { id, listed, inputs }, &peers, catalogue, |_| Load::Idle, speaker)
    }

    fn rows_of(catalogue: &Catalogue, inputs: &Inputs) -> Vec<Row> {
        let (words, locale) = (Words::english(), Locale::english());
        let speaker = Speaker { words: &words, locale: &locale };
        all_rows(catalogue, *inputs, speaker).into_iter().map(|(row, _)| row).collect()
    }

    /// What the core says of that position, without anything of this page.
    fn asked(code: &str, symbol: &str) -> [Liquidation; 2] {
        let venue = margin_venues::listed_venue(code).unwrap();
        let text = content(TableFile::of(venue).venue);
        let market = margin_venues::VenueTables::parse(&text).unwrap().market(symbol).unwrap();
        let price = Decimal::from(60_000);
        let wallet = Decimal::from(1_000_000);
        let wallet =
            if market.contract().is_inverse() { margin_core::divide_down(wallet, price).unwrap() } else { wallet };
        let scenario = Scenario {
            rules: venue.rules,
            market: &market,
            side: Side::Long,
            entry_price: price,
            mark_price: None,
            quantity: Quantity::Value(Decimal::from(500_000)),
            leverage: Decimal::from(20),
            wallet_balance: wallet,
            isolated_margin: None,
        };
        let comparison = compare(&scenario).unwrap();
        [comparison.isolated.liquidation, comparison.cross.liquidation]
    }

    fn exact(liquidation: Liquidation) -> String {
        match liquidation {
            Liquidation::At { price, .. } => plain(price),
            Liquidation::Never(_) => "never".to_owned(),
            Liquidation::Now => "now".to_owned(),
        }
    }

    #[test]
    fn the_page_says_of_every_venue_what_the_core_says() {
        let rows = rows_of(&all(), &inputs(Side::Long));
        let (rows, without): (Vec<Row>, Vec<Row>) = rows.into_iter().partition(|row| !row.symbol.is_empty());
        assert_eq!(
            without.iter().map(|row| row.code).collect::<Vec<_>>(),
            ["binance-coinm"],
            "bitcoin is not among the nine"
        );
        assert_eq!(EXPECTED.lines().count(), rows.len());
        for (line, row) in EXPECTED.lines().zip(rows) {
            let [code, symbol, isolated, cross] = line.split(' ').collect::<Vec<_>>()[..] else { panic!("{line}") };
            assert_eq!((code, symbol), (row.code, row.symbol.as_str()));
            let Body::Held(held) = row.body else { panic!("{line}: {:?}", row.body) };
            let asked = asked(code, symbol).map(exact);
            assert_eq!([&held.isolated.price.exact, &held.cross.price.exact], [&asked[0], &asked[1]], "{code}");
            assert_eq!([isolated, cross], asked, "{code} {symbol} {} {}", asked[0], asked[1]);
        }
    }

    #[test]
    fn an_old_table_is_marked_with_its_age() {
        let today = |day: &str| rows_of(&all().on(day.to_owned()), &inputs(Side::Long));
        let dated = |rows: &[Row], code: &str| -> (String, bool) {
            let row = rows.iter().find(|row| row.code == code).unwrap();
            (row.dated.replace('\u{a0}', " "), row.is_old)
        };
        let rows = today("2026-11-28");
        for (code, text, is_old) in [
            ("binance-usdm", "Table of 29 Sep 2026", false),
            ("okx", "Table of 28 May 2026, 6 months old", true),
            ("bitmex", "Table of 24 Nov 2024, 2 years old", true),
            ("phemex", "Table of 3 Jul 2021, 5 years old", true),
        ] {
            let (said, marked) = dated(&rows, code);
            assert!(said.starts_with(&[text, ","].concat()) && marked == is_old, "{code}: {said}");
        }
        assert!(today("2026-09-29").iter().any(|row| !row.is_old));
        assert!(today("").iter().all(|row| !row.is_old), "the build does not know the day");
    }

    #[test]
    fn two_accounts_on_one_exchange_count_once() {
        let (words, locale) = (Words::english(), Locale::english());
        let speaker = Speaker { words: &words, locale: &locale };
        let said = |catalogue: &Catalogue| span(&all_rows(catalogue, inputs(Side::Long), speaker), speaker);
        assert!(said(&all()).starts_with("On 10 exchanges "), "{}", said(&all()));
        assert!(said(&loaded(&["binance-usdm", "bybit"])).starts_with("On 2 exchanges "));
        assert_eq!(said(&loaded(&["binance-usdm"])), "");
    }

    #[test]
    fn a_venue_that_does_not_offer_it_says_so() {
        let catalogue = all();
        let large = Inputs { leverage: Decimal::from(125), ..inputs(Side::Short) };
        let smaller = Inputs { size: Amount { number: Decimal::from(1_000), unit: SizeUnit::Quote }, ..large };
        for row in rows_of(&catalogue, &smaller) {
            match (row.code, &row.body) {
                ("hyperliquid", Body::Said(why)) => {
                    assert_eq!(why, "Not offered: at this size, leverage goes up to 40×.");
                }
                ("hyperliquid", other) => panic!("{other:?}"),
                _ => {}
            }
        }
    }

    #[test]
    fn a_table_that_is_not_here_is_named_with_its_date() {
        let rows = rows_of(&loaded(&["okx"]), &inputs(Side::Long));
        let bybit = rows.iter().find(|row| row.code == "bybit").unwrap();
        assert_eq!(bybit.body, Body::Waiting("284 markets, table of 25\u{a0}Dec\u{a0}2024".into(), Load::Idle));
        let okx = rows.iter().find(|row| row.code == "okx").unwrap();
        assert_eq!(okx.dated.replace('\u{a0}', " "), "Table of 28 May 2026, rules read on 27 Nov 2026");
        assert!(
            parse(&match &okx.body {
                Body::Held(held) => held.isolated.price.exact.clone(),
                other => panic!("{other:?}"),
            })
            .is_ok()
        );
    }
}
