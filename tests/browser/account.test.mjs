// The page Account: its scenes, its operations, the way back, and what it says when something cannot be.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { account, everything, HANDS, log, numbers, position, pressButton, TWELVE_POSITIONS } from "./support/account.mjs";
import { DIST, launch, settled, visit } from "./support/browser.mjs";
import { serve } from "./support/server.mjs";

const [ISOLATED, CROSS] = ["Isolated account", "Cross account"];

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

/** Opens the page and hands it over. What the browser complained of fails the test. */
async function at(fragment, look, options) {
  const visited = await visit(browser, `${server.url}account.html${fragment}`, options);
  await look(visited.page, visited);
  assert.deepEqual(visited.problems, []);
  assert.deepEqual(await visited.violations(), []);
  await visited.close();
}

/** A number of an account, and of a position of it. */
const total = async (page, of, field) => (await numbers(account(page, of)))[`account.${field}`];
const figure = async (page, of, name, field) => (await numbers(position(page, of, name)))[`position.${field}`];
const stands = (page, of, name) => position(page, of, name).count().then((count) => count === 1);
const headline = async (page) => (await page.locator("h1").innerText()).replaceAll("\u00a0", " ");

test("the opening example stands in both accounts", () =>
  at("", async (page) => {
    const [isolated, cross] = await Promise.all([ISOLATED, CROSS].map((of) => numbers(position(page, of, "BTCUSDT long"))));
    assert.match(isolated["position.liquidation-price"], /^54216\.8674696385542168578/);
    assert.equal(cross["position.liquidation-price"], "never");
    assert.deepEqual([isolated["position.margin"], isolated["position.max-loss"], cross["position.max-loss"]], ["100", "100", "999.99999996"]);
    assert.deepEqual([await total(page, ISOLATED, "wallet-balance"), await total(page, CROSS, "available-balance")], ["2000", "1900.000000004"]);
    await position(page, ISOLATED, "BTCUSDT long").getByText("54,216.90").waitFor();
  }));

for (const [name, hand] of Object.entries(HANDS)) {
  const next = (page) => pressButton(page, "Next step", { hand });

  test(`the opening example, twice, by ${name}`, () =>
    at("", async (page) => {
      await next(page);
      assert.ok(await stands(page, ISOLATED, "BTCUSDT long"));
      await next(page);
      assert.equal(await stands(page, ISOLATED, "BTCUSDT long"), false);
      assert.equal(await total(page, ISOLATED, "wallet-balance"), "1900");
      assert.match(await headline(page), /^On the way, the isolated position was liquidated\./);
      assert.ok((await log(page)).some((line) =>
        line === "Isolated account BTCUSDT long was liquidated at 54,216.87: 100.00 of isolated margin lost, 1,900.00 of the wallet untouched",
      ));
      await account(page, ISOLATED).getByText("liquidated at 54,216.87").waitFor();
      await next(page);
      assert.equal(await total(page, CROSS, "wallet-balance"), "2000");
      assert.ok(Math.abs(Number(await figure(page, CROSS, "BTCUSDT long", "unrealized-pnl"))) < 1e-6);
      await pressButton(page, "Play it again", { hand });
      assert.ok(await stands(page, ISOLATED, "BTCUSDT long"));
    }));

  test(`the winner pays for the loser, by ${name}`, () =>
    at("", async (page) => {
      await pressButton(page, "The winner pays for the loser", { hand });
      assert.deepEqual((await log(page)), []);
      await next(page);
      await next(page);
      for (const of of [ISOLATED, CROSS]) {
        assert.equal(Math.round(Number(await total(page, of, "wallet-balance")) * 100) / 100, 2498.77);
      }
      await next(page);
      assert.equal(await stands(page, ISOLATED, "BTCUSDT long"), false);
      assert.ok(await stands(page, CROSS, "BTCUSDT long"));
      assert.ok(Number(await figure(page, CROSS, "BTCUSDT long", "unrealized-pnl")) < -2000);
      assert.equal(Math.round(Number(await total(page, ISOLATED, "wallet-balance")) * 100) / 100, 1498.77);
    }));

  test(`one bad position takes all, by ${name}`, () =>
    at("", async (page) => {
      await pressButton(page, "One bad position takes all", { hand });
      await next(page);
      await next(page);
      assert.ok(await stands(page, ISOLATED, "BTCUSDT long"));
      assert.equal(await stands(page, ISOLATED, "ETHUSDT long"), false);
      assert.equal(await account(page, CROSS).getByRole("article").count(), 0);
      await account(page, CROSS).getByText("No open position.").waitFor();
      await next(page);
      assert.deepEqual([await total(page, ISOLATED, "wallet-balance"), await total(page, CROSS, "wallet-balance")], ["1200", "0"]);
      assert.ok((await log(page)).some((line) => line.startsWith("Cross account All cross positions were liquidated together")));
    }));
}

