//! The picture, and the mark price along its axis.

use super::handle::{Shape, mark_handle};
use super::table::numbers_table;
use crate::compare::chart::{Course, Frame, Mark, Picture, Text, X_TICKS, Y_TICKS};
use crate::compare::store::Store;
use crate::components::{Live, display, live};
use crate::element::{Element, Words, drawing, element, space};
use crate::number::{Rounding, rounded, tenths};
use crate::position::{Field, mark_hint, number_field_along};
use crate::words::Message;
use leptos::prelude::*;
use std::sync::Arc;

/// The figure: a picture in two sizes, of which the style sheet shows one, and what belongs to it.
pub fn chart(store: Store) -> Element {
    let position = store.position;
    let axis = Memo::new(move |_| store.axis());
    element("figure").children([
        element("figcaption").children([
            element("b").text(store.text(Message::ChartTitle)),
            space(),
            element("span").text(in_coin(store, Message::ChartAxis)),
        ]),
        picture(store, Frame::WIDE),
        picture(store, Frame::NARROW),
        element("div").class("along").children([number_field_along(
            position,
            Field::Mark,
            axis,
            vec![mark_hint(position)],
        )]),
        numbers_table(store),
    ])
}

/// A text that names the coin in which money is shown.
pub(super) fn in_coin(store: Store, message: Message) -> Live {
    live(move || {
        let listed = store.position.listed();
        store.speak(|speaker| speaker.words.fill(message, &[("coin", &listed.settle)]))
    })
}

/// A memo of the picture, and the ways to read an attribute from it.
#[derive(Clone, Copy)]
struct Drawn(Memo<Arc<Picture>>);

/// A text of the picture, by what it labels.
type Find = fn(&Picture, usize) -> Option<&Text>;

impl Drawn {
    fn read(self, of: fn(&Picture) -> String) -> Live {
        live(move || self.0.with(|picture| of(picture)))
    }

    /// The same of an attribute; the empty one would not be valid.
    fn valid(self, of: impl Fn(&Picture) -> &str + Send + Sync + 'static) -> Live {
        live(move || {
            let text = self.0.with(|picture| of(picture).to_owned());
            if text.is_empty() { "0".to_owned() } else { text }
        })
    }

    /// An attribute of a text.
    fn attribute(self, find: Find, index: usize, of: fn(&Text) -> &str) -> Live {
        self.valid(move |picture| find(picture, index).map_or("", of))
    }

    /// Whether something is in the picture, as the attribute `display`.
    fn shown(self, is_shown: impl Fn(&Picture) -> bool + Send + Sync + 'static) -> Live {
        live(move || display(self.0.with(|picture| is_shown(picture))).to_owned())
    }
}

/// The picture in one size. Its elements stay; their attributes change.
fn picture(store: Store, frame: Frame) -> Element {
    let is_narrow = frame == Frame::NARROW;
    let drawn = Drawn(Memo::new(move |before: Option<&Arc<Picture>>| {
        let shown = store.shown();
        if let (Some(before), Some(shown)) = (before, shown)
            && shown.is_narrow != is_narrow
        {
            // Nobody sees this one. It is drawn again when the style sheet shows it.
            return before.clone();
        }
        let reading = store.reading();
        // Once the browser has told how wide the plot really is, labels need not make do with less.
        let frame = Frame { width: shown.map_or(frame.width, |shown| shown.width.max(frame.width)), ..frame };
        Arc::new(store.speak(|speaker| Picture::new(&reading.plot, &frame, speaker)))
    }));
    let id = |part: &str| ["chart-", frame.name, part].concat();
    let (height, top, bottom) = (tenths(frame.height), tenths(frame.top), tenths(frame.bottom));
    let path = |class: &'static str, of: fn(&Picture) -> String| drawing("path").class(class).with("d", drawn.read(of));
    let lines = drawing("svg")
        .class("lines")
        .with("width", "100%")
        .with("height", height.clone())
        .with("viewBox", ["0 0 1000 ", &height].concat())
        .with("preserveAspectRatio", "none")
        .children([
            path("gap", |picture| picture.gap.clone()),
            path("line isolated", |picture| picture.isolated.path.clone()),
            path("line cross", |picture| picture.cross.path.clone()),
        ]);
    let mut axis = vec![across(bottom.clone(), bottom.clone())];
    axis.extend((0..X_TICKS).map(|index| label(drawn, |picture, index| picture.x_ticks.get(index), index)));
    let isolated_mark = liquidation(
        drawn,
        |picture| &picture.isolated_mark,
        |picture, row| picture.isolated_mark.label.get(row),
        [top.clone(), bottom.clone()],
    );
    let cross_mark = liquidation(
        drawn,
        |picture| &picture.cross_mark,
        |picture, row| picture.cross_mark.label.get(row),
        [top, bottom.clone()],
    );
    let handle = Shape {
        x: drawn.read(|picture| picture.now.clone()),
        bottom,
        pill: [
            drawn.read(|picture| tenths(-picture.now_half)),
            drawn.read(|picture| tenths(picture.now_half * 2.0)),
            drawn.read(|picture| ["translate(", &picture.now_shift, " 0)"].concat()),
        ],
        text: drawn.read(|picture| picture.now_text.clone()),
    };
    // The hidden one rests; what it says in words does not.
    drawing("svg")
        .apart()
        .with("class", ["drawing ", frame.name].concat())
        .with("role", "img")
        .with("aria-labelledby", id("-title"))
        .with("aria-describedby", id("-summary"))
        .with("width", "100%")
        .with("height", height)
        .children([
            drawing("title").with("id", id("-title")).text(store.text(Message::ChartTitle)),
            drawing("desc").apart().with("id", id("-summary")).text(live(move || summary(store))),
            drawing("g").class("grid").list((0..Y_TICKS).map(|index| y_tick(drawn, index)).collect()),
            drawing("g").class("axis").list(axis),
            lines,
            isolated_mark.with("class", drawn.read(|picture| mode_class("liquidation", picture.is_one_mark))),
            cross_mark.class("liquidation cross"),
            drawing("g")
                .with("class", drawn.read(|picture| mode_class("label", picture.is_one_line)))
                .children([label(drawn, |picture, _| Some(&picture.isolated.label), 0)]),
            drawing("g").class("label cross").children([label(drawn, |picture, _| Some(&picture.cross.label), 0)]),
            mark_handle(store, handle),
        ])
}

