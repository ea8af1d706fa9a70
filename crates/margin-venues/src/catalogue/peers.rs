//! The market of every venue that is nearest to one.

use std::cmp::Reverse;
use std::sync::Arc;

use margin_core::Contract;

use super::{Catalogue, MarketId, Source};
use crate::all::LISTED_VENUES;
use crate::binance_usdm as binance;
use crate::coins::{coin, same_money};
use crate::listed::Listed;
use crate::tables::Listing;
use crate::venue::Venue;

/// The markets of the venues that are compared.
pub type Peers = Vec<(Source, Arc<Listed>)>;

impl Catalogue {
    /// Returns the market of every known venue that is nearest to one: the same coin, priced in the same money; the same
    /// kind of contract where there is one; of the newest table. Perpetual markets that are traded. The market itself is that
    /// of its own venue.
    ///
    /// ```
    /// use margin_venues::{Catalogue, MarketId};
    ///
    /// let catalogue = Catalogue::default();
    /// let listed = catalogue.find(&MarketId::opening()).expect("it is built in");
    /// assert_eq!(catalogue.peers(&MarketId::opening(), &listed), [(MarketId::opening().source, listed.clone())]);
    /// ```
    pub fn peers(&self, of: &MarketId, listed: &Arc<Listed>) -> Peers {
        let mut peers = Vec::new();
        if !matches!(of.source, Source::Venue(_)) {
            peers.push((of.source, listed.clone()));
        }
        for venue in LISTED_VENUES {
            let source = Source::Venue(venue);
            let nearest = if source == of.source { Some(listed.clone()) } else { self.nearest(venue, listed) };
            peers.extend(nearest.map(|nearest| (source, nearest)));
        }
        peers
    }

    fn nearest(&self, venue: &'static Venue, to: &Listed) -> Option<Arc<Listed>> {
        let id = |symbol: &str| MarketId { source: Source::Venue(venue), symbol: symbol.to_owned() };
        let Some(tables) = self.tables(venue) else {
            let is_same = |symbol: &&&str| symbol.strip_suffix(binance::SETTLEMENT) == Some(coin(&to.base));
            let symbol =
                binance::SYMBOLS.iter().find(is_same).filter(|_| same_money(&to.quote, binance::SETTLEMENT))?;
            return self.find(&id(symbol));
        };
        let fits = |listing: &Listing<'_>| {
            coin(listing.base()) == coin(&to.base)
                && same_money(listing.quote(), &to.quote)
                && listing.is_offered(self.today())
                && listing.expires().is_none()
        };
        let mut nearest: Option<Listing<'_>> = None;
        for listing in tables.listings().filter(fits) {
            if nearest.is_none_or(|nearest| distance(listing, to) < distance(nearest, to)) {
                nearest = Some(listing);
            }
        }
        self.find(&id(nearest?.symbol()))
    }
}

/// How far a market is from another of the same coin, the least is the nearest.
fn distance<'a>(listing: Listing<'a>, to: &Listed) -> impl Ord + use<'a> {
    (
        listing.contract() != to.contract(),
        listing.contract() != Contract::Linear,
        Reverse(listing.date()),
        listing.settle() != to.settle,
        ["USDT", "USDC", "USD"].into_iter().position(|coin| coin == listing.settle()).unwrap_or(usize::MAX),
        listing.symbol().len(),
        listing.symbol(),
    )
}
