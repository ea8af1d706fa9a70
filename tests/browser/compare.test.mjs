// What the first screen says: the opening example, the traps of tier tables, and every kind of outcome.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { DIST, launch, settled, visit } from "./support/browser.mjs";
import { fields, outcome, press, slider, type } from "./support/page.mjs";
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

/** Opens a state and hands over its page. What the browser complained of fails the test. */
async function at(fragment, look, options) {
  const visited = await visit(browser, server.url + fragment, options);
  await look(visited.page);
  assert.deepEqual(visited.problems, []);
  assert.deepEqual(await visited.violations(), []);
  await visited.close();
}

/** The prices that markets begin with, by their symbols: those of one day, as the data has them. */
const EXAMPLES = JSON.parse(readFileSync(new URL("../../crates/margin-venues/data/prices/binance-usdm.json", import.meta.url))).prices;
const picker = (page) => page.getByRole("combobox", { name: "Market and venue" });
const sentence = async (page) => (await page.locator("h1").innerText()).replaceAll("\u00a0", " ");

test("the opening example: isolated is liquidated, cross never is", () =>
  at("", async (page) => {
    const shown = await fields(page);
    assert.match(shown["isolated.liquidation-price"], /^54216\.8674698795180722891566/);
    assert.equal(shown["cross.liquidation-price"], "never");
    for (const [field, value] of Object.entries({
      "isolated.status": "open",
      "isolated.max-loss": "100",
      "isolated.balance-at-worst": "1900",
      "isolated.balance-after": "2000",
      "isolated.loss": "0",
      "cross.status": "open",
      "cross.max-loss": "1000",
      "cross.balance-at-worst": "1000",
      "cross.bankruptcy-price": "never",
      "cross.distance": "never",
    })) {
      assert.equal(shown[field], value, field);
    }
    assert.match(shown["isolated.distance"], /^-0\.09638554/);
    // The size is the value over the entry, rounded down; so is the price, in its last places.
    assert.ok(Math.abs(Number(shown["isolated.bankruptcy-price"]) - 54000) < 1e-9);
    assert.equal(
      await sentence(page),
      "A fall of 9.6% ends the isolated position and costs 100 USDT. In cross it is never liquidated, and can lose 1,000 USDT.",
    );
    await outcome(page, "Isolated").getByText("54,216.90").waitFor();
    await outcome(page, "Cross").getByText("the wallet covers the whole position").waitFor();
  }));

for (const [name, fragment, price] of [
  ["a short of 4,500", "#v1&side=short&lev=5&value=225000000&margin=45000000&wallet=50000000&entry=50000", /^57471\.1111/],
  ["a long of 5,000", "#v1&lev=5&value=250000000&margin=50000000&wallet=60000000&entry=50000", /^41477\.4736/],
  ["a long of 100", "#v1&lev=20&value=5000000&margin=250000&wallet=1000000&entry=50000", /^47858\.5858/],
]) {
  test(`the tiers trap, in a link: ${name}`, () =>
    at(fragment, async (page) => {
      assert.match((await fields(page))["isolated.liquidation-price"], price);
      assert.equal(await page.locator(".notices li").count(), 0);
    }));
}

test("the tiers trap, typed", () =>
  at("", async (page) => {
    await type(page, "Entry price, number", "50,000");
    await type(page, "Wallet balance, number", "1,000,000");
    await type(page, "Leverage, number", "20");
    await type(page, "Position size, number", "5,000,000");
    assert.match((await fields(page))["isolated.liquidation-price"], /^47858\.5858/);
    await page.getByText("tier 4 of 12").waitFor();
    await page.getByText("cut down tier by tier").waitFor();
  }));

test("every kind of state has its sentence", async () => {
  for (const [fragment, said] of [
    ["#v1&side=short", /^A rise of 9\.6% ends the isolated position and costs 100 USDT\. In cross it takes a rise of 198\.8%, and costs 2,000 USDT\.$/],
    ["#v1&value=10000", /In cross it takes a fall of 19\.7%, and costs 2,000 USDT\.$/],
    ["#v1&lev=1", /^The isolated position is never liquidated, and can lose 1,000 USDT\./],
    ["#v1&mark=54000", /^The isolated position was liquidated at 54,216\.90, and lost 100 USDT\./],
    ["#v1&market=flat&rate=0.2", /^The isolated position would be liquidated at once, and cost 100 USD\./],
  ]) {
    await at(fragment, async (page) => assert.match(await sentence(page), said));
  }
});

test("past its liquidation price a position is gone, and no number of it runs on", () =>
  at("#v1&mark=53000", async (page) => {
    const shown = await fields(page);
    assert.equal(shown["isolated.status"], "liquidated");
    assert.equal(shown["isolated.margin-ratio"], "undefined");
    assert.equal(shown["isolated.loss"], "100");
    assert.equal(shown["isolated.unrealized-pnl"], "-100");
    assert.equal(shown["isolated.roe"], "-1");
    assert.equal(shown["cross.status"], "open");
    await outcome(page, "Isolated").getByText("liquidated at 100%").waitFor();
  }));

