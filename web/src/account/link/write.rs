//! From a desk to its text.

use super::{Key, LETTERS, LONGEST, MOST_POSITIONS, NEW_SETTING, TooLarge, VERSION, next_id};
use crate::account::desk::Desk;
use crate::account::scene::Scene;
use crate::account::traded;
use crate::position::link::escaped;
use margin_core::account::{MarketState, PositionState};
use margin_core::{PositionMode, plain};
use margin_venues::binance_usdm::VENUE;

/// The fragment of a desk, without the `#`.
///
/// # Errors
/// [`TooLarge`] where it is over [`LONGEST`] characters or [`MOST_POSITIONS`] positions.
pub fn render(desk: &Desk) -> Result<String, TooLarge> {
    within(render_file(desk), LONGEST, MOST_POSITIONS)
}

fn within(link: String, longest: usize, most_positions: usize) -> Result<String, TooLarge> {
    let has_position = |part: &&str| {
        let key = part.split_once('=').and_then(|(code, _)| Key::of(code));
        matches!(key, Some(Key::Position(..)))
    };
    if link.len() > longest || link.split('&').filter(has_position).count() > most_positions {
        return Err(TooLarge);
    }
    Ok(link)
}

/// The desk as a file: the same text, however long. Read back with [`parse_file`](super::parse_file).
pub fn render_file(desk: &Desk) -> String {
    let mut text = VERSION.to_owned();
    match desk.script() {
        Some((scene, 0)) if scene == Scene::default() => {}
        Some((scene, 0)) => push(&mut text, &["scene"], &[scene.code()]),
        _ => push_accounts(&mut text, desk),
    }
    if let Some(listed) = desk.markets().first() {
        push(&mut text, &["table"], &[&listed.date]);
    }
    text
}

/// One part: the pieces of its key joined by points, those of its value by colons.
fn push(text: &mut String, key: &[&str], value: &[&str]) {
    text.push('&');
    push_joined(text, key, '.');
    text.push('=');
    push_joined(text, value, ':');
}

fn push_joined(text: &mut String, pieces: &[&str], separator: char) {
    for (index, piece) in pieces.iter().enumerate() {
        if index > 0 {
            text.push(separator);
        }
        text.push_str(piece);
    }
}

fn push_accounts(text: &mut String, desk: &Desk) {
    let venue = desk.markets().first().map(|listed| listed.venue.code);
    if let Some(code) = venue.filter(|code| *code != VENUE.code) {
        push(text, &["venue"], &[code]);
    }
    for listed in desk.markets() {
        let mark = desk.mark(listed.symbol());
        if !traded::is_built_in(listed) || mark != traded::example_price(listed) {
            push(text, &[&escaped(listed.symbol())], &[&plain(mark)]);
        }
    }
    for (account, letter) in desk.accounts().iter().zip(LETTERS) {
        let state = account.state();
        let letter = &*String::from(letter);
        push(text, &[letter, "wallet"], &[&plain(state.wallet_balance)]);
        if state.position_mode != PositionMode::default() {
            push(text, &[letter, "positions"], &[state.position_mode.as_str()]);
        }
        for MarketState { market, margin_mode, leverage, .. } in &state.markets {
            if (*margin_mode, *leverage) != NEW_SETTING {
                push(text, &[letter, &escaped(market.symbol())], &[margin_mode.as_str(), &plain(*leverage)]);
            }
        }
        for position in &state.positions {
            let PositionState { id, market, side, size, entry_value, isolated_margin, added_margin } = position;
            let (market, size, entry_value) = (escaped(market), plain(*size), plain(*entry_value));
            let margin = isolated_margin.map(plain);
            let added = (!added_margin.is_zero()).then(|| plain(*added_margin));
            let mut value = vec![market.as_str(), side.as_str(), &size, &entry_value];
            value.extend(margin.as_deref());
            value.extend(added.as_deref());
            push(text, &[letter, &id.to_string()], &value);
        }
        if Some(state.next_id) != next_id(&state.positions) {
            push(text, &[letter, "next"], &[&state.next_id.to_string()]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::EXAMPLE;
    use super::*;

    #[test]
    fn what_does_not_fit_into_a_link_is_refused() {
        assert_eq!(within(EXAMPLE.to_owned(), LONGEST, 3), Ok(EXAMPLE.to_owned()));
        assert_eq!(within(EXAMPLE.to_owned(), LONGEST, 2), Err(TooLarge));
        assert_eq!(within(EXAMPLE.to_owned(), EXAMPLE.len() - 1, 3), Err(TooLarge));
    }
}
