// The page Account as the tests see it: what it shows, and how a reader acts on it.

import { settled } from "./browser.mjs";

/**
 * The link to an isolated and a cross account with a long and a smaller short of every market: twelve positions, each with
 * a liquidation price that no price within 9% reaches.
 */
export const TWELVE_POSITIONS = `#a1${["isolated", "cross"].map((mode, account) => {
  const letter = "ab"[account];
  const markets = [["BTCUSDT", 60_000], ["ETHUSDT", 2_000], ["SOLUSDT", 100]];
  const settings = markets.map(([market]) => `&${letter}.${market}=${mode}:10`);
  const positions = markets.flatMap(([market, price]) =>
    [["long", 12_000], ["short", 3_000]].map(([side, value]) => {
      const margin = mode === "isolated" ? [value / 10] : [];
      return [market, side, value / price, value, ...margin].join(":");
    }),
  );
  const numbered = positions.map((position, index) => `&${letter}.${index + 1}=${position}`);
  return `&${letter}.wallet=5500&${letter}.positions=hedge${settings.join("")}${numbered.join("")}`;
}).join("")}`;

/** An account by its name: "Isolated account" or "Cross account". */
export const account = (page, name) => page.getByRole("region", { name, exact: true });

/** A position of an account by its name: "BTCUSDT long". */
export const position = (page, of, name) => account(page, of).getByRole("article", { name, exact: true });

/** The numbers inside an element by their names: `{ "position.margin": "100", … }`. The first of a name counts. */
export async function numbers(element) {
  const pairs = await element
    .locator("[data-field]")
    .evaluateAll((elements) => elements.map(({ dataset }) => [dataset.field, dataset.value]));
  return Object.fromEntries(pairs.reverse());
}

/** Everything that stands on the page with an exact value, in order. */
export const everything = (page) =>
  page
    .locator("[data-field]")
    .evaluateAll((elements) => elements.map(({ dataset, textContent }) => [dataset.field, dataset.value, textContent]));

/** The lines of the log, the last first, with their account: "Isolated account BTCUSDT long was …". */
export const log = (page) => page.getByRole("log").getByRole("listitem").allInnerTexts().then((lines) =>
  lines.map((line) => line.replaceAll(/\s+/g, " ")),
);

/** Two ways to press a button: with the pointer, or with the keyboard. */
export const HANDS = {
  pointer: (button) => button.click(),
  keyboard: async (button) => {
    await button.focus();
    await button.press("Enter");
  },
};

/** Presses a button of the page, or of a part of it, and waits for what it changes. */
export async function pressButton(page, name, { hand = HANDS.pointer, within = page } = {}) {
  await hand(within.getByRole("button", { name, exact: true }));
  await settled(page);
}
