// The page as the tests see it: what it shows, and how a reader acts on it.

import { settled } from "./browser.mjs";

/** Every number the outcomes and the sentence show: `{ "isolated.liquidation-price": "54216.87", … }`. */
export async function fields(page) {
  const pairs = await page.locator("[data-field]").evaluateAll((elements) =>
    elements.map(({ dataset }) => [dataset.field, dataset.value]),
  );
  const shown = {};
  for (const [field, value] of pairs) {
    if (field in shown && shown[field] !== value) throw new Error(`${field} is shown as ${shown[field]} and as ${value}`);
    shown[field] = value;
  }
  return shown;
}

/** A slider by its accessible name: "Leverage", "Position value", "Isolated margin", … */
export const slider = (page, name) => page.getByRole("slider", { name, exact: true });

/** A text field by its accessible name: that of its slider with ", number" after it. */
export const field = (page, name) => page.getByRole("textbox", { name, exact: true });

/** An outcome by its name: "Isolated" or "Cross". */
export const outcome = (page, name) => page.getByRole("region", { name, exact: true });

/** Types into the text field of a slider, as a reader does, and waits for what it changes. */
export async function type(page, name, text) {
  await field(page, name).fill(text);
  await settled(page);
}

/** Presses a key on a slider so many times, and waits for what it changes. */
export async function press(page, name, key, times = 1) {
  const target = slider(page, name);
  await target.focus();
  for (let time = 0; time < times; time += 1) await target.press(key);
  await settled(page);
}
