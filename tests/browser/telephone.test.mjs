// Compare on a telephone: the answer on the first screen, what else there is folded, and both prices in sight all the way down.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { DIST, launch, settled, visit } from "./support/browser.mjs";
import { field, fields, slider, type } from "./support/page.mjs";
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

const PHONE = { width: 390, height: 844, hasTouch: true };
const SMALL = { width: 320, height: 568, hasTouch: true };
const ASIDE = { width: 844, height: 390, hasTouch: true };
const NAMES = { 390: "a telephone", 320: "a small telephone", 844: "a telephone on its side" };

const at = async (options, look, fragment = "") => {
  const { page, problems, layoutShift, close } = await visit(browser, server.url + fragment, options);
  await look(page, layoutShift);
  assert.deepEqual(problems, []);
  await close();
};

const INPUTS = "More inputs";
const FIGURES = "All figures";
const fold = (page, name) => page.locator("summary").filter({ hasText: name });

/** What the first screen is to hold, from its top. */
const WANTED = [
  "#market",
  "h1.sentence",
  ".levers .side",
  ".levers input[type=range]",
  ...["isolated", "cross"].map((mode) => `.outcome.${mode} [data-field='${mode}.liquidation-price']`),
];
const AT_MOST = ["isolated", "cross"].map((mode) => `.outcome.${mode} [data-field='${mode}.max-loss']`);

/** Asserts that all of them are in the window as it opens. */
async function inSight(page, wanted, height) {
  assert.equal(await page.evaluate(() => scrollY), 0);
  for (const selector of wanted) {
    const part = page.locator(selector);
    assert.ok(await part.isVisible(), selector);
    const box = await part.boundingBox();
    assert.ok(box.y >= 0 && box.y + box.height <= height, `${selector}: ${JSON.stringify(box)}`);
  }
}

for (const theme of ["light", "dark"]) {
  test(`the first screen of a telephone has the answer, ${theme}`, () =>
    at({ ...PHONE, theme }, async (page, layoutShift) => {
      await inSight(page, [...WANTED, ...AT_MOST], PHONE.height);
      const tops = [];
      for (const selector of [...WANTED, ...AT_MOST]) tops.push((await page.locator(selector).boundingBox()).y);
      tops.forEach((top, index) => assert.ok(index === 0 || top >= tops[index - 1], tops.join()));
      for (const name of [INPUTS, FIGURES]) assert.ok((await fold(page, name).boundingBox()).y < PHONE.height);
      assert.ok((await layoutShift()) <= 0.02);
    }));
}

test("a small telephone has both prices on its first screen", () => at(SMALL, (page) => inSight(page, WANTED, SMALL.height)));
test("a telephone on its side has the answer on its first screen", () => at(ASIDE, (page) => inSight(page, [...WANTED, ...AT_MOST], ASIDE.height)));

for (const size of [SMALL, PHONE, ASIDE, { width: 768, height: 1024 }]) {
  test(`a longer sentence does not move the slider under the hand at ${size.width} px`, () =>
    at(size, async (page) => {
      const before = await slider(page, "Leverage").boundingBox();
      for (const side of ["Long", "Short"]) {
        await page.getByRole("radio", { name: side }).check({ force: true });
        for (const leverage of ["1", "2", "15", "33", "101"]) {
          await type(page, "Leverage, number", leverage);
          assert.deepEqual(await slider(page, "Leverage").boundingBox(), before, `${side}, ${leverage}`);
        }
      }
    }));
}

test("what is folded is told, and comes with a tap and with a key", () =>
  at(PHONE, async (page) => {
    const line = async (name) => (await fold(page, name).innerText()).replace(/\s+/g, " ");
    assert.equal(await line(INPUTS), "More inputs size 1,000 · wallet 2,000");
    assert.equal(await line(FIGURES), "All figures ratio 4.0% and 0.2%");
    const wallet = field(page, "Wallet balance, number");
    const ratio = page.locator(".outcome [data-field='cross.margin-ratio']");
    const bankruptcy = page.locator(".outcome [data-field='isolated.bankruptcy-price']");
    for (const folded of [wallet, ratio, bankruptcy]) assert.equal(await folded.isVisible(), false);
    await fold(page, INPUTS).click();
    assert.ok(await wallet.isVisible());
    await type(page, "Wallet balance, number", "3000");
    await fold(page, INPUTS).click();
    assert.equal(await wallet.isVisible(), false);
    assert.match(await line(INPUTS), /wallet 3,000$/);
    await fold(page, FIGURES).focus();
    await page.keyboard.press("Enter");
    for (const folded of [ratio, bankruptcy]) assert.ok(await folded.isVisible());
  }));

for (const width of [641, 768, 1440]) {
  test(`nothing is folded at ${width} px`, () =>
    at({ width, height: 900 }, async (page) => {
      for (const name of [INPUTS, FIGURES]) assert.equal(await fold(page, name).isVisible(), false);
      for (const name of ["Position size", "Isolated margin", "Wallet balance", "Entry price"]) assert.ok(await slider(page, name).isVisible(), name);
      assert.ok(await page.locator(".outcome [data-field='cross.margin-ratio']").isVisible());
    }));
}

