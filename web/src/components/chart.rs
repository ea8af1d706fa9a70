//! The picture, the mark price along its axis, and the table of the same numbers.

use super::field::NumberField;
use crate::browser;
use crate::chart::{Frame, Mark, Picture, ROWS, Row, Text, X_TICKS, Y_TICKS, rows};
use crate::number::{Rounding, Sign, approximate};
use crate::state::Field;
use crate::store::Store;
use crate::words::Message;
use leptos::prelude::*;
use std::sync::Arc;

/// The figure: a picture in two sizes, of which the style sheet shows one, and what belongs to it.
#[component]
pub fn ChartFigure(store: Store) -> impl IntoView {
    let is_moved = move || store.inputs().mark.is_some();
    let hint = move || {
        let inputs = store.inputs();
        store.speak(|speaker| match inputs.mark {
            None => speaker.words.text(Message::MarkFollows).to_owned(),
            Some(mark) => {
                let change = mark.checked_sub(inputs.entry).and_then(|change| change.checked_div(inputs.entry));
                let change = speaker.locale.percent(change.unwrap_or_default(), 2, Sign::Always);
                speaker.words.fill(Message::MarkSet, &[("change", &change)])
            }
        })
    };
    view! {
        <figure>
            <figcaption><b>{store.text(Message::ChartTitle)}</b> " " <span>{store.text(Message::ChartAxis)}</span></figcaption>
            <Drawing store frame=Frame::WIDE/>
            <Drawing store frame=Frame::NARROW/>
            <div class="along">
                <NumberField store field=Field::Mark>
                    <p class="hint">
                        <span>{hint}</span>
                        <button
                            type="button"
                            class="undo"
                            class:hidden=move || !is_moved()
                            on:click=move |_| store.back_to_entry()
                        >
                            {store.text(Message::BackToEntry)}
                        </button>
                    </p>
                </NumberField>
            </div>
            <NumbersTable store/>
        </figure>
    }
}

/// A memo of the picture, and a way to read an attribute from it without naming a type for every attribute.
#[derive(Clone, Copy)]
struct Drawn(Memo<Arc<Picture>>);

impl Drawn {
    fn read<T>(self, of: impl Fn(&Picture) -> T) -> T {
        self.0.with(|picture| of(picture))
    }
}

