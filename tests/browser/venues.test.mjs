// The page of venues: the search, the tables that are fetched when they are asked for, the same position everywhere, a
// table of the reader's own, and links.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { AxeBuilder } from "@axe-core/playwright";
import { DIST, launch, settled, THEMES, visit, WIDTHS } from "./support/browser.mjs";
import { press, type } from "./support/page.mjs";
import { serve } from "./support/server.mjs";

/** A position of 500,000 at 20x on every venue: its code, its market, and both liquidation prices, as a native test has
 * them from the core. */
const EXPECTED = readFileSync(new URL("venues.txt", import.meta.url), "utf8")
  .trim()
  .split("\n")
  .map((line) => line.split(" "));
const LARGE = "#v1&size=500000&wallet=1000000&lev=20";

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

/** Opens a state and hands over the visit. What the browser complained of fails the test. */
async function at(fragment, look, options) {
  const visited = await visit(browser, `${server.url}venues.html${fragment}`, { today: "2026-10-01", ...options });
  await look(visited.page, visited);
  assert.deepEqual(visited.problems, []);
  assert.deepEqual(await visited.violations(), []);
  await visited.close();
}

/** A number that is on screen, exactly. */
const value = (page, field) => page.locator(`[data-field="${field}"]:visible`).first().getAttribute("data-value");
const picker = (page) => page.getByRole("combobox", { name: "Market and venue" });
const row = (page, code) => page.locator(`tr[data-venue="${code}"]`);
const sentence = async (page) => (await page.locator("h1").innerText()).replaceAll("\u00a0", " ");
const plain = async (locator) => (await locator.innerText()).replaceAll("\u00a0", " ");
const button = (page, name) => page.getByRole("button", { name }).locator("visible=true").first();

/** Presses a button that fetches, and waits until nothing is on its way any more. */
async function load(page, name) {
  await button(page, name).click();
  // The load state of the page is idle already: what says that a table is under way is the row that waits for it.
  await fetched(page);
}

/** Waits until no table is on its way any more. */
async function fetched(page) {
  await settled(page);
  await page.waitForFunction(() => !document.body.innerText.includes("Loading its table"));
  await settled(page);
}

/** Searches, as a reader does: what is not here to be searched is fetched. */
async function search(page, query) {
  await picker(page).click();
  await page.keyboard.type(query);
  await fetched(page);
}

test("the opening example, with its table, its date and its tiers", () =>
  at("", async (page) => {
    assert.match(await value(page, "isolated.liquidation-price"), /^54216\.8674698795180722891566/);
    assert.equal(await value(page, "cross.liquidation-price"), "never");
    assert.equal(await value(page, "isolated.max-loss"), "100");
    assert.equal(await value(page, "cross.max-loss"), "1000");
    assert.equal(
      await sentence(page),
      "A fall of 9.6% ends the isolated position and costs 100 USDT. In cross it is never liquidated, and can lose 1,000 USDT.",
    );
    const head = await plain(page.locator(".market-head"));
    for (const text of ["BTCUSDT on Binance", "Table of 29 Sep 2026", "release 2026.9", "rules read on 27 Nov 2026"]) {
      assert.ok(head.includes(text), `${text}: ${head}`);
    }
    assert.equal(await page.locator(".tiers tbody tr").count(), 12);
    assert.equal(await value(page, "tier.4.rate"), "0.01");
    assert.equal(await value(page, "mark.entry"), "1");
    assert.equal(await value(page, "mark.isolated"), "1");
    assert.equal(await page.locator(".mark-cross").count(), 0);
  }));

test("the tier at entry and those at liquidation are marked in words", () =>
  at("#v1&lev=5&size=250000000&wallet=60000000&entry=50000", async (page) => {
    assert.match(await value(page, "isolated.liquidation-price"), /^41477\.4736/);
    assert.equal(await value(page, "mark.entry"), "8");
    assert.equal(await value(page, "mark.isolated"), "7");
    await page.getByText("at entry", { exact: true }).waitFor();
    await page.getByText("at isolated liquidation", { exact: true }).waitFor();
    await page.getByText("at cross liquidation", { exact: true }).waitFor();
  }));

