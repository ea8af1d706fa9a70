//! Markets that are read and checked once, to be used in many accounts.

use std::cell::RefCell;

use margin_core::Markets;
use margin_wire::account;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::answer::Answer;
use crate::kept::Kept;
use crate::question;

thread_local! {
    static MARKETS: RefCell<Kept<Markets>> = const { RefCell::new(Kept::new()) };
}

/// The markets under a number.
pub(crate) fn kept(number: u64) -> Option<Markets> {
    MARKETS.with_borrow_mut(|kept| kept.get(number))
}

/// Reads and checks markets, and keeps them.
#[wasm_bindgen(js_name = loadMarkets)]
pub fn load_markets(markets: &str) -> Answer<u64> {
    let markets = account::markets(question::read(markets)?)?;
    Ok(MARKETS.with_borrow_mut(|kept| kept.keep(markets)))
}

/// Drops them.
#[wasm_bindgen(js_name = freeMarkets)]
pub fn free_markets(number: u64) {
    MARKETS.with_borrow_mut(|kept| kept.free(number));
}
