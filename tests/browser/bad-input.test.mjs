// Every bad entry, at every field: the text stays, the field says what is wrong and what is allowed, the last good
// result stays on screen and says that it is old.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { DIST, launch, visit } from "./support/browser.mjs";
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

const NAMES = {
  lev: "Leverage",
  size: "Position size",
  margin: "Isolated margin",
  wallet: "Wallet balance",
  entry: "Entry price",
  mark: "Mark price",
};
const FORTY = "1".repeat(40);
const BAD = [
  ["", "Enter a number."],
  ["abc", "This is not a number."],
  ["1.2.3", "There are two decimal points."],
  ["1e99", "This exponent is too large."],
  ["-5", "It cannot be below zero."],
  ["0", "It must be above zero."],
  [FORTY, "These are more than the 28 digits that can be held exactly."],
  ["1,00,00", "The separators are in the wrong places"],
  ["5 EUR", "This is another unit. The field takes"],
  ["<b>1</b>", "This is not a number."],
];

for (const [id, name] of Object.entries(NAMES)) {
  test(`${name}: every bad entry is refused at the field`, async () => {
    const { page, problems, violations, close } = await visit(browser, server.url);
    const good = await fields(page);
    const input = page.locator(`#${id}-number`);
    for (const [text, reason] of BAD) {
      await type(page, `${name}, number`, text);
      const said = await page.locator(`#${id}-problem`).innerText();
      assert.ok(said.startsWith(reason), `${text}: ${said}`);
      assert.match(said, /Allowed: .*\d/);
      assert.equal(await input.getAttribute("aria-invalid"), "true");
      assert.equal(await input.getAttribute("aria-describedby"), `${id}-problem`);
      await input.blur();
      assert.equal(await input.inputValue(), text, "the text stays as typed");
      assert.deepEqual(await fields(page), good, "the last good result stays");
      assert.ok(await page.locator(".stale-note").isVisible());
    }
    await type(page, `${name}, number`, { lev: "10", size: "1000", margin: "100", wallet: "2000", entry: "60000", mark: "60000" }[id]);
    assert.equal(await page.locator(".stale-note").isVisible(), false);
    assert.equal(await input.getAttribute("aria-invalid"), "false");
    assert.deepEqual(problems, []);
    assert.deepEqual(await violations(), []);
    await close();
  });
}

test("numbers that cannot stand together are refused where they are typed", async () => {
  const { page, close } = await visit(browser, server.url);
  for (const [id, text, said] of [
    ["lev", "151", "At this position value, the market’s table does not allow it. Allowed: 1 to 150×."],
    ["size", "20,001", "At this leverage, its margin is more than the wallet holds. Allowed: above 0, up to 20,000 USDT."],
    ["margin", "2,001", "This is more than the wallet holds. Allowed: 100 to 2,000 USDT."],
    ["margin", "99", "This is less than value ÷ leverage. Allowed: 100 to 2,000 USDT."],
    ["wallet", "99", "This is less than the isolated margin. Allowed: 100 to 1,000,000,000,000,000 USDT."],
  ]) {
    await type(page, `${NAMES[id]}, number`, text);
    assert.equal((await page.locator(`#${id}-problem`).innerText()).replaceAll("\u00a0", " "), said);
    await page.getByRole("button", { name: "Reset" }).click();
    assert.equal(await page.locator(`#${id}-problem`).isVisible(), false);
  }
  await close();
});

test("an entry refused because of another is taken when the other gives way", async () => {
  const { page, close } = await visit(browser, server.url);
  await type(page, "Position size, number", "50,000");
  assert.ok(await page.locator(".stale-note").isVisible());
  await type(page, "Wallet balance, number", "10,000");
  assert.equal(await page.locator(".stale-note").isVisible(), false);
  assert.equal((await fields(page))["isolated.max-loss"], "5000");
  await close();
});