test("asks for nothing after load until a venue is chosen or searched for, and then for files of its own folder, once", () =>
  at("", async (page, { requests }) => {
    const loaded = requests.length;
    for (const name of ["Leverage", "Position size", "Wallet balance", "Entry price"]) {
      await press(page, name, "ArrowRight");
      await press(page, name, "ArrowLeft");
    }
    // The list alone is of what is here.
    await picker(page).click();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Escape");
    await settled(page);
    await page.waitForLoadState("networkidle");
    assert.deepEqual(requests.slice(loaded), []);
    await load(page, "Load OKX");
    const asked = requests.slice(loaded);
    assert.equal(asked.length, 1, asked.join());
    assert.ok(asked[0].startsWith(`${server.url}tables-okx-`), asked[0]);
    assert.equal(await row(page, "okx").getByRole("button", { name: "Load" }).count(), 0);
    assert.ok((await plain(row(page, "okx"))).includes("Table of 28 May 2026, rules read on 27 Nov 2026"));
    await search(page, "eth");
    const files = readdirSync(DIST).filter((name) => name.startsWith("tables-"));
    assert.equal(files.length, 11);
    const whole = files.map((name) => server.url + name).sort();
    assert.deepEqual(requests.slice(loaded).sort(), whole, "the other files, and none twice");
    await page.keyboard.type("usd");
    await page.keyboard.press("Escape");
    await settled(page);
    await page.waitForLoadState("networkidle");
    assert.deepEqual(requests.slice(loaded).sort(), whole);
  }));

test("an old table is marked with its age, and what has ended is not offered", () =>
  at(
    LARGE,
    async (page) => {
      await load(page, "Load all venues");
      for (const [venue, age] of [["okx", "Table of 28 May 2026, 6 months old"], ["bitmex", "Table of 24 Nov 2024, 2 years old"]]) {
        assert.match(await plain(row(page, venue).locator(".dated.old")), new RegExp(`^${age}, `));
      }
      assert.equal(await row(page, "binance-usdm").locator(".old").count(), 0);
      await page.getByText("Marked tables are six months old or more; the venue may apply others today.").waitFor();
      await search(page, "xbtu21");
      assert.deepEqual(await page.getByRole("option").locator("b").allInnerTexts(), ["XBTU21"]);
      await search(page, "xbt");
      assert.ok(!(await page.getByRole("option").locator("b").allInnerTexts()).includes("XBTU21"));
      await search(page, "@");
      assert.equal(await page.getByRole("option").locator("b", { hasText: "@" }).count(), 0);
    },
    { today: "2026-11-28" },
  ));

test("one position on all venues, with the numbers of the core", () =>
  at(LARGE, async (page) => {
    await load(page, "Load all venues");
    for (const [code, symbol, isolated, cross] of EXPECTED) {
      assert.ok((await plain(row(page, code).getByRole("rowheader"))).includes(symbol), code);
      assert.equal(await value(page, `venue.${code}.isolated.liquidation-price`), isolated, code);
      assert.equal(await value(page, `venue.${code}.cross.liquidation-price`), cross, code);
      assert.match(await plain(row(page, code)), /Table of \d+ \w+ 20\d\d, /, code);
    }
    const okx = await plain(row(page, "okx"));
    for (const words of [
      "Differs from Binance:",
      "The whole position has the rate of its tier.",
      "A closing fee of 0.05% on top of maintenance.",
      "Isolated, the price is shown one tick nearer to the mark.",
    ]) {
      assert.ok(okx.includes(words), words);
    }
    await row(page, "okx").getByText("remarks").click();
    await row(page, "okx").getByText("its own margin ratio is the reverse of ours").waitFor();
    assert.ok((await plain(row(page, "bybit-classic"))).includes("only losses of other positions count"));
    assert.ok((await plain(row(page, "hyperliquid"))).includes("what is left of the margin comes back"));
    assert.ok((await plain(row(page, "phemex"))).includes("its rules were not read"));
    await page.getByText("On 10 exchanges the isolated position ends 3.80% away (Hyperliquid) to 4.64% away (Gate).").waitFor();
    assert.equal(await page.getByRole("button", { name: "Load" }).locator("visible=true").count(), 0);
  }));

