//! A bar beside a margin ratio.

use super::live::Live;
use crate::element::{Element, Words, drawing};

/// The bar, full at liquidation.
pub fn bar(width: Live) -> Element {
    let part = |class: &'static str, width: Words| {
        drawing("rect").class(class).with("width", width).with("height", "6").with("rx", "3")
    };
    drawing("svg")
        .with("aria-hidden", "true")
        .with("height", "6")
        .children([part("rail", "100%".into()), part("fill", width.into())])
}