test("a field in which something is wrong is never folded", () =>
  at({ width: 1440, height: 900 }, async (page) => {
    await type(page, "Wallet balance, number", "many");
    await page.setViewportSize({ width: PHONE.width, height: PHONE.height });
    await settled(page);
    const said = page.locator("#wallet-problem");
    const isOpen = () => page.locator("#more-inputs").evaluate((details) => details.open);
    assert.ok(await said.isVisible());
    assert.ok(await isOpen());
    await fold(page, INPUTS).click();
    await settled(page);
    assert.ok(await said.isVisible(), "it does not close over it");
    assert.ok(await isOpen());
    await type(page, "Wallet balance, number", "2000");
    await fold(page, INPUTS).click();
    await settled(page);
    assert.equal(await isOpen(), false);
    assert.equal(await field(page, "Wallet balance, number").isVisible(), false);
  }));

/** What the strip shows, and where; nothing while it is out of sight. */
const strip = (page) =>
  page.locator(".both").evaluate((strip) => {
    if (getComputedStyle(strip).visibility !== "visible" || getComputedStyle(strip).display === "none") return null;
    const { top, bottom, height } = strip.getBoundingClientRect();
    return { top, bottom, height, prices: [...strip.querySelectorAll(".number")].map((number) => number.textContent) };
  });

/** Resolves once the browser has told what is in sight. */
const told = async (page) => {
  await settled(page);
  await settled(page);
};

for (const size of [PHONE, SMALL, ASIDE]) {
  test(`on ${NAMES[size.width]} both prices are in sight wherever a slider is, and nothing is over it`, () =>
    at(size, async (page) => {
      await fold(page, INPUTS).click();
      for (const open of [false, true]) {
        if (open) await fold(page, FIGURES).click();
        for (const name of ["Leverage", "Position size", "Isolated margin", "Wallet balance", "Entry price", "Mark price"]) {
          for (const block of ["start", "center", "end"]) {
            await slider(page, name).evaluate((input, block) => input.scrollIntoView({ block }), block);
            await told(page);
            const thumb = await slider(page, name).boundingBox();
            const over = await page.evaluate(([x, y]) => document.elementFromPoint(x, y)?.type, [thumb.x + thumb.width / 2, thumb.y + 4]);
            assert.equal(over, "range", `${name}, ${block}`);
            const shown = await strip(page);
            // Leverage is above the prices: what is below the window was never gone.
            if (name === "Leverage" && !shown) continue;
            if (shown) {
              assert.ok(thumb.y >= shown.bottom, `${name}, ${block}: ${thumb.y}`);
              continue;
            }
            for (const price of await page.locator(".outcome .big").all()) {
              const box = await price.boundingBox();
              assert.ok(box.y >= 0 && box.y + box.height <= size.height, `${name}, ${block}: ${JSON.stringify(box)}`);
            }
          }
        }
      }
    }));
}

test("the strip takes the place of the head, shows what the outcomes show, and goes again", () =>
  at(PHONE, async (page) => {
    assert.equal(await strip(page), null);
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    await told(page);
    const shown = await strip(page);
    assert.deepEqual([shown.top, shown.height, shown.prices], [0, 58, ["54,216.90", "Never"]]);
    await slider(page, "Mark price").focus();
    await page.keyboard.press("Home");
    await settled(page);
    await fields(page);
    await slider(page, "Mark price").focus();
    await page.evaluate(() => scrollTo(0, 0));
    await told(page);
    assert.equal(await strip(page), null);
  }));

test("nothing else stays in sight while the page moves", () =>
  at(PHONE, async (page) => {
    await type(page, "Leverage, number", "x");
    const staying = await page.locator("body *").evaluateAll((elements) =>
      elements.filter((element) => element.checkVisibility() && ["fixed", "sticky"].includes(getComputedStyle(element).position)).map(({ className }) => className),
    );
    assert.deepEqual(staying.filter((name) => !name.startsWith("notice")), ["both stale"]);
  }));

test("the strip is for narrow screens", () =>
  at({ width: 1440, height: 500 }, async (page) => {
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    await told(page);
    assert.equal(await strip(page), null);
  }));

for (const size of [PHONE, ASIDE, { width: 768, height: 1024 }]) {
  test(`the keyboard goes as the eye does at ${size.width} px`, () =>
    at(size, async (page) => {
      for (const name of [INPUTS, FIGURES]) if (await fold(page, name).isVisible()) await fold(page, name).click();
      await page.evaluate(() => scrollTo(0, 0));
      await page.locator(".tabs a").last().focus();
      const places = [];
      for (;;) {
        await page.keyboard.press("Tab");
        const place = await page.evaluate(() => {
          const element = document.activeElement;
          if (!element.closest("main")) return null;
          // A field and its slider are one; so are the fields of a row.
          const part = element.closest(".field, .side, summary, .picker") ?? element;
          const { top, left } = part.getBoundingClientRect();
          return { name: element.id || element.textContent.trim() || element.value, top: Math.round(top + scrollY), left: Math.round(left) };
        });
        if (!place) break;
        places.push(place);
      }
      assert.ok(places.length > 14, JSON.stringify(places));
      places.forEach((place, index) => {
        const before = places[index - 1];
        assert.ok(!before || place.top >= before.top || place.left > before.left, `${JSON.stringify(place)} after ${JSON.stringify(before)}`);
      });
    }));
}