test("what a venue does not offer is said, not left out", () =>
  at("#v1&lev=60", async (page) => {
    await load(page, "Load Hyperliquid");
    assert.ok((await plain(row(page, "hyperliquid"))).includes("Not offered: at this size, leverage goes up to 40×."));
  }));

test("what is not confirmed is said beside the venue's numbers", () =>
  at(LARGE, async (page) => {
    for (const [name, code, remark] of [
      ["OKX", "okx", "its own margin ratio is the reverse of ours: it falls, and liquidates at 100%"],
      ["Bybit", "bybit", "whether margin added later to a linear position counts as it does to an inverse one"],
    ]) {
      if (await button(page, `Load ${name}`).isVisible()) await load(page, `Load ${name}`);
      const remarks = row(page, code).locator("details").first();
      if ((await remarks.getAttribute("open")) === null) await remarks.locator("summary").click();
      await remarks.getByText(remark).waitFor({ timeout: 3000 });
    }
  }));

test("a market is found and chosen by keyboard alone", () =>
  at(LARGE, async (page) => {
    await load(page, "Load Kraken");
    await picker(page).focus();
    await page.keyboard.type("kraken usd");
    await settled(page);
    assert.equal(await picker(page).getAttribute("aria-expanded"), "true");
    const options = page.getByRole("option");
    assert.ok((await options.count()) > 5);
    assert.equal(await picker(page).getAttribute("aria-activedescendant"), "market-option-0");
    assert.equal(await options.first().getAttribute("aria-selected"), "true");
    await page.keyboard.press("ArrowUp");
    assert.equal(await options.last().getAttribute("aria-selected"), "true");
    await page.keyboard.press("ArrowDown");
    const chosen = await options.first().locator("b").innerText();
    await page.keyboard.press("Enter");
    await settled(page);
    assert.equal(await picker(page).getAttribute("aria-expanded"), "false");
    assert.equal(await picker(page).inputValue(), `${chosen} on Kraken Futures`);
    assert.equal(await page.evaluate(() => document.activeElement.id), "market");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Escape");
    assert.equal(await picker(page).getAttribute("aria-expanded"), "false");
    assert.equal(await picker(page).inputValue(), `${chosen} on Kraken Futures`);
  }));

test("a market is found and chosen by pointer, and the list closes when the reader goes elsewhere", () =>
  at("", async (page) => {
    await search(page, "sol");
    assert.equal(await page.getByRole("option").first().locator("b").innerText(), "SOLUSDT");
    await page.getByRole("option", { name: "SOLUSDT Binance · linear, paid in USDT", exact: true }).click();
    await settled(page);
    assert.equal(await picker(page).inputValue(), "SOLUSDT on Binance");
    assert.equal(await page.getByRole("textbox", { name: "Entry price, number" }).inputValue(), "88.68");
    await page.getByText("An example: the last price on Binance on 19 Mar 2026, not a quote.").waitFor();
    await picker(page).click();
    assert.equal(await page.getByRole("option").count(), 50);
    await page.locator("h1").click();
    await settled(page);
    assert.equal(await page.locator(".popup").isVisible(), false);
  }));

test("all markets are searched without a stutter, and few are drawn", () =>
  at("", async (page) => {
    await picker(page).click();
    await load(page, "Load all venues");
    await picker(page).click();
    await settled(page);
    assert.equal(await page.getByRole("option").count(), 50);
    await page.getByText("found, the nearest 50 are listed").waitFor();
    const slowest = await page.evaluate(async () => {
      const input = document.querySelector("#market");
      let slowest = 0;
      for (const query of ["u", "us", "usd", "usdt", "btc", "b", "okx btc", "1000", "perp", "eth", ""]) {
        const begun = performance.now();
        input.value = query;
        input.dispatchEvent(new Event("input", { bubbles: true }));
        slowest = Math.max(slowest, performance.now() - begun);
        await new Promise(requestAnimationFrame);
      }
      return slowest;
    });
    assert.ok(slowest < 50, `${slowest} ms`);
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.type("btc");
    await settled(page);
    const venues = await page.getByRole("option").locator("small").allInnerTexts();
    assert.ok(new Set(venues.slice(0, 9).map((text) => text.split(" · ")[0])).size >= 8, venues.join());
  }));

