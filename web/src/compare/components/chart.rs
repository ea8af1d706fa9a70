//! The picture, the mark price along its axis, and the table of the same numbers.

use super::field::{Hint, NumberField};
use crate::browser;
use crate::compare::chart::{Frame, Mark, Picture, ROWS, Row, Text, X_TICKS, Y_TICKS, rows};
use crate::compare::state::Field;
use crate::compare::store::Store;
use crate::components::{Live, display, flag, live};
use crate::number::{Rounding, Sign, approximate, tenths};
use crate::words::Message;
use leptos::prelude::*;
use std::sync::Arc;

/// The marker of a liquidation. By a name: what stands in a view as it is, Leptos writes as HTML, which the policy of a
/// page that holds the widget may forbid.
const DIAMOND: &str = "M0-8L8 0L0 8L-8 0Z";

/// The figure: a picture in two sizes, of which the style sheet shows one, and what belongs to it.
#[component]
pub fn ChartFigure(store: Store) -> impl IntoView {
    let text = live(move || {
        let inputs = store.inputs();
        store.speak(|speaker| match inputs.mark {
            None => speaker.words.text(Message::MarkFollows).to_owned(),
            Some(mark) => {
                let change = mark.checked_sub(inputs.entry).and_then(|change| change.checked_div(inputs.entry));
                let change = speaker.locale.percent(change.unwrap_or_default(), 2, Sign::Always);
                speaker.words.fill(Message::MarkSet, &[("change", &change)])
            }
        })
    });
    let is_set = flag(move || store.inputs().mark.is_some());
    let hint = Hint { text, is_set, undo: Message::BackToEntry, action: Store::back_to_entry };
    view! {
        <figure>
            <figcaption><b>{store.text(Message::ChartTitle)}</b> " " <span>{store.text(Message::ChartAxis)}</span></figcaption>
            <Drawing store frame=Frame::WIDE/>
            <Drawing store frame=Frame::NARROW/>
            <div class="along">
                <NumberField store field=Field::Mark hint/>
            </div>
            <NumbersTable store/>
        </figure>
    }
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

    /// An attribute of a text; the empty one would not be valid.
    fn attribute(self, find: Find, index: usize, of: fn(&Text) -> &str) -> Live {
        live(move || {
            let text = self.0.with(|picture| find(picture, index).map_or("", of).to_owned());
            if text.is_empty() { "0".to_owned() } else { text }
        })
    }
}

