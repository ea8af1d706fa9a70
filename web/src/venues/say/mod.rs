//! What the page says: from its typed facts to messages of the catalogue.

mod rules;

pub use rules::{Remarks, differences, remarks, statements};

use crate::position::NotHeld;
use crate::words::{Message, Speaker};
use margin_venues::Listed;

/// Why a venue does not offer the position.
pub fn not_held(why: NotHeld, listed: &Listed, speaker: Speaker<'_>) -> String {
    match why {
        NotHeld::Leverage(most) => {
            let most = speaker.locale.exact(most) + speaker.words.text(Message::UnitLeverage);
            speaker.words.fill(Message::VenueNotLeverage, &[("leverage", &most)])
        }
        NotHeld::Size if listed.is_partial => speaker.words.text(Message::VenueNotPartial).to_owned(),
        NotHeld::Size => speaker.words.text(Message::VenueNotSize).to_owned(),
        NotHeld::Balance | NotHeld::Margin => speaker.words.text(Message::VenueNotBalance).to_owned(),
        NotHeld::Range => speaker.words.text(Message::VenueNotRange).to_owned(),
    }
}