test("a failing fetch is said at its place and can be tried again", async () => {
  const visited = await visit(browser, `${server.url}venues.html`);
  const { page } = visited;
  await page.route("**/tables-okx-*", (route) => route.abort());
  await button(page, "Load OKX").click();
  await row(page, "okx").getByText("Its table did not arrive, or arrived damaged.").waitFor();
  await page.unroute("**/tables-okx-*");
  await page.route("**/tables-okx-*", (route) => route.fulfill({ status: 503, body: "no" }));
  await button(page, "Try OKX again").click();
  await row(page, "okx").getByText("Its table did not arrive, or arrived damaged.").waitFor();
  await page.unroute("**/tables-okx-*");
  await page.route("**/tables-okx-*", (route) => route.fulfill({ body: "margin-tables 1\nvenue okx\ndate soon\n" }));
  await button(page, "Try OKX again").click();
  await row(page, "okx").getByText("Its table did not arrive, or arrived damaged.").waitFor();
  await page.unroute("**/tables-okx-*");
  await load(page, "Try OKX again");
  assert.match(await value(page, "venue.okx.isolated.liquidation-price"), /^54/);
  assert.ok(visited.problems.every((text) => text.includes("tables-okx-") || text.includes("Failed to load resource")), visited.problems.join());
  assert.deepEqual(await visited.violations(), []);
  await visited.close();
});

test("units of size are switched and convert exactly", () =>
  at("#v1&venue=okx&market=BTC-USDT-SWAP", async (page) => {
    const size = page.getByRole("textbox", { name: "Position size, number" });
    const unit = async (name) => {
      await page.getByRole("radio", { name, exact: true }).check({ force: true });
      await settled(page);
    };
    const before = await value(page, "isolated.liquidation-price");
    assert.equal(await value(page, "size.base"), "0.0166666666666666666666666666");
    await unit("contracts");
    assert.equal(await size.inputValue(), "1.666666666");
    await unit("BTC");
    await unit("USDT");
    assert.equal(await size.inputValue(), "1,000");
    assert.equal(await value(page, "isolated.liquidation-price"), before);
    await unit("contracts");
    await type(page, "Position size, number", "3");
    assert.equal(await value(page, "size.base"), "0.03");
    assert.equal(await value(page, "size.quote"), "1800");
    await unit("BTC");
    assert.equal(await size.inputValue(), "0.03");
    await unit("contracts");
    assert.equal(await size.inputValue(), "3");
    await page.waitForURL(/size=3&unit=contracts/, { timeout: 3000 });
  }));

test("an inverse contract shows its coin and what that is worth", () =>
  at("#v1&venue=kraken&market=PI_XBTUSD&size=10000", async (page) => {
    assert.equal(await value(page, "isolated.margin"), "0.0166666666666666666666666667");
    assert.ok(Math.abs(Number(await value(page, "isolated.margin-in-quote")) - 1000) < 1e-9);
    assert.ok(Number(await value(page, "isolated.profit-there")) < 0);
    assert.ok(Number(await value(page, "isolated.returned")) > 0);
    await page.getByText("inverse perpetual, paid in XBT").first().waitFor();
  }));

test("a quanto asks for the price of its coin", () =>
  at("#v1&venue=bitmex&market=ETHUSD&lev=5", async (page) => {
    await page.getByRole("slider", { name: "Price of XBT" }).waitFor();
    const before = await value(page, "isolated.margin");
    await type(page, "Price of XBT, number", "120,000");
    assert.notEqual(await value(page, "isolated.margin"), before);
    await page.getByText("quanto perpetual, paid in XBT").first().waitFor();
  }));

