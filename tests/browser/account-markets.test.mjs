// Account in the markets of other venues: the position of Compare goes on there, and a link waits for its table.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { account, numbers, position, pressButton } from "./support/account.mjs";
import { DIST, launch, settled, visit } from "./support/browser.mjs";
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

const DOGE = "venue=bybit&market=DOGEUSDT&side=long&lev=20&value=10670&entry=0.2134&wallet=1350";

test("the position of Compare goes on in two accounts, under the rules of its venue, and comes back", async () => {
  const { page, problems, violations, close } = await visit(browser, `${server.url}#v2&${DOGE}`);
  await page.waitForFunction(() => document.querySelector("#market").value === "DOGEUSDT on Bybit");
  await settled(page);
  const prices = await Promise.all(
    ["isolated", "cross"].map((mode) => page.locator(`[data-field="${mode}.liquidation-price"]`).first().getAttribute("data-value")),
  );
  await page.getByRole("navigation").getByRole("link", { name: "Account", exact: true }).click();
  await page.waitForURL("**/account.html#**");
  for (const [place, name] of ["Isolated account", "Cross account"].entries()) {
    const card = position(page, name, "DOGEUSDT long");
    await card.waitFor();
    const shown = await numbers(card);
    assert.equal(shown["position.size"], "50000");
    assert.equal(shown["position.entry-price"], "0.2134");
    assert.equal(shown["position.margin"], "533.5");
    assert.equal(shown["position.liquidation-price"], prices[place], name);
    assert.equal((await numbers(account(page, name)))["account.wallet-balance"], "1350");
  }
  const mark = page.locator('[data-field="market.DOGEUSDT.mark-price"]');
  assert.equal(await mark.getAttribute("data-value"), "0.2134");
  assert.equal(await page.locator(".field.price").count(), 1, "no market of another venue");
  assert.match(await page.locator("main").innerText(), /The tier table is that of Bybit/);
  // What happens then is the venue's: margin that is added counts after its fee.
  await pressButton(page, "Add margin", { within: position(page, "Isolated account", "DOGEUSDT long") });
  await page.getByRole("textbox", { name: "Amount, number" }).fill("100");
  await page.locator(".panel .primary").click();
  assert.equal((await numbers(position(page, "Isolated account", "DOGEUSDT long")))["position.margin"], "633.5");
  await page.waitForURL(/a\.1=DOGEUSDT:long:50000:10670:633\.5:100/);
  await page.getByRole("navigation").getByRole("link", { name: "Position", exact: true }).click();
  await page.waitForFunction(() => document.querySelector("#market")?.value === "DOGEUSDT on Bybit");
  await page.getByRole("navigation").getByRole("link", { name: "Account", exact: true }).click();
  await position(page, "Isolated account", "DOGEUSDT long").waitFor();
  assert.equal((await numbers(position(page, "Isolated account", "DOGEUSDT long")))["position.margin"], "633.5", "what was left there");
  assert.deepEqual(problems, []);
  assert.deepEqual(await violations(), []);
  await close();
});

test("accounts whose table does not come are waited for, and nothing of them is lost", async () => {
  const LINK = "#a1&venue=okx&BTC-USDT-SWAP=61250&a.wallet=5000&a.BTC-USDT-SWAP=cross:10&a.1=BTC-USDT-SWAP:short:35:21437.5";
  const { page, violations, close } = await visit(browser, `${server.url}account.html`);
  await page.route("**/tables-okx-*", (route) => route.abort());
  await page.evaluate((link) => (location.hash = link), LINK);
  const pending = page.locator(".pending");
  await pending.getByText("The table of OKX did not load. Nothing of the accounts is lost.", { exact: true }).waitFor();
  await position(page, "Isolated account", "BTCUSDT long").waitFor();
  assert.equal(new URL(page.url()).hash, LINK);
  await page.unroute("**/tables-okx-*");
  await pending.getByRole("button", { name: "Try again" }).click();
  const card = position(page, "Cross account", "BTC-USDT-SWAP short");
  await card.waitFor();
  assert.equal(await pending.isVisible(), false);
  assert.equal(await page.locator(".notices li").count(), 0);
  assert.match((await card.innerText()).replaceAll(/\s+/g, " "), /35 contracts/, "a contract is a hundredth of a bitcoin");
  await page.getByRole("button", { name: "Undo" }).click();
  await position(page, "Isolated account", "BTCUSDT long").waitFor();
  await page.getByRole("button", { name: "Redo" }).click();
  await card.waitFor();
  // The market to open in is one that the desk has.
  await pressButton(page, "Open a position", { within: account(page, "Cross account") });
  assert.deepEqual(await page.getByLabel("Market", { exact: true }).locator("option").allTextContents(), ["BTC-USDT-SWAP"]);
  assert.deepEqual(await violations(), []);
  await close();
});
