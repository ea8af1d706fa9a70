// Numbers as people type and paste them: what is understood, what is asked about at the field, and the keys of a field.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { AxeBuilder } from "@axe-core/playwright";
import { DIST, launch, settled, THEMES, visit } from "./support/browser.mjs";
import { account, numbers, pressButton } from "./support/account.mjs";
import { calculated, serveHosts } from "./support/host.mjs";
import { field, fields, type } from "./support/page.mjs";
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

/** Opens a page and hands over the visit. What the browser complained of fails the test. */
async function on(name, look, options) {
  const visited = await visit(browser, `${server.url}${name}`, { today: "2026-10-01", ...options });
  await look(visited.page, visited);
  assert.deepEqual(visited.problems, []);
  assert.deepEqual(await visited.violations(), []);
  await visited.close();
}

const GERMAN = { locale: "de-DE" };
/** The field of a number on each page: its name, and what is beside it. */
const FACES = [
  { page: "", name: "Position size, number" },
  { page: "venues.html", name: "Position size, number" },
];

/** What the text of a field was taken for: what stands there once it is left. */
async function taken(page, name) {
  await field(page, name).blur();
  await settled(page);
  return field(page, name).inputValue();
}

/** Pastes, as a reader does: over all that stands in the field. */
async function paste(page, name, text) {
  await field(page, name).focus();
  await page.evaluate(async (pasted) => {
    document.activeElement.select();
    document.execCommand("insertText", false, pasted);
  }, text);
  await settled(page);
}

for (const { page: face, name } of FACES) {
  test(`what is pasted is understood: ${face || "index.html"}`, async () => {
    for (const [locale, pairs] of [
      ["en-US", [["$1000", "1,000"], [" 1 500 ", "1,500"], ["1000 USDT", "1,000"], ["1.5k", "1,500"], ["0.002m", "2,000"], ["1,234", "1,234"], ["1,5", "1.5"], ["16e2", "1,600"]]],
      ["de-DE", [["$1000", "1000"], ["1.234,50", "1.234,5"], ["1,234.50", "1.234,5"], ["0.2134", "0,2134"], ["1250.5", "1.250,5"], ["1,5k", "1500"]]],
    ]) {
      await on(
        face,
        async (page) => {
          for (const [text, number] of pairs) {
            await paste(page, name, text);
            assert.equal(await taken(page, name), number, `${text} in ${locale}`);
          }
        },
        { locale },
      );
    }
  });

  test(`another unit is refused: ${face || "index.html"}`, () =>
    on(face, async (page) => {
      await type(page, name, "0.35 BTC");
      await page.getByText("This is another unit. The field takes USDT.").waitFor();
      assert.equal(await taken(page, name), "0.35 BTC", "the text stays as typed");
    }));

  test(`what can be two numbers is asked about, and answered with the keyboard: ${face || "index.html"}`, () =>
    on(
      face,
      async (page) => {
        await type(page, name, "1.234");
        const question = page.getByRole("group", { name: "This can mean two numbers: choose one." });
        assert.ok(await question.isVisible());
        assert.ok(await field(page, name).evaluate((input) => input === document.activeElement), "the focus stays");
        const answers = question.getByRole("button");
        assert.deepEqual((await answers.allInnerTexts()).map((text) => text.replace(/\s\S+$/, "")), ["1234", "1,234"]);
        await answers.last().focus();
        await page.keyboard.press("Enter");
        await settled(page);
        assert.equal(await field(page, name).inputValue(), "1,234");
        assert.equal(await question.isVisible(), false);
        assert.ok(await field(page, name).evaluate((input) => input === document.activeElement), "the focus comes back");
        await type(page, name, "1.234");
        await answers.first().click();
        await settled(page);
        assert.equal(await field(page, name).inputValue(), "1234");
      },
      GERMAN,
    ));

  test(`the buttons of the question come next for the keyboard: ${face || "index.html"}`, () =>
    on(
      face,
      async (page) => {
        await type(page, name, "1.234");
        const texts = [];
        for (let press = 0; press < 8; press += 1) {
          await page.keyboard.press("Tab");
          texts.push(await page.evaluate(() => document.activeElement.innerText.replace(/\s\S+$/, "")));
        }
        assert.ok(texts.indexOf("1234") >= 0 && texts.indexOf("1,234") === texts.indexOf("1234") + 1, texts.join(" | "));
      },
      GERMAN,
    ));

  test(`a tap selects the number, and a second one sets the caret: ${face || "index.html"}`, () =>
    on(face, async (page) => {
      const input = field(page, name);
      const selected = () => input.evaluate(({ selectionStart, selectionEnd, value }) => [selectionStart, selectionEnd, value.length]);
      await input.click();
      let [start, end, length] = await selected();
      assert.deepEqual([start, end], [0, length]);
      await input.click();
      [start, end] = await selected();
      assert.equal(start, end, "the caret");
      assert.equal(await input.getAttribute("enterkeyhint"), "done");
    }));

  test(`Escape puts the last number back: ${face || "index.html"}`, () =>
    on(face, async (page) => {
      const input = field(page, name);
      const good = await input.inputValue();
      await input.focus();
      await page.keyboard.type("x");
      await settled(page);
      assert.equal(await input.getAttribute("aria-invalid"), "true");
      await page.keyboard.press("Escape");
      await settled(page);
      assert.equal(await input.inputValue(), good);
      assert.equal(await input.getAttribute("aria-invalid"), "false");
    }));
}