test("a pasted table takes the place of the venue's, and its errors are told to the line", () =>
  at("", async (page) => {
    await page.getByText("Use a table of your own").click();
    const text = page.getByRole("textbox", { name: "Your table" });
    const use = async (table) => {
      await text.fill(table);
      await page.getByRole("button", { name: "Use it" }).click();
      await settled(page);
    };
    for (const [table, said] of [
      ["", "Line 1: There is nothing here. Begin with: 0, 0.004"],
      ["0, 0.004\n300000", "Line 2, rate: This number is missing."],
      ["0, 0.4%", "Line 1, rate: This is not a number as it is written here: 0.004, or 1/250. Found: 0.4%"],
      ["0, 0.01, 0\n500, 0.02, 6", "Line 2, maintenance amount: The maintenance amount contradicts the rates, which ask for 5. Found: 6"],
      ["0, 0.01\n\n500, 0.02\n400, 0.03", "Line 4, floor: Floors begin at 0 and ascend. Found: 400"],
      ["<img src=x>", "Line 1, floor: This is not a number as it is written here: 0.004, or 1/250. Found: <img src=x>"],
      ["margin-tables 1\nvenue okx\n", "Line 3: The file ends too early."],
    ]) {
      await use(table);
      assert.equal(await plain(page.locator("#paste-problem")), said);
      assert.equal(await text.getAttribute("aria-invalid"), "true");
    }
    assert.match(await value(page, "isolated.liquidation-price"), /^54216/);
    await use("0, 0.02\n50000, 0.05");
    assert.equal(await page.locator("#paste-problem").isVisible(), false);
    // 60,000 · (1 − 0.1) ÷ (1 − 0.02)
    assert.match(await value(page, "isolated.liquidation-price"), /^55102\.0408163265/);
    assert.equal(await page.locator(".tiers tbody tr").count(), 2);
    await page.getByText("BTCUSDT, your table, rules of Binance").first().waitFor();
    await page.getByText("In use: 2 tiers. A link does not carry them.").waitFor();
    assert.match(await value(page, "venue.binance-usdm.isolated.liquidation-price"), /^54216/);
    assert.match(await value(page, "venue.own.isolated.liquidation-price"), /^55102/);
    await type(page, "Leverage, number", "20");
    await page.waitForURL(/lev=20/, { timeout: 3000 });
    assert.doesNotMatch(page.url(), /0\.02|50000|own/);
    await page.getByRole("button", { name: "Back to the venue’s table" }).click();
    await settled(page);
    assert.equal(await page.locator(".tiers tbody tr").count(), 12);
    assert.equal(await page.locator('tr[data-venue="own"]').count(), 0);
  }));

test("a venue's own JSON can be pasted, and its errors are told to the line", () =>
  at("", async (page, { requests }) => {
    const loaded = requests.length;
    const bracket = (number, [leverage, floor, cap, rate, amount]) =>
      `{"bracket": ${number}, "initialLeverage": ${leverage}, "notionalCap": ${cap}, "notionalFloor": ${floor},\n` +
      `"maintMarginRatio": ${rate}, "cum": ${amount}}`;
    const json = (amount) =>
      `[{"symbol": "BTCUSDT", "brackets": [\n${bracket(1, [50, 0, 50000, 0.02, 0.0])},\n` +
      `${bracket(2, [20, 50000, 600000, 0.05, amount])}\n]}]`;
    await page.getByText("Use a table of your own").click();
    const use = async (table) => {
      await page.getByRole("textbox", { name: "Your table" }).fill(table);
      await page.getByRole("button", { name: "Use it" }).click();
      await settled(page);
    };
    for (const [table, said] of [
      [json(1501), "Line 5, maintenance amount: The maintenance amount contradicts the rates, which ask for 1,500. Found: 1501"],
      [json("15e99"), "Line 5, maintenance amount: This is not a number as it is written here: 0.004, or 1/250. Found: 15e99"],
      [json(1500).slice(0, -1), "Line 6: The file ends too early."],
      ['[{"minSz": "0", "maxSz": "1000", "mmr": "0.004"}]', "Line 1: Its tiers count something else than the venue’s rules do. Found: 0"],
      ["[]", "Line 1: There is nothing here. Begin with: 0, 0.004"],
    ]) {
      await use(table);
      assert.equal(await plain(page.locator("#paste-problem")), said);
    }
    await use(json(1500));
    assert.equal(await page.locator("#paste-problem").isVisible(), false);
    assert.match(await value(page, "isolated.liquidation-price"), /^55102\.0408163265/);
    await page.getByText("In use: 2 tiers. A link does not carry them.").waitFor();
    assert.deepEqual(requests.slice(loaded), [], "nothing is sent");
  }));