test("leverage moves the isolated price and not the cross one, which says why", () =>
  at("#v1&value=10000", async (page) => {
    const before = await fields(page);
    await press(page, "Leverage", "ArrowRight", 5);
    const after = await fields(page);
    assert.notEqual(after["isolated.liquidation-price"], before["isolated.liquidation-price"]);
    assert.equal(after["cross.liquidation-price"], before["cross.liquidation-price"]);
    await outcome(page, "Cross").getByText("Leverage does not move this price").waitFor();
  }));

test("the isolated margin follows the leverage until it is set, and again on request", () =>
  at("", async (page) => {
    const margin = page.getByRole("textbox", { name: "Isolated margin, number" });
    const follow = page.getByRole("button", { name: "Follow leverage" });
    await type(page, "Leverage, number", "20");
    assert.equal(await margin.inputValue(), "50");
    assert.equal(await follow.isVisible(), false);
    await type(page, "Isolated margin, number", "80");
    await type(page, "Leverage, number", "40");
    assert.equal(await margin.inputValue(), "80");
    await follow.click();
    assert.equal(await margin.inputValue(), "25");
  }));

test("another market brings its table, its price and its highest leverage", () =>
  at("#v1&lev=125", async (page) => {
    await picker(page).click();
    assert.deepEqual(await page.getByRole("option").locator("b").allInnerTexts(), ["BTCUSDT", "ETHUSDT", "SOLUSDT"]);
    await page.getByRole("option", { name: "SOLUSDT Binance · linear, paid in USDT", exact: true }).click();
    await settled(page);
    assert.match(await picker(page).inputValue(), /^SOLUSDT on Binance/);
    assert.equal(await page.getByRole("textbox", { name: "Leverage, number" }).inputValue(), "100");
    assert.equal(await page.getByRole("textbox", { name: "Entry price, number" }).inputValue(), EXAMPLES.SOLUSDT);
    await page.locator(".notices").getByText("Leverage is now 100×").waitFor();
    await picker(page).click();
    await page.getByRole("button", { name: "Flat maintenance rate" }).click();
    await settled(page);
    await page.getByRole("textbox", { name: "Maintenance rate" }).fill("1");
    await settled(page);
    await page.getByText("maintenance 1.00%").waitFor();
  }));

test("the table holds the numbers of the picture", () =>
  at("", async (page) => {
    await page.getByText("Show as table").click();
    const rows = await page.locator(".numbers tbody tr:visible").allInnerTexts();
    const row = (name) => rows.find((text) => text.includes(name)).split(/\s+/);
    assert.ok(row("isolated liquidation").includes("1,900.00"));
    assert.deepEqual(row("entry").slice(-2), ["2,000.00", "2,000.00"]);
    await type(page, "Wallet balance, number", "3000");
    const changed = await page.locator(".numbers tbody tr:visible").allInnerTexts();
    assert.ok(changed.some((text) => text.includes("3,000.00")));
  }));

test("the live region speaks when the reader pauses, and not before", () =>
  at("", async (page) => {
    const region = page.locator(".spoken");
    await press(page, "Leverage", "ArrowRight", 3);
    assert.equal((await region.innerText()).trim(), "");
    await region.getByText("A fall of").waitFor({ state: "attached", timeout: 3000 });
  }));

test("numbers are written and read as the reader's locale does", () =>
  at(
    "",
    async (page) => {
      await outcome(page, "Isolated").getByText("54.216,90").waitFor();
      await type(page, "Position size, number", "1.500,50");
      const shown = await fields(page);
      assert.equal(shown["isolated.max-loss"], "150.05");
      await type(page, "Position size, number", "1,600.50");
      assert.equal((await fields(page))["isolated.max-loss"], "160.05", "as another locale writes it");
      await type(page, "Position size, number", "1.60.0,5");
      await page.getByText("The separators are in the wrong places. Numbers are written like 1.234.567,5 here.").waitFor();
    },
    { locale: "de-DE" },
  ));

test("Arabic digits are written and read where the locale uses them", () =>
  at(
    "",
    async (page) => {
      await outcome(page, "Isolated").getByText("٥٤٬٢١٦٫٩٠").waitFor();
      await type(page, "Leverage, number", "٢٠");
      assert.equal((await fields(page))["isolated.max-loss"], "50");
      await type(page, "Leverage, number", "25");
      assert.equal((await fields(page))["isolated.max-loss"], "40");
    },
    { locale: "ar-EG" },
  ));

test("sliders say their value in words", () =>
  at("", async (page) => {
    assert.equal(await slider(page, "Leverage").getAttribute("aria-valuetext"), "10 times");
    assert.equal(await slider(page, "Wallet balance").getAttribute("aria-valuetext"), "2,000\u00a0USDT");
  }));