/// What the picture shows, for those who do not see it.
fn summary(store: Store) -> String {
    let reading = store.reading();
    let sentence = store.sentence();
    store.speak(|speaker| {
        let price = |price: f64| speaker.locale.price(rounded(price, -2), Rounding::Nearest);
        let left = |course: &Course| {
            let number = speaker.short_coins(course.left, &reading.plot.coin);
            speaker.with_coin(&number, &reading.plot.coin)
        };
        speaker.words.fill(
            Message::ChartSummary,
            &[
                ("low", &price(reading.plot.from)),
                ("high", &price(reading.plot.to)),
                ("isolated", &left(&reading.plot.isolated)),
                ("cross", &left(&reading.plot.cross)),
                ("sentence", &sentence),
            ],
        )
    })
}

/// The isolated colour, unless what is labelled is that of both modes.
fn mode_class(kind: &str, is_both: bool) -> String {
    [kind, if is_both { " both" } else { " isolated" }].concat()
}

/// A line across the picture.
fn across(from: impl Into<Words>, to: impl Into<Words>) -> Element {
    drawing("line").with("x1", "0").with("x2", "100%").with("y1", from).with("y2", to)
}

/// One text. Where it has no place, it is empty.
fn label(drawn: Drawn, find: Find, index: usize) -> Element {
    let text = move || drawn.0.with(|picture| find(picture, index).map(|text| text.text.clone()).unwrap_or_default());
    drawing("text")
        .with("x", drawn.attribute(find, index, |text| &text.x))
        .with("dx", drawn.attribute(find, index, |text| &text.dx))
        .with("y", drawn.attribute(find, index, |text| &text.y))
        .with("text-anchor", drawn.attribute(find, index, |text| text.anchor))
        .text(live(text))
}

/// A line of the grid with its amount.
fn y_tick(drawn: Drawn, index: usize) -> Element {
    let y = drawn.attribute(|picture, index| picture.y_ticks.get(index), index, |text| &text.y);
    drawing("g").with("display", drawn.shown(move |picture| index < picture.y_ticks.len())).children([
        across(y, y),
        drawing("g").class("amount").children([label(drawn, |picture, index| picture.y_ticks.get(index), index)]),
    ])
}

/// Where a mode is liquidated: a thin line, a marker on the curve, the price of bankruptcy on the axis, and a label.
fn liquidation(drawn: Drawn, of: fn(&Picture) -> &Mark, find: Find, [top, bottom]: [String; 2]) -> Element {
    let read = move |part: fn(&Mark) -> &String| drawn.valid(move |picture| part(of(picture)));
    let shown = move |part: fn(&Mark) -> &String| drawn.shown(move |picture| !part(of(picture)).is_empty());
    let x = read(|mark| &mark.x);
    let at = |x: Live, y: Words, sign: Element| drawing("svg").class("at").with("x", x).with("y", y).children([sign]);
    let bankruptcy =
        drawing("path").class("bankruptcy").with("d", "M0 0l5 8h-10Z").with("display", shown(|mark| &mark.bankruptcy));
    drawing("g").with("display", shown(|mark| &mark.x)).children([
        drawing("line").with("x1", x).with("x2", x).with("y1", top).with("y2", bottom.clone()),
        at(read(|mark| &mark.bankruptcy), bottom.into(), bankruptcy),
        at(x, read(|mark| &mark.y).into(), drawing("path").class("marker").with("d", "M0-8L8 0L0 8L-8 0Z")),
        label(drawn, find, 0),
        drawing("g").class("value").children([label(drawn, find, 1)]),
        label(drawn, find, 2),
    ])
}