test("a whole file can be pasted, too", () =>
  at("", async (page) => {
    await page.getByText("Use a table of your own").click();
    const file = readFileSync(new URL("../../crates/margin-venues/tables/bitget.txt", import.meta.url), "utf8");
    await page.getByRole("textbox", { name: "Your table" }).fill(file);
    await page.getByRole("button", { name: "Use it" }).click();
    await settled(page);
    await page.getByText("In use: 2 markets of bitget, first in the search.").waitFor();
    await search(page, "btcusdt");
    assert.match(await page.getByRole("option").first().innerText(), /Bitget/);
  }));

test("the address follows, and a link brings back exactly this state", () =>
  at("", async (page) => {
    await load(page, "Load OKX");
    await row(page, "okx").getByRole("button", { name: "Choose BTC-USDT-SWAP on OKX" }).click();
    await page.getByRole("radio", { name: "Short" }).check({ force: true });
    await type(page, "Leverage, number", "25");
    await page.waitForURL(/#v2&venue=okx&market=BTC-USDT-SWAP&side=short&lev=25&entry=60000&table=2026-05-28$/, { timeout: 3000 });
    const shown = await value(page, "isolated.liquidation-price");
    // And so does the link of this state that the page wrote before.
    for (const link of [new URL(page.url()).hash, "#v1&venue=okx&market=BTC-USDT-SWAP&side=short&lev=25&table=2026-05-28"]) {
      await at(link, async (again, { requests }) => {
        assert.equal(await picker(again).inputValue(), "BTC-USDT-SWAP on OKX");
        assert.equal(await value(again, "isolated.liquidation-price"), shown);
        assert.deepEqual(requests.filter((url) => url.includes("tables-")).map((url) => url.includes("/tables-okx-")), [true], "the link's own venue, and no other");
        assert.equal(await again.locator(".notices li").count(), 0);
      });
    }
    await page.getByRole("button", { name: "Reset" }).click();
    await page.waitForURL(`${server.url}venues.html`, { timeout: 3000 });
  }));

for (const beside of ["the search", "its venue"]) {
  test(`a link to a table that does not come keeps the position, and is followed once it does, asked for beside ${beside}`, async () => {
    const LINK = "#v1&venue=okx&market=BTC-USDT-SWAP&lev=25";
    const visited = await visit(browser, `${server.url}venues.html`);
    const { page } = visited;
    await page.route("**/tables-okx-*", (route) => route.abort());
    await page.evaluate((link) => (location.hash = link), LINK);
    const pending = page.locator(".pending");
    await pending.getByRole("status").getByText("The table of OKX did not load. Nothing of the position is lost.", { exact: true }).waitFor();
    await row(page, "okx").getByText("Its table did not arrive, or arrived damaged.").waitFor();
    assert.equal(await picker(page).inputValue(), "BTCUSDT on Binance");
    assert.equal(await page.getByRole("textbox", { name: "Leverage, number" }).inputValue(), "25");
    await page.unroute("**/tables-okx-*");
    // While it is on its way, that is said, and there is nothing to be tried again.
    let arrive;
    const held = new Promise((resolve) => (arrive = resolve));
    await page.route("**/tables-okx-*", (route) => held.then(() => route.continue()));
    const again = pending.getByRole("button", { name: "Try again" });
    if (beside === "the search") await again.click();
    else await button(page, "Try OKX again").click();
    await pending.getByRole("status").getByText("Loading the table of OKX. Until it is here, you see another market.", { exact: true }).waitFor();
    assert.equal(await again.isVisible(), false);
    // The link stays in the address for as long.
    assert.equal(new URL(page.url()).hash, LINK);
    arrive();
    await fetched(page);
    assert.equal(await pending.isVisible(), false);
    assert.equal(await picker(page).inputValue(), "BTC-USDT-SWAP on OKX");
    assert.equal(await page.getByRole("textbox", { name: "Leverage, number" }).inputValue(), "25");
    assert.equal(await page.locator(".notices li").count(), 0);
    await visited.close();
  });
}

for (const [name, fragment, notice] of [
  ["an unknown version", "#v9&lev=20", "not one this page can read"],
  ["an unknown key", "#v1&foo=1", "a part this page does not know"],
  ["a repeated key", "#v1&lev=20&lev=30", "sets “Leverage” twice"],
  ["a bad number", "#v1&size=1e99", "“Position size” cannot be used"],
  ["a venue that is not there", "#v1&venue=nowhere", "“Venue” cannot be used"],
  ["a market that is not there", "#v1&market=NOSUCH", "The table of Binance has no market of this name. You see another one instead."],
  ["a market that is not there, on another venue", "#v2&venue=okx&market=NOSUCH", "The table of OKX has no market of this name. You see another one instead."],
  ["an unknown key of version 2", "#v2&foo=1", "a part this page does not know"],
  ["a key of another page's version 1", "#v1&margin=200", "a part this page does not know"],
  ["another table, of version 2", "#v2&table=2020-01-01", "another tier table"],
  ["markup", "#v1&market=%3Cimg%20src=x%20onerror=alert(1)%3E", "“Market” cannot be used"],
  ["100 kB", `#v1&size=${"9".repeat(100_000)}`, "longer than a link of this page can be"],
  ["another table", "#v1&table=2020-01-01", "another tier table"],
]) {
  test(`a hostile link: ${name}`, () =>
    at(fragment, async (page) => {
      const loading = page.locator(".notices").getByText(notice);
      await loading.waitFor();
      assert.equal(await picker(page).inputValue(), "BTCUSDT on Binance");
      assert.match(await value(page, "isolated.liquidation-price"), /^54216/);
      assert.equal(await page.locator("#app img, #app script").count(), 0);
      await page.locator(".notices").getByRole("button", { name: "Close" }).click();
      assert.equal(await page.locator(".notices").isVisible(), false);
    }));
}

test("a bad entry keeps its text and the last good result", () =>
  at("", async (page) => {
    const before = await value(page, "isolated.liquidation-price");
    for (const [name, id, text, said] of [
      ["Leverage", "lev", "151", "At this position value, the market’s table does not allow it. Allowed: 1 to 150×."],
      ["Position size", "size", "20,001", "At this leverage, its margin is more than the wallet holds. Allowed: above 0, up to 20,000 USDT."],
      ["Wallet balance", "wallet", "99", "This is less than the isolated margin. Allowed: 100 to 1,000,000,000,000,000 USDT."],
      ["Entry price", "entry", "abc", "This is not a number."],
    ]) {
      await type(page, `${name}, number`, text);
      assert.ok((await plain(page.locator(`#${id}-problem`))).startsWith(said), await plain(page.locator(`#${id}-problem`)));
      await page.getByRole("textbox", { name: `${name}, number` }).blur();
      assert.equal(await page.getByRole("textbox", { name: `${name}, number` }).inputValue(), text);
      assert.equal(await value(page, "isolated.liquidation-price"), before);
      assert.ok(await page.locator(".stale-note").isVisible());
      await page.getByRole("button", { name: "Reset" }).click();
    }
  }));

for (const width of WIDTHS) {
  for (const theme of THEMES) {
    test(`at ${width} px, ${theme}: nothing moves, nothing sticks out, sliders are high enough, axe finds nothing`, () =>
      at(
        "",
        async (page, { layoutShift }) => {
          assert.equal(await layoutShift(), 0);
          await page.evaluate((fragment) => (location.hash = fragment), LARGE);
          await load(page, "Load all venues");
          await page.getByText("Use a table of your own").click();
          await row(page, "okx").getByText("remarks").click();
          for (const slider of await page.getByRole("slider").all()) {
            assert.ok((await slider.boundingBox()).height >= 24);
          }
          for (const open of [false, true]) {
            if (open) await search(page, "btc");
            const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
            assert.ok(overflow <= 0, `the page is ${overflow} px wider than the window`);
            const { violations } = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]).analyze();
            const found = violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html }) => html).join(" ")}`);
            assert.deepEqual(found, []);
          }
        },
        { width, theme },
      ));
  }
}
