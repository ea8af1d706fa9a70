// By pointer and by keyboard alone.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { DIST, launch, settled, visit } from "./support/browser.mjs";
import { fields, press, slider } from "./support/page.mjs";
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

const SLIDERS = ["Leverage", "Position size", "Isolated margin", "Wallet balance", "Entry price", "Mark price"];
const number = (page, name) => page.getByRole("textbox", { name: `${name}, number` });

test("every slider answers to the arrow keys, Home and End, and stops at what is allowed", async () => {
  const { page, problems, close } = await visit(browser, server.url);
  for (const name of SLIDERS) {
    const before = await number(page, name).inputValue();
    await press(page, name, "ArrowRight");
    const above = await number(page, name).inputValue();
    assert.notEqual(above, before, `${name} moves`);
    await press(page, name, "ArrowLeft", 2);
    await press(page, name, "Home");
    const first = await number(page, name).inputValue();
    await press(page, name, "End");
    const last = await number(page, name).inputValue();
    assert.notEqual(first, last, `${name} has two ends`);
    assert.equal(await page.locator(".stale-note").isVisible(), false, `${name} stops at what is allowed`);
    await page.getByRole("button", { name: "Reset" }).click();
  }
  assert.deepEqual(problems, []);
  await close();
});

test("one key press is one round number", async () => {
  const { page, close } = await visit(browser, server.url);
  for (const [name, before, after] of [
    ["Leverage", "10", "11"],
    ["Position size", "1,000", "1,100"],
    ["Entry price", "60,000", "60,100"],
    ["Mark price", "60,000", "60,100"],
  ]) {
    await page.getByRole("button", { name: "Reset" }).click();
    assert.equal(await number(page, name).inputValue(), before);
    await press(page, name, "ArrowRight");
    assert.equal(await number(page, name).inputValue(), after, name);
  }
  await close();
});

test("everything can be reached and used with the keyboard alone", async () => {
  const { page, problems, close } = await visit(browser, server.url);
  const reached = new Set();
  for (let presses = 0; presses < 40; presses += 1) {
    await page.keyboard.press("Tab");
    const name = await page.evaluate(() => {
      const element = document.activeElement;
      return element === document.body ? "" : element.getAttribute("aria-label") ?? element.labels?.[0]?.innerText ?? element.innerText;
    });
    if (name) reached.add(name.trim());
  }
  for (const name of [
    "Compare",
    "Copy link",
    "Reset",
    "Theme: as the system",
    "Long",
    "Market and venue",
    ...SLIDERS,
    ...SLIDERS.map((slider) => `${slider}, number`),
    "USDT",
    "Show as table",
    "Why may my venue show another number?",
  ]) {
    assert.ok(reached.has(name), `${name} is reached: ${[...reached].join(" | ")}`);
  }
  await page.getByRole("radio", { name: "Long" }).focus();
  await page.keyboard.press("ArrowRight");
  await settled(page);
  assert.ok(Number((await fields(page))["isolated.distance"]) > 0, "short");
  await page.getByRole("radio", { name: "USDT" }).focus();
  await page.keyboard.press("ArrowLeft");
  await settled(page);
  assert.ok(await page.getByRole("radio", { name: "BTC" }).isChecked());
  assert.match(await number(page, "Position size").inputValue(), /^0\.01666/);
  const market = page.getByRole("combobox", { name: "Market and venue" });
  await market.focus();
  for (const key of ["ArrowDown", "ArrowDown", "Enter"]) await page.keyboard.press(key);
  await settled(page);
  assert.match(await market.inputValue(), /^ETHUSDT on Binance/);
  await page.keyboard.press("ArrowDown");
  for (const name of ["Load all venues", "Flat maintenance rate"]) {
    await page.keyboard.press("Tab");
    assert.match(await page.evaluate(() => document.activeElement.innerText), new RegExp(`^${name}`));
  }
  await page.keyboard.press("Enter");
  await settled(page);
  assert.equal(await page.getByRole("textbox", { name: "Maintenance rate" }).inputValue(), "0.5");
  await page.getByRole("button", { name: "Theme: as the system" }).focus();
  await page.keyboard.press("Enter");
  assert.equal(await page.locator("html").getAttribute("data-theme"), "light");
  await page.keyboard.press("Enter");
  assert.equal(await page.locator("html").getAttribute("data-theme"), "dark");
  assert.deepEqual(problems, []);
  await close();
});

