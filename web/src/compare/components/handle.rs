//! The mark price in the picture.

use crate::browser;
use crate::compare::store::Store;
use crate::components::Live;
use crate::element::{Element, drawing};
use crate::number::approximate;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast as _;
use leptos::web_sys::{self, Event, PointerEvent};

/// Where the handle is, and what is written on it.
pub(super) struct Shape {
    /// The mark price, as a fraction of the plot.
    pub x: Live,
    /// The end of the line.
    pub bottom: String,
    /// Where the pill begins, how wide it is, and how far it is moved.
    pub pill: [Live; 3],
    /// The price.
    pub text: Live,
}

/// A line with the price on top, which the pointer can take and move.
///
/// Keys move the slider below; so the handle is not a second control for those who do not see it.
pub(super) fn mark_handle(store: Store, shape: Shape) -> Element {
    // Where in the handle it was taken, so that it does not jump.
    let taken = StoredValue::new(None::<f64>);
    let take = move |event: Event| {
        let Some((event, plot, handle)) = pointer(&event) else { return };
        if event.button() != 0 {
            return;
        }
        let at = untrack(|| {
            let (reading, inputs) = (store.reading(), store.position.inputs());
            let plot = &reading.plot;
            (approximate(inputs.mark_price()) - plot.from) / (plot.to - plot.from)
        });
        taken.set_value(Some(browser::fraction_across(&plot, event) - at));
        let _ = handle.set_pointer_capture(event.pointer_id());
        event.prevent_default();
    };
    let drag = move |event: Event| {
        let Some(offset) = taken.get_value() else { return };
        let Some((event, plot, _)) = pointer(&event) else { return };
        store.drag_mark(browser::fraction_across(&plot, event) - offset);
    };
    let release = move |_| taken.set_value(None);
    let [pill_x, pill_width, shift] = shape.pill;
    drawing("svg")
        .class("at now")
        .with("x", shape.x)
        .on("pointerdown", take)
        .on("pointermove", drag)
        .on("pointerup", release)
        .on("pointercancel", release)
        .on("lostpointercapture", release)
        .children([
            drawing("line").with("x1", "0").with("x2", "0").with("y1", "12").with("y2", shape.bottom.clone()),
            drawing("rect")
                .class("hold")
                .with("x", "-16")
                .with("y", "0")
                .with("width", "32")
                .with("height", shape.bottom),
            drawing("g").with("transform", shift).children([
                drawing("rect")
                    .class("pill")
                    .with("x", pill_x)
                    .with("width", pill_width)
                    .with("y", "1")
                    .with("height", "24")
                    .with("rx", "12"),
                drawing("text").with("y", "17.5").with("text-anchor", "middle").text(shape.text),
            ]),
        ])
}

/// The event as one of a pointer, the plot that it happened in, and the handle.
fn pointer(event: &Event) -> Option<(&PointerEvent, web_sys::Element, web_sys::Element)> {
    let handle: web_sys::Element = event.current_target()?.dyn_into().ok()?;
    let plot = handle.closest(".drawing").ok().flatten()?;
    Some((event.dyn_ref()?, plot, handle))
}
