//! The root component.

use leptos::prelude::*;

/// The whole page.
#[component]
pub fn App() -> impl IntoView {
    let leverage = RwSignal::new(10_u32);
    let margin = Memo::new(move |_| 1000 / leverage.get().max(1));
    let ticks = [1, 2, 5, 10, 20, 50, 100];
    view! {
        <main>
            <h1>"Isolated Margin"</h1>
            <label for="leverage">"Leverage"</label>
            <input
                id="leverage"
                type="range"
                min="1"
                max="100"
                step="1"
                prop:value=move || leverage.get().to_string()
                value="10"
                on:input=move |event| {
                    if let Ok(value) = event_target_value(&event).parse() {
                        leverage.set(value);
                    }
                }
            />
            <section aria-label="Isolated">
                <output data-field="isolated.max-loss" data-value=move || margin.get().to_string()>
                    {move || margin.get()}
                </output>
            </section>
            <svg viewBox="0 0 100 20" width="100" height="20" role="img" aria-label="Margin">
                <rect x="0" y="0" height="20" width=move || (margin.get() / 10).to_string() />
            </svg>
            <ul>
                <For each=move || ticks.into_iter().filter(move |tick| *tick <= leverage.get()) key=|tick| *tick let:tick>
                    <li>{tick}</li>
                </For>
            </ul>
            <Show when=move || margin.get() < 50 fallback=|| view! { <p>"Calm"</p> }>
                <p>"Thin"</p>
            </Show>
        </main>
    }
}
