// The head of the pages: rooms and tabs, what they say of where one is, and the tools, of which a telephone keeps some behind a button.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { DIST, launch, PAGES, settled, visit } from "./support/browser.mjs";
import { serve } from "./support/server.mjs";

let server;
let browser;
before(async () => {
  server = await serve(DIST);
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await server?.close();
});

const PHONE = { width: 390, height: 844 };

const at = async (name, options, look) => {
  const { page, problems, close } = await visit(browser, server.url + name, options);
  await look(page);
  assert.deepEqual(problems, []);
  await close();
};

const links = (page, name) =>
  page.getByRole("navigation", { name }).getByRole("link").evaluateAll((links) => links.map((link) => [link.textContent, link.getAttribute("aria-current")]));

for (const [name, room, tab] of [
  ["index.html", "Position", "Compare"],
  ["venues.html", "Position", "Venues"],
  ["account.html", "Account"],
  ["embedding.html", "Embed"],
]) {
  test(`the head of ${name} says where one is`, () =>
    at(name, {}, async (page) => {
      const rooms = ["Position", "Account", "Embed"].map((title) => [title, title === room ? (tab ? "true" : "page") : null]);
      assert.deepEqual(await links(page, "Rooms"), rooms);
      const tabs = tab ? ["Compare", "Venues"].map((title) => [title, title === tab ? "page" : null]) : [];
      assert.deepEqual(await links(page, room), tabs, "a room of one page has no tabs");
    }));
}

for (const name of PAGES) {
  for (const width of [320, 390, 641, 780, 1440]) {
    test(`the rooms and the tools of ${name} stand in one row at ${width} px`, () =>
      at(name, { width }, async (page) => {
        const boxes = await page.locator(".rooms a, .tools > button, .seldom button").evaluateAll((parts) =>
          parts.filter((part) => part.checkVisibility()).map((part) => {
            const { left, right, top, bottom } = part.getBoundingClientRect();
            return { name: part.textContent, left, right, middle: (top + bottom) / 2, height: bottom - top };
          }),
        );
        assert.equal(boxes.length, width > 640 ? 6 : 5);
        boxes.forEach((box, index) => {
          assert.ok(box.left >= 0 && box.right <= width && box.height >= 32, JSON.stringify(box));
          assert.ok(Math.abs(box.middle - boxes[0].middle) < 2, JSON.stringify(box));
          if (index) assert.ok(box.left >= boxes[index - 1].right, JSON.stringify(box));
        });
        assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= width);
      }));
  }
}

test("from tab to tab, and from room to room, the position comes along", () =>
  at("index.html#v2&lev=20", PHONE, async (page) => {
    const follow = async (name) => {
      await page.getByRole("link", { name, exact: true }).click();
      await page.locator("html[data-awake]").waitFor({ state: "attached" });
    };
    for (const name of ["Venues", "Account", "Embed", "Position"]) await follow(name);
    assert.match(page.url(), /\/#v2&lev=20[&~]/);
    assert.equal(await page.getByRole("textbox", { name: "Leverage, number" }).inputValue(), "20");
  }));

/** The name of what has the focus. */
const focused = (page) => page.evaluate(() => document.activeElement.getAttribute("aria-label") ?? document.activeElement.innerText);

for (const name of PAGES) {
  test(`on a telephone what is seldom wanted on ${name} is behind a button, for the keyboard, too`, () =>
    at(name, PHONE, async (page) => {
      const [more, reset] = [page.getByRole("button", { name: "More tools" }), page.getByRole("button", { name: "Reset" })];
      const theme = page.getByRole("button", { name: /^Theme: / });
      assert.equal(await reset.isVisible(), false);
      await page.getByRole("button", { name: "Copy link" }).focus();
      await page.keyboard.press("Tab");
      assert.equal(await focused(page), "More tools");
      await page.keyboard.press("Enter");
      assert.ok(await reset.isVisible());
      const seen = await page.locator("#tools").boundingBox();
      assert.ok(seen.x >= 0 && seen.x + seen.width <= PHONE.width && seen.y > 40, JSON.stringify(seen));
      for (const next of ["Reset", "Theme: as the system"]) {
        await page.keyboard.press("Tab");
        assert.equal((await focused(page)).trim(), next);
      }
      await page.keyboard.press("Enter");
      assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), "light");
      assert.equal((await theme.innerText()).trim(), "Theme: light");
      await page.keyboard.press("Escape");
      assert.equal(await reset.isVisible(), false);
      assert.equal(await focused(page), "More tools", "the focus goes back to where it was opened");
      await more.click();
      assert.ok(await theme.isVisible());
      await page.mouse.click(100, 600);
      assert.equal(await theme.isVisible(), false, "a tap beside it closes it");
      await more.click();
      await reset.click();
      assert.equal(await theme.isVisible(), false, "nothing is left to do in it");
    }));
}

test("on a wide screen the market and the day of its table stand beside the tabs", async () => {
  const line = (page) => page.locator(".market-line");
  await at("index.html", { today: "2026-11-28" }, async (page) => {
    assert.equal((await line(page).innerText()).replaceAll("\u00a0", " "), "BTCUSDT on Binance Table of 29 Sep 2026");
    await page.getByRole("combobox", { name: "Market and venue" }).click();
    await page.getByRole("button", { name: "Flat maintenance rate" }).click();
    await settled(page);
    assert.equal((await line(page).innerText()).trim(), "Flat maintenance rate");
  });
  await at("index.html", PHONE, async (page) => assert.equal(await line(page).isVisible(), false));
});

test("copying the link keeps its button on a telephone, and shows that it has copied", () =>
  at("index.html", { ...PHONE, permissions: ["clipboard-read", "clipboard-write"] }, async (page) => {
    const sign = () => page.locator(".copy").evaluate((button) => getComputedStyle(button, "::before").maskImage);
    const before = await sign();
    await page.getByRole("button", { name: "Copy link" }).click();
    await page.getByRole("button", { name: "Link copied" }).waitFor();
    await settled(page);
    assert.notEqual(await sign(), before);
  }));
