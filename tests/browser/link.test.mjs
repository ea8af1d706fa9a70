// A link carries exactly this state; a hostile one carries nothing.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { DIST, launch, settled, visit } from "./support/browser.mjs";
import { fields, type } from "./support/page.mjs";
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

const address = (page) => page.evaluate(() => location.href);

test("the address follows when the reader pauses, without filling the history", async () => {
  const { page, close } = await visit(browser, server.url);
  const entries = await page.evaluate(() => history.length);
  await page.getByRole("radio", { name: "Short" }).check({ force: true });
  await type(page, "Leverage, number", "20");
  await page.waitForURL(/#v2&side=short&lev=20&table=2026-09-29$/, { timeout: 3000 });
  assert.equal(await page.evaluate(() => history.length), entries);
  await page.getByRole("button", { name: "Reset" }).click();
  await page.waitForURL(server.url, { timeout: 3000 });
  await close();
});

test("a copied link brings back exactly this state", async () => {
  const { page, close } = await visit(browser, server.url, { permissions: ["clipboard-read", "clipboard-write"] });
  await type(page, "Wallet balance, number", "5,000");
  await type(page, "Position size, number", "12,345.67");
  await type(page, "Isolated margin, number", "2,500");
  await type(page, "Mark price, number", "61,000");
  const shown = await fields(page);
  await page.getByRole("button", { name: "Copy link" }).click();
  await page.getByRole("button", { name: "Link copied" }).waitFor();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  await close();
  const again = await visit(browser, link);
  assert.deepEqual(await fields(again.page), shown);
  await again.close();
});

test("where the browser does not copy, the link can be copied by hand", async () => {
  const { page, close } = await visit(browser, `${server.url}#v1&lev=20`, {
    before: () => Object.defineProperty(Navigator.prototype, "clipboard", { value: undefined }),
  });
  await page.getByRole("button", { name: "Copy link" }).click();
  const field = page.locator("#link");
  await field.waitFor({ state: "visible" });
  assert.match(await field.inputValue(), /#v2&lev=20&table=2026-09-29$/);
  await close();
});

test("another fragment in the address is followed", async () => {
  const { page, close } = await visit(browser, server.url);
  await page.evaluate(() => (location.hash = "#v1&lev=50"));
  await settled(page);
  assert.equal((await fields(page))["isolated.max-loss"], "20");
  await close();
});

test("a link of version 1 means what it meant, and goes on as one of version 2", async () => {
  const { page, problems, close } = await visit(browser, `${server.url}#v1&market=SOLUSDT&lev=20&value=500`);
  assert.equal(await page.getByRole("textbox", { name: "Entry price, number" }).inputValue(), "100");
  assert.equal((await fields(page))["isolated.max-loss"], "25");
  assert.equal(await page.locator(".notices").isVisible(), false);
  await type(page, "Leverage, number", "25");
  await page.waitForURL(/#v2&market=SOLUSDT&lev=25&value=500&entry=100&table=2026-09-29$/, { timeout: 3000 });
  assert.deepEqual(problems, []);
  await close();
});

test("a copied link brings back another market and the unit of its size", async () => {
  const { page, problems, close } = await visit(browser, `${server.url}#v2&venue=kraken&market=PI_XBTUSD&entry=60000`, { permissions: ["clipboard-read", "clipboard-write"] });
  const picker = page.getByRole("combobox", { name: "Market and venue" });
  await page.waitForFunction(() => document.querySelector("#market").value.startsWith("PI_XBTUSD on Kraken"));
  await page.getByRole("radio", { name: "contracts" }).check({ force: true });
  await type(page, "Position size, number", "3,000");
  const [shown, market] = [await fields(page), await picker.inputValue()];
  await page.getByRole("button", { name: "Copy link" }).click();
  await page.getByRole("button", { name: "Link copied" }).waitFor();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  assert.match(link, /#v2&venue=kraken&market=PI_XBTUSD&size=3000&unit=contracts&entry=60000&table=\d{4}-\d\d-\d\d$/);
  assert.deepEqual(problems, []);
  await close();
  const again = await visit(browser, link);
  await again.page.waitForFunction((market) => document.querySelector("#market").value === market, market);
  assert.equal(await again.page.getByRole("textbox", { name: "Position size, number" }).inputValue(), "3,000");
  assert.ok(await again.page.getByRole("radio", { name: "contracts" }).isChecked());
  assert.deepEqual(await fields(again.page), shown);
  assert.equal(await again.page.locator(".notices").isVisible(), false);
  await again.close();
});

test("a link to a table that does not come keeps the position, and is followed once it does", async () => {
  const LINK = "#v2&venue=bybit&market=DOGEUSDT&lev=25&entry=0.2134";
  const { page, violations, close } = await visit(browser, server.url);
  await page.route("**/tables-bybit-*", (route) => route.abort());
  await page.evaluate((link) => (location.hash = link), LINK);
  const pending = page.locator(".pending");
  await pending.getByRole("status").getByText("The table of Bybit did not load. Nothing of the position is lost.", { exact: true }).waitFor();
  assert.equal(await page.getByRole("combobox", { name: "Market and venue" }).inputValue(), "BTCUSDT on Binance");
  assert.equal(await page.getByRole("textbox", { name: "Leverage, number" }).inputValue(), "25");
  assert.equal(new URL(page.url()).hash, LINK);
  await page.unroute("**/tables-bybit-*");
  await pending.getByRole("button", { name: "Try again" }).click();
  await page.waitForFunction(() => document.querySelector("#market").value === "DOGEUSDT on Bybit");
  assert.equal(await pending.isVisible(), false);
  assert.equal(await page.getByRole("textbox", { name: "Leverage, number" }).inputValue(), "25");
  assert.equal(await page.getByRole("textbox", { name: "Entry price, number" }).inputValue(), "0.2134");
  assert.equal(await page.locator(".notices li").count(), 0);
  assert.deepEqual(await violations(), []);
  await close();
});

const OPENING = { "isolated.max-loss": "100", "cross.max-loss": "1000", "isolated.balance-after": "2000" };
for (const [name, fragment, notice] of [
  ["an unknown version", "#v9&lev=20", "not one this page can read"],
  ["no version", "#lev=20", "not one this page can read"],
  ["an unknown key", "#v1&foo=1", "a part this page does not know"],
  ["a repeated key", "#v1&lev=20&lev=30", "sets “Leverage” twice"],
  ["a bad number", "#v1&lev=abc", "“Leverage” cannot be used"],
  ["an exponent", "#v1&value=1e99", "“Position size” cannot be used"],
  ["a negative number", "#v1&wallet=-1", "“Wallet balance” cannot be used"],
  ["percent-encoding", "#v1&lev=%32%30", "“Leverage” cannot be used"],
  ["an encoded separator", "#v1%26lev=20", "not one this page can read"],
  ["a broken escape", "#v1&lev=%E0%A4%A", "“Leverage” cannot be used"],
  ["markup", "#v1&lev=<img/src=x/onerror=alert(1)>", "“Leverage” cannot be used"],
  ["an encoded script", "#v1&market=%3Cscript%3Ealert(1)%3C/script%3E", "“Market” cannot be used"],
  ["100 kB", `#v1&value=${"9".repeat(100_000)}`, "longer than a link of this page can be"],
  ["too many parts", `#v1${"&lev=1".repeat(170)}`, "sets “Leverage” twice"],
  ["a market that Compare did not have", "#v1&market=DOGEUSDT", "“Market” cannot be used"],
  ["a key that Compare did not have", "#v1&size=500", "a part this page does not know"],
  ["an unknown venue", "#v2&venue=nowhere&market=BTCUSDT", "“Venue” cannot be used"],
  ["an unknown unit", "#v2&unit=pieces", "“Counted in” cannot be used"],
  ["a venue without such a market", "#v2&venue=kraken&market=NOSUCH", "The table of Kraken Futures has no market of this name. You see another one instead."],
  ["a bad escape in a market", "#v2&market=%42TCUSDT", "“Market” cannot be used"],
  ["another table", "#v1&table=2020-01-01", "another tier table"],
]) {
  test(`a hostile link: ${name}`, async () => {
    const { page, problems, violations, close } = await visit(browser, server.url + fragment);
    await page.locator(".notices").getByText(notice).waitFor();
    const shown = await fields(page);
    for (const [field, value] of Object.entries(OPENING)) assert.equal(shown[field], value);
    assert.equal(await page.locator("#app img, #app script").count(), 0);
    assert.deepEqual(problems, []);
    assert.deepEqual(await violations(), []);
    await page.locator(".notices").getByRole("button", { name: "Close" }).click();
    assert.equal(await page.locator(".notices").isVisible(), false);
    await close();
  });
}

test("parts of a link that cannot stand together give way, with a notice", async () => {
  for (const [fragment, notice] of [
    ["#v1&lev=1000", "Leverage is now 150×"],
    ["#v1&value=30000", "The position size is now 20,000\u00a0USDT"],
    ["#v1&margin=3000", "The isolated margin was more than the wallet"],
  ]) {
    const { page, close } = await visit(browser, server.url + fragment);
    await page.locator(".notices").getByText(notice).waitFor();
    await close();
  }
});

test("nothing of a link is kept: the address is all there is", async () => {
  const { page, requests, close } = await visit(browser, `${server.url}#v1&lev=20`);
  const loaded = requests.length;
  await type(page, "Leverage, number", "30");
  await page.waitForURL(/lev=30/, { timeout: 3000 });
  assert.equal(requests.length, loaded, "no request after load");
  assert.equal(await page.evaluate(() => localStorage.length + sessionStorage.length + document.cookie.length), 0);
  assert.match(await address(page), /lev=30/);
  await close();
});

test("the position goes along from page to page", async () => {
  const { page, close } = await visit(browser, `${server.url}#v2&venue=bybit&market=DOGEUSDT&side=long&lev=20&value=10670&entry=0.2134&wallet=1350`);
  const shown = async () => {
    await page.locator("html[data-awake]").waitFor();
    await page.waitForFunction(() => document.querySelector("#market").value === "DOGEUSDT on Bybit");
    await settled(page);
    const numbers = ["Leverage", "Position size", "Isolated margin", "Wallet balance", "Entry price"];
    return Promise.all(numbers.map((name) => page.getByRole("textbox", { name: `${name}, number` }).inputValue()));
  };
  const go = (name) => page.getByRole("navigation").getByRole("link", { name, exact: true }).click();
  const begun = await shown();
  assert.deepEqual(begun, ["20", "10,670", "533.5", "1,350", "0.2134"]);
  for (const name of ["Venues", "Account", "Position", "Venues", "Compare"]) {
    await go(name);
    await page.waitForURL(["Position", "Compare"].includes(name) ? `${server.url}#**` : `**/${name.toLowerCase()}.html#**`);
    if (name === "Account") continue;
    assert.deepEqual(await shown(), begun, name);
  }
  await close();
});