test("sliders are dragged, and stop where the others allow", async () => {
  const { page, close } = await visit(browser, server.url);
  const drag = async (name, to) => {
    const box = await slider(page, name).boundingBox();
    const value = Number(await slider(page, name).inputValue()) / 1000;
    const x = (fraction) => box.x + 11 + fraction * (box.width - 22);
    await page.mouse.move(x(value), box.y + box.height / 2);
    await page.mouse.down();
    for (let step = 1; step <= 5; step += 1) await page.mouse.move(x(value + ((to - value) * step) / 5), box.y + box.height / 2);
    await page.mouse.up();
    await settled(page);
  };
  await drag("Leverage", 0.6);
  assert.equal(await number(page, "Leverage").inputValue(), "20");
  await drag("Position size", 1);
  assert.equal(await number(page, "Position size").inputValue(), "40,000");
  const limit = Number(await slider(page, "Position size").inputValue());
  assert.ok(limit < 1000, "the thumb stands at the limit, not at the end");
  await drag("Isolated margin", 1);
  assert.equal(await number(page, "Isolated margin").inputValue(), "2,000");
  assert.equal(await page.locator(".stale-note").isVisible(), false);
  await close();
});

for (const width of [360, 1440]) {
  test(`the mark is dragged in the picture at ${width} px`, async () => {
    const { page, problems, close } = await visit(browser, server.url, { width });
    const drawing = page.locator(".drawing:visible");
    await drawing.scrollIntoViewIfNeeded();
    const box = await drawing.boundingBox();
    const at = (fraction) => box.x + fraction * box.width;
    await page.mouse.move(at(0.75), box.y + 150);
    await page.mouse.down();
    await page.mouse.move(at(0.7), box.y + 150);
    await page.mouse.move(at(0.5), box.y + 160);
    await page.mouse.up();
    await settled(page);
    const shown = await fields(page);
    assert.equal(shown["isolated.status"], "liquidated");
    assert.ok(Math.abs(Number(shown["cross.unrealized-pnl"]) + 333.33) < 8, shown["cross.unrealized-pnl"]);
    await page.mouse.move(at(0.9), box.y + 150);
    await settled(page);
    assert.deepEqual(await fields(page), shown, "released, it stays");
    await page.getByRole("button", { name: "Back to entry" }).click();
    await settled(page);
    assert.equal((await fields(page))["isolated.status"], "open");
    assert.deepEqual(problems, []);
    await close();
  });
}

test("the pointer never takes the page's own scrolling", async () => {
  const { page, close } = await visit(browser, server.url, { width: 360, hasTouch: true });
  const actions = await page
    .locator(".drawing:visible, .drawing:visible .now, input[type=range]")
    .evaluateAll((elements) => elements.map((element) => getComputedStyle(element).touchAction));
  assert.ok(actions.every((action) => action.includes("pan-y")), actions.join());
  await page.mouse.move(180, 400);
  await page.mouse.wheel(0, 300);
  await page.waitForFunction(() => scrollY > 0);
  await close();
});

test("on a narrow screen both prices stay in sight while a slider is moved", async () => {
  const { page, close } = await visit(browser, server.url, { width: 360, height: 640 });
  await page.getByText("More inputs").click();
  await slider(page, "Entry price").scrollIntoViewIfNeeded();
  await slider(page, "Entry price").focus();
  await page.keyboard.press("ArrowRight");
  await settled(page);
  const shown = await fields(page);
  for (const mode of ["isolated", "cross"]) {
    const price = page.locator(`.both [data-field='${mode}.liquidation-price']`);
    assert.ok(await price.isVisible());
    assert.equal(await price.getAttribute("data-value"), shown[`${mode}.liquidation-price`]);
    const box = await price.boundingBox();
    assert.ok(box.y >= 0 && box.y + box.height < (await slider(page, "Entry price").boundingBox()).y, JSON.stringify(box));
  }
  await close();
});

test("nothing moves by itself where motion is not wanted", async () => {
  const { page, close } = await visit(browser, server.url, { reducedMotion: "reduce" });
  const moving = await page.locator("body *").evaluateAll(
    (elements) =>
      elements.filter((element) => {
        const { transitionDuration, animationName } = getComputedStyle(element);
        return animationName !== "none" || transitionDuration.split(",").some((duration) => parseFloat(duration) > 0);
      }).length,
  );
  assert.equal(moving, 0);
  await close();
});

for (const width of [320, 768, 1440]) {
  test(`no number of twelve digits leaves the page at ${width} px`, async () => {
    const fragment = "#v1&market=flat&lev=10&value=100000000000&wallet=999999999999&entry=123456789012&margin=20000000000";
    const { page, close } = await visit(browser, server.url + fragment, { width });
    const figures = page.getByText("All figures");
    if (await figures.isVisible()) await figures.click();
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(wide <= width, `${wide} px`);
    const cut = await page.locator(".outcome .number, .sentence .number").evaluateAll((elements) =>
      elements.filter((element) => {
        const card = (element.closest(".outcome") ?? document.body).getBoundingClientRect();
        const box = element.getBoundingClientRect();
        return box.right > card.right + 0.5 || box.left < card.left - 0.5;
      }).map((element) => element.textContent),
    );
    assert.deepEqual(cut, []);
    await close();
  });
}