/// The picture in one size. Its elements stay; their attributes change.
#[component]
fn Drawing(store: Store, frame: Frame) -> impl IntoView {
    let drawn = Drawn(Memo::new_with_compare(
        move |_| {
            let reading = store.reading();
            Arc::new(store.speak(|speaker| Picture::new(&reading.plot, &frame, speaker)))
        },
        |one, other| one != other,
    ));
    let id = |part: &str| ["chart-", frame.name, part].concat();
    let summary = move || {
        let reading = store.reading();
        let sentence = store.sentence();
        store.speak(|speaker| {
            let price = |price: f64| speaker.locale.price(crate::number::rounded(price, -2), Rounding::Nearest);
            let left = |course: &crate::chart::Course| speaker.money(course.left);
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
    };
    let height = frame.height.to_string();
    let path_area = format!("0 0 1000 {height}");
    let [top, bottom] = [frame.top, frame.bottom].map(|y| y.to_string());
    let across = |y: &str| (y.to_owned(), y.to_owned());
    let (axis_from, axis_to) = across(&bottom);
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
                <line x1="0" x2="100%" y1=axis_from y2=axis_to/>
                {(0..X_TICKS)
                    .map(|index| view! { <Label drawn of=move |picture| picture.x_ticks.get(index)/> })
                    .collect_view()}
            </g>
            <svg class="lines" width="100%" height=height.clone() viewBox=path_area preserveAspectRatio="none">
                <path class="gap" d=move || drawn.read(|picture| picture.gap.clone())/>
                <path class="line isolated" d=move || drawn.read(|picture| picture.isolated.path.clone())/>
                <path class="line cross" d=move || drawn.read(|picture| picture.cross.path.clone())/>
            </svg>
            <LiquidationMark drawn of=|picture| &picture.isolated_mark mode="isolated" frame/>
            <LiquidationMark drawn of=|picture| &picture.cross_mark mode="cross" frame/>
            <g class="label isolated"><Label drawn of=|picture| Some(&picture.isolated.label)/></g>
            <g class="label cross"><Label drawn of=|picture| Some(&picture.cross.label)/></g>
            <MarkHandle store drawn top bottom/>
        </svg>
    }
}

/// One text. Where it has no place, it is empty.
#[component]
fn Label(drawn: Drawn, of: impl Fn(&Picture) -> Option<&Text> + Copy + Send + Sync + 'static) -> impl IntoView {
    let read = move |part: fn(&Text) -> &str| drawn.read(|picture| of(picture).map_or("", part).to_owned());
    let or_zero = move |part: fn(&Text) -> &str| {
        let text = read(part);
        if text.is_empty() { "0".to_owned() } else { text }
    };
    view! {
        <text
            x=move || or_zero(|text| &text.x)
            dx=move || or_zero(|text| &text.dx)
            y=move || or_zero(|text| &text.y)
            text-anchor=move || read(|text| text.anchor)
        >
            {move || read(|text| &text.text)}
        </text>
    }
}

/// A line of the grid with its amount.
#[component]
fn YTick(drawn: Drawn, index: usize) -> impl IntoView {
    let y =
        move || drawn.read(|picture| picture.y_ticks.get(index).map_or_else(|| "0".to_owned(), |tick| tick.y.clone()));
    let text =
        move || drawn.read(|picture| picture.y_ticks.get(index).map(|tick| tick.text.clone()).unwrap_or_default());
    let display = move || drawn.read(|picture| if index < picture.y_ticks.len() { "inline" } else { "none" });
    view! {
        <g display=display>
            <line x1="0" x2="100%" y1=y y2=y/>
            <text x="-10" y=y dy="4" text-anchor="end">{text}</text>
        </g>
    }
}

/// Where a mode is liquidated: a thin line, a marker on the curve, the price of bankruptcy on the axis, and a label.
#[component]
fn LiquidationMark(drawn: Drawn, of: fn(&Picture) -> &Mark, mode: &'static str, frame: Frame) -> impl IntoView {
    let read = move |part: fn(&Mark) -> &String| {
        let text = drawn.read(|picture| part(of(picture)).clone());
        if text.is_empty() { "0".to_owned() } else { text }
    };
    let shown = move |part: fn(&Mark) -> &String| {
        drawn.read(|picture| if part(of(picture)).is_empty() { "none" } else { "inline" })
    };
    let x = move || read(|mark| &mark.x);
    view! {
        <g class=["liquidation ", mode].concat() display=move || shown(|mark| &mark.x)>
            <line x1=x x2=x y1=frame.top.to_string() y2=frame.bottom.to_string()/>
            <svg class="at" x=move || read(|mark| &mark.bankruptcy) y=frame.bottom.to_string()>
                <path class="bankruptcy" d="M0 0l5 8h-10Z" display=move || shown(|mark| &mark.bankruptcy)/>
            </svg>
            <svg class="at" x=x y=move || read(|mark| &mark.y)>
                <path class="marker" d="M0-8L8 0L0 8L-8 0Z"/>
            </svg>
            <Label drawn of=move |picture| Some(&of(picture).label[0])/>
            <g class="value"><Label drawn of=move |picture| Some(&of(picture).label[1])/></g>
            <Label drawn of=move |picture| Some(&of(picture).label[2])/>
        </g>
    }
}

/// The mark price: a line with its price on top, which the pointer can take and move.
///
/// Keys move the slider below; so the handle is not a second control for those who do not see it.
#[component]
fn MarkHandle(store: Store, drawn: Drawn, top: String, bottom: String) -> impl IntoView {
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
    let pill_x = move || drawn.read(|picture| crate::chart::tenths(-picture.now_half));
    let pill_width = move || drawn.read(|picture| crate::chart::tenths(picture.now_half * 2.0));
    let shift = move || drawn.read(|picture| ["translate(", &picture.now_shift, " 0)"].concat());
    view! {
        <svg
            class="at now"
            x=move || drawn.read(|picture| picture.now.clone())
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
                <text y="17.5" text-anchor="middle">{move || drawn.read(|picture| picture.now_text.clone())}</text>
            </g>
            <circle class="knob" cx="0" cy=top r="0"/>
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
            table.with(|rows| rows.get(index).map(|row| store.speak(|speaker| text(row, speaker))).unwrap_or_default())
        };
        let name = |row: &Row, speaker: crate::words::Speaker<'_>| {
            row.name.map(|name| speaker.words.text(name).to_owned()).unwrap_or_default()
        };
        view! {
            <tr class:hidden=move || table.with(|rows| rows.len() <= index)>
                <th scope="row">
                    {move || read(|row, speaker| speaker.locale.price(row.price, Rounding::Nearest))} " "
                    <small>{move || read(name)}</small>
                </th>
                <td>{move || read(|row, speaker| speaker.locale.money(row.isolated))}</td>
                <td>{move || read(|row, speaker| speaker.locale.money(row.cross))}</td>
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