test("a price of Account is asked about before it moves", () =>
  on(
    "account.html",
    async (page) => {
      const name = "BTCUSDT price, number";
      const mark = async () => (await numbers(page.locator("main")))["market.BTCUSDT.mark-price"];
      await type(page, name, "58.000");
      await page.keyboard.press("Enter");
      await settled(page);
      assert.equal(await mark(), "60000");
      await page.getByRole("button", { name: /^58000/ }).click();
      await settled(page);
      assert.equal(await mark(), "58000");
      await type(page, name, "$61,250.5");
      await page.keyboard.press("Enter");
      await settled(page);
      assert.equal(await mark(), "61250.5");
      await type(page, name, "5");
      await page.keyboard.press("Escape");
      await settled(page);
      assert.equal(await field(page, name).inputValue(), "61.250,5");
      assert.equal(await mark(), "61250.5");
    },
    GERMAN,
  ));

test("in a panel of Account Escape puts the number back first, and then closes the panel", () =>
  on(
    "account.html",
    async (page) => {
      const within = account(page, "Isolated account");
      await pressButton(page, "Deposit", { within });
      const amount = within.getByRole("textbox", { name: "Amount, number" });
      const good = await amount.inputValue();
      await amount.fill("1.500");
      await settled(page);
      const answers = within.getByRole("group", { name: "This can mean two numbers: choose one." }).getByRole("button");
      assert.deepEqual(await answers.allInnerTexts(), ["1500\u00a0USD", "1,5\u00a0USD"]);
      await amount.press("Escape");
      await settled(page);
      assert.equal(await amount.inputValue(), good);
      await amount.fill("1.500");
      await answers.first().click();
      await settled(page);
      assert.equal(await amount.inputValue(), "1500");
      await pressButton(page, "Deposit 1.500\u00a0USD", { within });
      assert.equal(await amount.count(), 0);
      await pressButton(page, "Deposit", { within });
      await amount.press("Escape");
      await settled(page);
      assert.equal(await amount.count(), 0, "nothing was typed");
    },
    GERMAN,
  ));

test("Enter leaves a field, which closes a keyboard on the screen", async () => {
  await on(
    "",
    async (page) => {
      const input = field(page, "Leverage, number");
      await input.tap();
      await page.keyboard.type("20");
      await page.keyboard.press("Enter");
      await settled(page);
      assert.equal((await fields(page))["isolated.max-loss"], "50");
      assert.equal(await input.evaluate((element) => element === document.activeElement), false);
    },
    { hasTouch: true, isMobile: true, width: 390, height: 844 },
  );
});

test("the widget asks, too, and the page round it hears Escape only where the field has no use for it", async () => {
  const hosts = await serveHosts(server.url);
  const { page, problems, close } = await visit(browser, `${hosts.url}plain.html`, { ready: calculated, ...GERMAN });
  const name = "Position size, number";
  await page.evaluate(() => {
    window.escapes = 0;
    addEventListener("keydown", ({ key }) => (window.escapes += key === "Escape"));
  });
  await type(page, name, "1.234");
  const answers = page.getByRole("group", { name: "This can mean two numbers: choose one." }).getByRole("button");
  await answers.first().focus();
  await page.keyboard.press("Enter");
  await settled(page);
  assert.equal(await field(page, name).inputValue(), "1234");
  assert.equal(await page.evaluate(() => document.querySelector("isolated-margin").state.value), "1234");
  await page.keyboard.press("Escape");
  assert.equal(await page.evaluate(() => window.escapes), 1, "the focus is back in the field, where nothing is typed");
  await page.keyboard.type("x");
  await page.keyboard.press("Escape");
  await settled(page);
  assert.equal(await field(page, name).inputValue(), "1234");
  assert.equal(await page.evaluate(() => window.escapes), 1);
  await page.evaluate(() => document.querySelector("isolated-margin").setAttribute("value", "1.5k"));
  assert.equal(await page.evaluate(() => document.querySelector("isolated-margin").state.value), "1234", "attributes are strict");
  assert.equal(problems.length, 1, "and said to be bad");
  await close();
  await hosts.close();
});

for (const theme of THEMES) {
  for (const width of [320, 390]) {
    test(`the question has its place and its contrast: ${width} px, ${theme}`, () =>
      on(
        "",
        async (page) => {
          await page.getByText("More inputs").click();
          await type(page, "Position size, number", "1.234");
          const axe = await new AxeBuilder({ page }).include(".inputs").analyze();
          assert.deepEqual(axe.violations.map(({ id }) => id), []);
          assert.equal(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth), false);
          for (const answer of await page.locator(".question button").all()) {
            const { width: wide, height } = await answer.boundingBox();
            assert.ok(wide >= 44 && height >= 36, `${wide} × ${height}`);
          }
        },
        { ...GERMAN, theme, width, height: 844 },
      ));
  }
}