test("undo back to the start is the start, and redo the end", () =>
  at("", async (page) => {
    const start = await everything(page);
    const address = page.url();
    for (const scene of ["One bad position takes all", "The winner pays for the loser"]) {
      await pressButton(page, scene);
      for (let step = 0; step < 3; step += 1) await pressButton(page, "Next step");
    }
    const end = await everything(page);
    assert.notDeepEqual(end, start);
    await page.waitForURL(/#a1&/);
    const undo = page.getByRole("button", { name: "Undo" });
    for (let steps = 0; (await undo.getAttribute("aria-disabled")) === "false"; steps += 1) {
      assert.ok(steps < 20);
      await pressButton(page, "Undo");
    }
    assert.deepEqual(await everything(page), start);
    assert.deepEqual(await log(page), []);
    await page.waitForURL(address);
    const redo = page.getByRole("button", { name: "Redo" });
    while ((await redo.getAttribute("aria-disabled")) === "false") await pressButton(page, "Redo");
    assert.deepEqual(await everything(page), end);
  }));

test("the keys of undo and redo work outside of text fields, and only there", () =>
  at("", async (page) => {
    await pressButton(page, "Next step");
    const after = await everything(page);
    await page.keyboard.press("Control+z");
    await settled(page);
    assert.notDeepEqual(await everything(page), after);
    await page.keyboard.press("Control+Shift+z");
    await settled(page);
    assert.deepEqual(await everything(page), after);
    const price = page.getByRole("textbox", { name: "BTCUSDT price, number" });
    await price.fill("58000");
    await price.press("Control+z");
    await settled(page);
    assert.deepEqual(await everything(page), after, "the field takes back what was typed, the page nothing");
  }));

test("the mode of an open position is locked: the page says why and what to do", () =>
  at("", async (page) => {
    const card = position(page, ISOLATED, "BTCUSDT long");
    await card.getByRole("radio", { name: "Cross" }).focus();
    await card.getByRole("radio", { name: "Isolated" }).focus();
    await card.getByRole("radio", { name: "Isolated" }).press("ArrowRight");
    await settled(page);
    const note = card.getByRole("alert").filter({ hasText: "fixed while anything is open" });
    await note.waitFor();
    assert.ok(await card.getByRole("radio", { name: "Isolated" }).isChecked());
    const described = await card.getByRole("radio", { name: "Cross" }).getAttribute("aria-describedby");
    assert.equal(await note.getAttribute("id"), described);
    await card.getByRole("button", { name: "Close", exact: true }).click();
    assert.equal(await note.isVisible(), false);
    // With the pointer, in the other account.
    const cross = position(page, CROSS, "BTCUSDT long");
    await cross.getByRole("radio", { name: "Isolated" }).click();
    await cross.getByText("fixed while anything is open").waitFor();
    assert.ok(await cross.getByRole("radio", { name: "Cross" }).isChecked());
  }));

for (const [action, deed, sign] of [
  ["Add margin", "Add", 1],
  ["Take margin out", "Take out", -1],
]) {
  test(`${action.toLowerCase()}: the preview is what comes`, () =>
    at("", async (page) => {
      const card = position(page, ISOLATED, "BTCUSDT long");
      if (sign < 0) {
        await pressButton(page, "Add margin", { within: card });
        await card.getByRole("textbox", { name: "Amount, number" }).fill("300");
        await card.getByRole("button", { name: "Add 300 USD" }).click();
        await settled(page);
      }
      const [margin, price] = [await figure(page, ISOLATED, "BTCUSDT long", "margin"), await figure(page, ISOLATED, "BTCUSDT long", "liquidation-price")];
      await pressButton(page, action, { within: card });
      const slider = card.getByRole("slider", { name: "Amount" });
      await slider.press("Home");
      for (let time = 0; time < 3; time += 1) await slider.press("PageUp");
      await settled(page);
      const preview = (await numbers(card))["preview.liquidation-price"];
      assert.ok(sign * (Number(price) - Number(preview)) > 0, `${price} to ${preview}`);
      const button = card.getByRole("button", { name: new RegExp(`^${deed} .* USD$`) });
      const amount = Number((await button.innerText()).replaceAll(/[^\d.]/g, ""));
      await button.press("Enter");
      await settled(page);
      assert.equal(await figure(page, ISOLATED, "BTCUSDT long", "liquidation-price"), preview);
      assert.equal(Number(await figure(page, ISOLATED, "BTCUSDT long", "margin")), Number(margin) + sign * amount);
      assert.equal(await page.evaluate(() => document.activeElement.textContent), action, "focus is back where it was");
      assert.equal((await log(page)).length, sign < 0 ? 2 : 1);
    }));
}

test("a slider of a panel ends where the core ends", () =>
  at("", async (page) => {
    const card = position(page, ISOLATED, "BTCUSDT long");
    await pressButton(page, "Add margin", { within: card });
    await card.getByRole("slider", { name: "Amount" }).press("End");
    await card.getByRole("button", { name: "Add 1,900 USD" }).click();
    await settled(page);
    assert.equal(await figure(page, ISOLATED, "BTCUSDT long", "margin"), "2000");
    await pressButton(page, "Take margin out", { within: card });
    await card.getByRole("slider", { name: "Amount" }).press("End");
    await card.getByRole("button", { name: "Take out 1,900 USD" }).click();
    await settled(page);
    // The size is counted down to 12 places, and so is the value ÷ leverage that must stay. Less than a cent is nothing.
    assert.equal(await figure(page, ISOLATED, "BTCUSDT long", "margin"), "99.999999996");
    await pressButton(page, "Take margin out", { within: card });
    await card.getByText("All of the margin of BTCUSDT long must stay").waitFor();
  }));

test("a position is closed in part, then whole, and focus is not lost", () =>
  at("", async (page) => {
    const card = position(page, CROSS, "BTCUSDT long");
    await pressButton(page, "Reduce or close", { within: card });
    await card.getByRole("textbox", { name: "Amount, number" }).fill("0.006");
    await card.getByRole("button", { name: "Close 0.006 BTC" }).press("Enter");
    await settled(page);
    assert.match(await figure(page, CROSS, "BTCUSDT long", "size"), /^0\.01066/);
    await pressButton(page, "Reduce or close", { within: card });
    await card.getByRole("button", { name: /^Close all/ }).press("Enter");
    await settled(page);
    assert.equal(await stands(page, CROSS, "BTCUSDT long"), false);
    assert.equal(await page.evaluate(() => document.activeElement.textContent), CROSS);
  }));

test("a position is opened in a market of its own, with the margin that the reader gives it", () =>
  at("", async (page) => {
    const panel = account(page, ISOLATED);
    await pressButton(page, "Open a position", { within: panel });
    await panel.getByLabel("Market", { exact: true }).selectOption("ETHUSDT");
    await panel.getByRole("radio", { name: "Short" }).check();
    await panel.getByRole("textbox", { name: "Leverage, number" }).fill("20");
    await panel.getByRole("textbox", { name: "Position value, number" }).fill("4000");
    await settled(page);
    assert.equal(await panel.getByRole("textbox", { name: "Isolated margin, number" }).inputValue(), "200");
    await panel.getByRole("textbox", { name: "Isolated margin, number" }).fill("350");
    await settled(page);
    const preview = await panel.locator("[data-field='preview.liquidation-price']").first().getAttribute("data-value");
    await panel.getByRole("button", { name: "Open 4,000 USD" }).click();
    await settled(page);
    const shown = await numbers(position(page, ISOLATED, "ETHUSDT short"));
    assert.equal(shown["position.liquidation-price"], preview);
    assert.deepEqual([shown["position.margin"], shown["position.size"]], ["350", "2"]);
    await page.getByRole("slider", { name: "ETHUSDT price" }).press("End");
    await settled(page);
    assert.equal(await stands(page, ISOLATED, "ETHUSDT short"), false);
    assert.ok(await stands(page, ISOLATED, "BTCUSDT long"));
    assert.equal(await total(page, ISOLATED, "wallet-balance"), "1650");
    await pressButton(page, "Undo");
    assert.ok(await stands(page, ISOLATED, "ETHUSDT short"));
  }));

test("the mode is chosen before anything is open", () =>
  at("", async (page) => {
    const panel = account(page, CROSS);
    await pressButton(page, "Open a position", { within: panel });
    await panel.getByLabel("Market", { exact: true }).selectOption("SOLUSDT");
    const form = page.getByRole("form");
    await form.getByRole("radio", { name: "Isolated" }).click();
    await settled(page);
    assert.ok(await form.getByRole("radio", { name: "Isolated" }).isChecked());
    await page.getByRole("region", { name: "Account 2" }).waitFor();
  }));

test("money goes into the wallet and out of it", () =>
  at("", async (page) => {
    const panel = account(page, CROSS);
    await pressButton(page, "Deposit", { within: panel });
    await panel.getByRole("textbox", { name: "Amount, number" }).fill("500");
    await panel.getByRole("button", { name: "Deposit 500 USD" }).click();
    await settled(page);
    assert.equal(await total(page, CROSS, "wallet-balance"), "2500");
    await pressButton(page, "Withdraw", { within: panel });
    await panel.getByRole("slider", { name: "Amount" }).press("End");
    await panel.getByRole("button", { name: "Withdraw 2,400 USD" }).click();
    await settled(page);
    assert.deepEqual([await total(page, CROSS, "wallet-balance"), await total(page, CROSS, "available-balance")], ["99.999999996", "0"]);
    assert.equal(await panel.locator("[data-field='account.available-balance']").innerText(), "0.00");
    await pressButton(page, "Withdraw", { within: panel });
    await panel.getByText("nothing can be withdrawn").waitFor();
  }));

test("a bad entry keeps its text, is explained, and cannot be done; the preview is marked as older", () =>
  at("", async (page) => {
    const card = position(page, ISOLATED, "BTCUSDT long");
    await pressButton(page, "Add margin", { within: card });
    const amount = card.getByRole("textbox", { name: "Amount, number" });
    await amount.fill("50");
    await settled(page);
    const preview = (await numbers(card))["preview.liquidation-price"];
    for (const [text, said] of [
      ["", /^Enter a number\.$/],
      ["12x", /^This is another unit\. The field takes USD\.$/],
      ["-5", /^It cannot be below zero\.$/],
      ["0", /above zero/],
      ["1901", /^So much is not free\. Up to 1,900/],
      ["1,00,00", /separators/],
    ]) {
      await amount.fill(text);
      await settled(page);
      const id = await amount.getAttribute("aria-describedby");
      assert.match((await card.locator(`#${id}`).innerText()).replaceAll("\u00a0", " "), said);
      assert.equal(await amount.getAttribute("aria-invalid"), "true");
      assert.equal((await numbers(card))["preview.liquidation-price"], preview);
      assert.ok(await card.getByText("Of your last valid entry").isVisible());
      await amount.press("Enter");
      await settled(page);
      assert.equal(await amount.inputValue(), text);
      assert.equal(await figure(page, ISOLATED, "BTCUSDT long", "margin"), "100");
    }
    const price = page.getByRole("textbox", { name: "BTCUSDT price, number" });
    await price.fill("0");
    await settled(page);
    await page.locator("#BTCUSDT-problem").getByText("Allowed:").waitFor();
    assert.equal((await numbers(page.locator("main")))["market.BTCUSDT.mark-price"], "60000");
  }));

test("prices are typed and slid; one slide is one step back", () =>
  at("", async (page) => {
    const slider = page.getByRole("slider", { name: "BTCUSDT price" });
    const box = await slider.boundingBox();
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.down();
    for (let step = 1; step <= 20; step += 1) {
      await page.mouse.move(box.x + box.width * (0.5 - step * 0.01), box.y + box.height / 2);
    }
    await page.mouse.up();
    await settled(page);
    assert.equal(await stands(page, ISOLATED, "BTCUSDT long"), false);
    assert.ok(Number((await numbers(page.locator("main")))["market.BTCUSDT.mark-price"]) < 50_000);
    await pressButton(page, "Undo");
    assert.ok(await stands(page, ISOLATED, "BTCUSDT long"));
    assert.equal((await numbers(page.locator("main")))["market.BTCUSDT.mark-price"], "60000");
    const price = page.getByRole("textbox", { name: "BTCUSDT price, number" });
    await price.click({ clickCount: 3 });
    await page.keyboard.type("66,000");
    await settled(page);
    assert.equal((await numbers(page.locator("main")))["market.BTCUSDT.mark-price"], "60000", "not yet entered");
    await page.keyboard.press("Enter");
    await settled(page);
    assert.ok(await stands(page, ISOLATED, "BTCUSDT long"), "66 and 660 were never prices");
    assert.ok(Math.abs(Number(await figure(page, CROSS, "BTCUSDT long", "unrealized-pnl")) - 100) < 1e-6);
    assert.match(await slider.getAttribute("aria-valuetext"), /^66,000\sUSD$/);
  }));

/** Runs in the page: moves a price slider through some positions, one event after the other within one frame. */
const throughInOneFrame = async (input, positions) => {
  await new Promise(requestAnimationFrame);
  for (const position of positions) {
    input.value = String(position);
    input.dispatchEvent(new Event("input", { bubbles: true }));
    // What an event left to be done at once is done before the next: as microtasks, which a task ends with.
    for (let time = 0; time < 4; time += 1) await undefined;
  }
};

test("a price that goes below the liquidation price and comes back within one frame has liquidated", () =>
  at("", async (page) => {
    const slider = page.getByRole("slider", { name: "BTCUSDT price" });
    await slider.evaluate(throughInOneFrame, [490, 480, 300, 400, 500]);
    await settled(page);
    assert.equal((await numbers(page.locator("main")))["market.BTCUSDT.mark-price"], "60000");
    assert.equal(await stands(page, ISOLATED, "BTCUSDT long"), false);
    assert.equal(await total(page, ISOLATED, "wallet-balance"), "1900");
    assert.ok(await stands(page, CROSS, "BTCUSDT long"));
    assert.ok((await log(page)).some((line) => line.includes("BTCUSDT long was liquidated at 54,216.87")));
    await pressButton(page, "Undo");
    assert.ok(await stands(page, ISOLATED, "BTCUSDT long"), "there and back is one step");
    assert.deepEqual(await log(page), []);
  }));

test("ten events of a slider in one frame are drawn twice at most, and one at once", () =>
  at(TWELVE_POSITIONS, async (page) => {
    assert.equal(await page.getByRole("article").count(), 12);
    const slider = page.getByRole("slider", { name: "BTCUSDT price" });
    const watch = () =>
      page.evaluate(() => {
        const watched = document.querySelector("[data-account='1'] [data-field='account.equity']");
        window.drawn = [];
        new MutationObserver(() => window.drawn.push(watched.dataset.value)).observe(watched, { attributeFilter: ["data-value"] });
      });
    await watch();
    await slider.evaluate(throughInOneFrame, [499, 498, 497, 496, 495, 494, 493, 492, 491, 490]);
    await settled(page);
    const drawn = await page.evaluate(() => window.drawn);
    assert.equal(drawn.length, 2, String(drawn));
    assert.equal(drawn.at(-1), await total(page, CROSS, "equity"));
    const atOnce = await slider.evaluate(async (input) => {
      input.value = "480";
      input.dispatchEvent(new Event("input", { bubbles: true }));
      for (let time = 0; time < 4; time += 1) await undefined;
      return document.querySelector("[data-field='market.BTCUSDT.mark-price']").dataset.value;
    });
    assert.equal(atOnce, "58300");
  }));

test("what follows a slider's event within its frame sees the newest price", () =>
  at("", async (page) => {
    const slider = page.getByRole("slider", { name: "BTCUSDT price" });
    await slider.evaluate(throughInOneFrame, [510, 520]);
    await settled(page);
    const read = await slider.evaluate(async (input) => {
      await new Promise(requestAnimationFrame);
      for (const position of ["530", "600"]) {
        input.value = position;
        input.dispatchEvent(new Event("input", { bubbles: true }));
      }
      const [compare] = document.querySelectorAll("nav a");
      compare.dispatchEvent(new Event("pointerdown"));
      const address = compare.href;
      const thumb = input.value;
      document.querySelector(".going .back button").click();
      const undone = input.value;
      for (let time = 0; time < 4; time += 1) await undefined;
      const shown = document.querySelector("[data-field='market.BTCUSDT.mark-price']").dataset.value;
      return { address, thumb, undone, shown };
    });
    assert.match(read.address, /BTCUSDT=68400/);
    assert.deepEqual([read.thumb, read.shown], ["600", "60000"]);
    await settled(page);
    assert.equal((await numbers(page.locator("main")))["market.BTCUSDT.mark-price"], "60000");
    await pressButton(page, "Redo");
    assert.equal((await numbers(page.locator("main")))["market.BTCUSDT.mark-price"], "68400");
  }));

test("keys on a slider go to the next round price, however fast they come", () =>
  at("", async (page) => {
    const slider = page.getByRole("slider", { name: "BTCUSDT price" });
    const stepped = await slider.evaluate(async (input) => {
      const prices = [];
      await new Promise(requestAnimationFrame);
      for (let time = 0; time < 5; time += 1) {
        input.stepUp();
        input.dispatchEvent(new Event("input", { bubbles: true }));
        prices.push(input.value);
      }
      return prices;
    });
    await settled(page);
    const together = (await numbers(page.locator("main")))["market.BTCUSDT.mark-price"];
    await pressButton(page, "Undo");
    for (let time = 0; time < 5; time += 1) await slider.press("ArrowRight");
    await settled(page);
    assert.equal((await numbers(page.locator("main")))["market.BTCUSDT.mark-price"], together);
    assert.equal(await slider.inputValue(), stepped.at(-1));
  }));

test("the accounts are in the link, and come back from it", async () => {
  let address;
  let shown;
  await at("", async (page) => {
    const card = position(page, ISOLATED, "BTCUSDT long");
    await pressButton(page, "Add margin", { within: card });
    await card.getByRole("textbox", { name: "Amount, number" }).fill("77.5");
    await card.getByRole("button", { name: "Add 77.50 USD" }).click();
    await page.getByRole("textbox", { name: "BTCUSDT price, number" }).fill("61234.5");
    await page.keyboard.press("Enter");
    await page.waitForURL(/61234\.5/);
    address = new URL(page.url()).hash;
    shown = await everything(page);
  });
  await at(address, async (page) => {
    assert.deepEqual(await everything(page), shown);
    assert.equal(await page.locator(".notices li").count(), 0);
    assert.equal(await position(page, ISOLATED, "BTCUSDT long").count(), 1);
  });
});

for (const fragment of [
  "#v1&side=short",
  "#a1&a.wallet=2000&foo=1",
  "#a1&a.wallet=<img src=x onerror=alert(1)>",
  "#a1&a.wallet=2000&a.1=BTCUSDT:long:1:1:1",
  "#a1&a.wallet=1&a.wallet=2",
  `#a1&${"x".repeat(5000)}`,
  "#%E0%A4%A",
]) {
  test(`a hostile link falls back with a notice: ${fragment.slice(0, 44)}`, () =>
    at(fragment, async (page) => {
      await page.getByRole("status", { name: "Notices" }).getByRole("listitem").first().waitFor();
      assert.ok(await stands(page, ISOLATED, "BTCUSDT long"));
      assert.equal(await page.locator("img").count(), 0);
      await page.getByRole("status", { name: "Notices" }).getByRole("button", { name: "Close" }).click();
      assert.equal(await page.locator(".notices").isVisible(), false);
    }));
}

test("a file holds the accounts, and gives them back", () =>
  at("", async (page) => {
    await pressButton(page, "One bad position takes all");
    await pressButton(page, "Next step");
    const shown = await everything(page);
    const download = page.waitForEvent("download");
    await pressButton(page, "Save as a file");
    const file = await download;
    assert.equal(file.suggestedFilename(), "isolated-margin-accounts.txt");
    const text = await readFile(await file.path(), "utf8");
    assert.match(text, /^a1&/);
    await pressButton(page, "Reset");
    const open = (buffer) => page.locator("input[type=file]").setInputFiles({ name: "x.txt", mimeType: "text/plain", buffer });
    await open(Buffer.from(text));
    await page.getByRole("article", { name: "ETHUSDT long" }).first().waitFor();
    await settled(page);
    assert.deepEqual(await everything(page), shown);
    await open(Buffer.from([0, 159, 146, 150]));
    await page.getByRole("status", { name: "Notices" }).getByRole("listitem").first().waitFor();
  }));

test("what happens is read out once a price rests", () =>
  at("", async (page) => {
    const region = page.getByRole("log");
    assert.equal(await region.getAttribute("aria-busy"), "false");
    await page.getByRole("slider", { name: "BTCUSDT price" }).press("PageDown");
    await settled(page);
    assert.equal(await region.getAttribute("aria-busy"), "true");
    await page.locator("[role=log][aria-busy=false]").waitFor();
    assert.equal((await log(page)).length >= 1, true);
  }));

test("the log is written in the reader's locale", () =>
  at(
    "",
    async (page) => {
      await pressButton(page, "Next step");
      await pressButton(page, "Next step");
      assert.ok((await log(page)).some((line) => line.includes("54.216,87")));
      await page.getByRole("textbox", { name: "BTCUSDT price, number" }).fill("61.000,5");
      await page.keyboard.press("Enter");
      await settled(page);
      assert.equal((await numbers(page.locator("main")))["market.BTCUSDT.mark-price"], "61000.5");
    },
    { locale: "de-DE" },
  ));

test("what the reader made of the accounts is there again after a way through the other pages", () =>
  at("", async (page) => {
    await pressButton(page, "Deposit", { within: account(page, ISOLATED) });
    await account(page, ISOLATED).getByRole("textbox", { name: "Amount, number" }).fill("500");
    await pressButton(page, "Deposit 500\u00a0USD", { within: account(page, ISOLATED) });
    const go = async (name) => {
      await page.getByRole("navigation").getByRole("link", { name, exact: true }).click();
      await page.locator("html[data-awake]").waitFor();
      await settled(page);
    };
    await go("Position");
    await page.getByRole("textbox", { name: "Leverage, number" }).fill("20");
    await go("Venues");
    await go("Account");
    assert.equal(await total(page, ISOLATED, "wallet-balance"), "2500");
    await go("Position");
    assert.equal(await page.getByRole("textbox", { name: "Leverage, number" }).inputValue(), "20");
  }));

test("on a narrow screen every market has its price slider, and those in use stay in sight", () =>
  at(
    "",
    async (page) => {
      const sliders = ["BTCUSDT price", "ETHUSDT price", "SOLUSDT price"].map((name) => page.getByRole("slider", { name, exact: true }));
      for (const slider of sliders) assert.ok(await slider.isVisible());
      await page.getByRole("button", { name: "Save as a file" }).scrollIntoViewIfNeeded();
      const tops = await Promise.all(sliders.map((slider) => slider.evaluate((element) => element.getBoundingClientRect().top)));
      assert.ok(tops[0] > 0 && tops[0] < 80 && tops[1] < 0 && tops[2] < 0, String(tops));
    },
    { width: 320, height: 640 },
  ));

test("Escape closes an open panel, and the focus goes back to its button", () =>
  at("", async (page) => {
    const opener = account(page, CROSS).getByRole("button", { name: "Withdraw", exact: true });
    await opener.focus();
    await opener.press("Enter");
    await account(page, CROSS).getByRole("textbox", { name: "Amount, number" }).press("Escape");
    await settled(page);
    assert.equal(await opener.getAttribute("aria-expanded"), "false");
    assert.ok(await opener.evaluate((element) => element === document.activeElement));
  }));

test("a price before stands before the price after, also in digits that are written from the right", () =>
  at(
    "",
    async (page) => {
      await pressButton(page, "Add margin", { within: account(page, ISOLATED) });
      const places = await page.locator("form [data-field='preview.liquidation-price']").first().evaluate((element) => {
        const text = element.firstChild;
        const [before, after] = [...text.data.matchAll(/[\u0660-\u0669]+/gu)].map((match) => match.index).filter((_, index) => index === 0 || index === 3);
        return [before, after].map((index) => {
          const range = document.createRange();
          range.setStart(text, index);
          range.setEnd(text, index + 1);
          return range.getBoundingClientRect().x;
        });
      });
      assert.ok(places[0] < places[1], String(places));
    },
    { locale: "ar-EG" },
  ));