/// The picture in one size. Its elements stay; their attributes change.
#[component]
fn Drawing(store: Store, frame: Frame) -> impl IntoView {
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
    let summary = live(move || {
        let reading = store.reading();
        let sentence = store.sentence();
        store.speak(|speaker| {
            let price = |price: f64| speaker.locale.price(crate::number::rounded(price, -2), Rounding::Nearest);
            let left = |course: &crate::compare::chart::Course| speaker.money(course.left);
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
    });
    let height = tenths(frame.height);
    let path_area = ["0 0 1000 ", &height].concat();
    let bottom = tenths(frame.bottom);
    view! {
        <svg
            class=["drawing ", frame.name].concat()
            role="img"
            aria-labelledby=id("-title")
            aria-describedby=id("-summary")
            width="100%"
            height=height.clone()
        >
            <title id=id("-title")>{store.text(Message::ChartTitle)}</title>
            <desc id=id("-summary")>{summary}</desc>
            <g class="grid">
                {(0..Y_TICKS).map(|index| view! { <YTick drawn index/> }).collect_view()}
            </g>
            <g class="axis">
                <line x1="0" x2="100%" y1=bottom.clone() y2=bottom.clone()/>
                {(0..X_TICKS)
                    .map(|index| view! { <Label drawn find=|picture, index| picture.x_ticks.get(index) index/> })
                    .collect_view()}
            </g>
            <svg class="lines" width="100%" height=height.clone() viewBox=path_area preserveAspectRatio="none">
                <path class="gap" d=drawn.read(|picture| picture.gap.clone())/>
                <path class="line isolated" d=drawn.read(|picture| picture.isolated.path.clone())/>
                <path class="line cross" d=drawn.read(|picture| picture.cross.path.clone())/>
            </svg>
            <LiquidationMark
                drawn
                of=|picture| &picture.isolated_mark
                label=|picture, row| picture.isolated_mark.label.get(row)
                class=drawn.read(|picture| mode_class("liquidation", picture.is_one_mark))
                frame
            />
            <LiquidationMark
                drawn
                of=|picture| &picture.cross_mark
                label=|picture, row| picture.cross_mark.label.get(row)
                class=live(|| "liquidation cross".to_owned())
                frame
            />
            <g class=drawn.read(|picture| mode_class("label", picture.is_one_line))><Label drawn find=|picture, _| Some(&picture.isolated.label) index=0/></g>
            <g class="label cross"><Label drawn find=|picture, _| Some(&picture.cross.label) index=0/></g>
            <MarkHandle store drawn bottom/>
        </svg>
    }
}

/// The isolated colour, unless what is labelled is that of both modes.
fn mode_class(kind: &str, is_both: bool) -> String {
    [kind, if is_both { " both" } else { " isolated" }].concat()
}

/// One text. Where it has no place, it is empty.
#[component]
fn Label(drawn: Drawn, find: Find, index: usize) -> impl IntoView {
    let text =
        live(move || drawn.0.with(|picture| find(picture, index).map(|text| text.text.clone()).unwrap_or_default()));
    view! {
        <text
            x=drawn.attribute(find, index, |text| &text.x)
            dx=drawn.attribute(find, index, |text| &text.dx)
            y=drawn.attribute(find, index, |text| &text.y)
            text-anchor=drawn.attribute(find, index, |text| text.anchor)
        >
            {text}
        </text>
    }
}

/// A line of the grid with its amount.
#[component]
fn YTick(drawn: Drawn, index: usize) -> impl IntoView {
    let y = drawn.attribute(|picture, index| picture.y_ticks.get(index), index, |text| &text.y);
    let is_shown = live(move || drawn.0.with(|picture| display(index < picture.y_ticks.len()).to_owned()));
    view! {
        <g display=is_shown>
            <line x1="0" x2="100%" y1=y y2=y/>
            <g class="amount"><Label drawn find=|picture, index| picture.y_ticks.get(index) index/></g>
        </g>
    }
}

/// Where a mode is liquidated: a thin line, a marker on the curve, the price of bankruptcy on the axis, and a label.
#[component]
fn LiquidationMark(drawn: Drawn, of: fn(&Picture) -> &Mark, label: Find, class: Live, frame: Frame) -> impl IntoView {
    let read = move |part: fn(&Mark) -> &String| {
        live(move || {
            let text = drawn.0.with(|picture| part(of(picture)).clone());
            if text.is_empty() { "0".to_owned() } else { text }
        })
    };
    let shown = move |part: fn(&Mark) -> &String| {
        live(move || drawn.0.with(|picture| display(!part(of(picture)).is_empty()).to_owned()))
    };
    let x = read(|mark| &mark.x);
    view! {
        <g class=class display=shown(|mark| &mark.x)>
            <line x1=x x2=x y1=tenths(frame.top) y2=tenths(frame.bottom)/>
            <svg class="at" x=read(|mark| &mark.bankruptcy) y=tenths(frame.bottom)>
                <path class="bankruptcy" d="M0 0l5 8h-10Z" display=shown(|mark| &mark.bankruptcy)/>
            </svg>
            <svg class="at" x=x y=read(|mark| &mark.y)>
                <path class="marker" d=DIAMOND/>
            </svg>
            <Label drawn find=label index=0/>
            <g class="value"><Label drawn find=label index=1/></g>
            <Label drawn find=label index=2/>
        </g>
    }
}

/// The mark price: a line with its price on top, which the pointer can take and move.
///
/// Keys move the slider below; so the handle is not a second control for those who do not see it.
#[component]
fn MarkHandle(store: Store, drawn: Drawn, bottom: String) -> impl IntoView {
    // Where in the handle it was taken, so that it does not jump.
    let taken = StoredValue::new(None::<f64>);
    let plot_of = |event: &leptos::ev::PointerEvent| {
        use leptos::wasm_bindgen::JsCast as _;
        event
            .current_target()
            .and_then(|target| target.dyn_into::<leptos::web_sys::Element>().ok())
            .and_then(|handle| Some((handle.closest(".drawing").ok().flatten()?, handle)))
    };
    let take = move |event: leptos::ev::PointerEvent| {
        if event.button() != 0 {
            return;
        }
        let Some((plot, handle)) = plot_of(&event) else { return };
        let at = untrack(|| {
            let (reading, inputs) = (store.reading(), store.inputs());
            let plot = &reading.plot;
            (approximate(inputs.mark_price()) - plot.from) / (plot.to - plot.from)
        });
        taken.set_value(Some(browser::fraction_across(&plot, &event) - at));
        let _ = handle.set_pointer_capture(event.pointer_id());
        event.prevent_default();
    };
    let drag = move |event: leptos::ev::PointerEvent| {
        let Some(offset) = taken.get_value() else { return };
        let Some((plot, _)) = plot_of(&event) else { return };
        store.drag_mark(browser::fraction_across(&plot, &event) - offset);
    };
    let release = move |_| taken.set_value(None);
    let pill_x = drawn.read(|picture| tenths(-picture.now_half));
    let pill_width = drawn.read(|picture| tenths(picture.now_half * 2.0));
    let shift = drawn.read(|picture| ["translate(", &picture.now_shift, " 0)"].concat());
    view! {
        <svg
            class="at now"
            x=drawn.read(|picture| picture.now.clone())
            on:pointerdown=take
            on:pointermove=drag
            on:pointerup=release
            on:pointercancel=release
            on:lostpointercapture=release
        >
            <line x1="0" x2="0" y1="12" y2=bottom.clone()/>
            <rect class="hold" x="-16" y="0" width="32" height=bottom/>
            <g transform=shift>
                <rect class="pill" x=pill_x width=pill_width y="1" height="24" rx="12"/>
                <text y="17.5" text-anchor="middle">{drawn.read(|picture| picture.now_text.clone())}</text>
            </g>
        </svg>
    }
}

/// The numbers of the picture as a table. It is brought up to date while it is open.
#[component]
fn NumbersTable(store: Store) -> impl IntoView {
    let is_open = RwSignal::new(false);
    let table = Memo::new(move |known: Option<&Arc<Vec<Row>>>| match known {
        Some(known) if !is_open.get() => known.clone(),
        _ => {
            is_open.track();
            let reading = store.reading();
            Arc::new(rows(&reading.inputs, &reading.plot).unwrap_or_default())
        }
    });
    let toggle = move |event: leptos::ev::Event| {
        use leptos::wasm_bindgen::JsCast as _;
        let details = event.target().and_then(|target| target.dyn_into::<leptos::web_sys::Element>().ok());
        is_open.set(details.is_some_and(|details| details.has_attribute("open")));
    };
    let row = move |index: usize| {
        let read = move |text: fn(&Row, crate::words::Speaker<'_>) -> String| {
            live(move || {
                table.with(|rows| {
                    rows.get(index).map(|row| store.speak(|speaker| text(row, speaker))).unwrap_or_default()
                })
            })
        };
        let name = |row: &Row, speaker: crate::words::Speaker<'_>| {
            row.name.map(|name| speaker.words.text(name).to_owned()).unwrap_or_default()
        };
        view! {
            <tr class:hidden=flag(move || table.with(|rows| rows.len() <= index))>
                <th scope="row">
                    {read(|row, speaker| speaker.locale.price(row.price, Rounding::Nearest))} " "
                    <small>{read(name)}</small>
                </th>
                <td>{read(|row, speaker| speaker.locale.money(row.isolated))}</td>
                <td>{read(|row, speaker| speaker.locale.money(row.cross))}</td>
            </tr>
        }
    };
    view! {
        <details class="numbers" on:toggle=toggle>
            <summary>{store.text(Message::ShowTable)}</summary>
            <table>
                <caption>{store.text(Message::TableCaption)}</caption>
                <thead>
                    <tr>
                        <th scope="col">{store.text(Message::TablePrice)}</th>
                        <th scope="col">{store.text(Message::Isolated)}</th>
                        <th scope="col">{store.text(Message::Cross)}</th>
                    </tr>
                </thead>
                <tbody>{(0..ROWS).map(row).collect_view()}</tbody>
            </table>
        </details>
    }
}
