// What goes wrong with a file, by each file and each fault: no cell has a wrong number, a page that stays dead once the host
// is well again and the page is loaded anew, or silence.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { accessible } from "./support/accessibility.mjs";
import { awake, DIST, launch, PAGES, visit } from "./support/browser.mjs";
import { FAULTS, serveWithFaults } from "./support/faults.mjs";
import { calculated, framed, serveHosts } from "./support/host.mjs";
import { fields } from "./support/page.mjs";
import { serve } from "./support/server.mjs";

/** Why a page does not start, by its name: what it says, what makes it so in the page, or the headers that do. */
const REASONS = {
  unsupported: [/needs WebAssembly, which this browser does not have/, () => delete globalThis.WebAssembly],
  forbidden: [/a rule of this site or of an extension forbids it/, undefined, { "content-security-policy": "script-src 'self'" }],
  "short of memory": [/not enough free memory/, () => {
    WebAssembly.instantiateStreaming = () => Promise.reject(new RangeError("Out of memory"));
  }],
  broken: [/has stopped because of an error/, () => {
    WebAssembly.instantiateStreaming = () => Promise.reject(new WebAssembly.RuntimeError("unreachable"));
  }],
};
const STATE = "#v1&side=short&lev=100&value=2500";
const loader = readFileSync(join(DIST, "widget/v1/element.js"));
const integrity = `sha384-${createHash("sha384").update(loader).digest("base64")}`;
let browser;
const expected = {};
before(async () => {
  browser = await launch();
  const site = await serve(DIST);
  const hosts = await serveHosts(site.url);
  expected.page = await shownBy(`${site.url}index.html${STATE}`, awake, fields);
  expected.frame = await shownBy(`${site.url}embed.html${STATE}`, awake, fields);
  expected.widget = await shownBy(`${hosts.url}plain.html`, calculated, fields);
  await hosts.close();
  await site.close();
});
after(() => browser?.close());

async function shownBy(url, ready, read) {
  const { page, close } = await visit(browser, url, { ready });
  const shown = await read(page);
  await close();
  return shown;
}

/** What the notice says, if it is in sight. */
const notice = (page) => page.locator("#start").innerText();
const isUsable = (page) => page.evaluate(() => !document.getElementById("app").disabled);

/** Resolves once the page answers, its notice is in sight, or nothing at all has been drawn for a while. */
const decided = (page) =>
  page.waitForFunction(
    () => {
      const { dataset } = document.documentElement;
      if ("awake" in dataset || "failed" in dataset) return true;
      const isDrawn = performance.getEntriesByType("paint").length > 0;
      return isDrawn ? getComputedStyle(document.querySelector("#start .notice")).visibility === "visible" : performance.now() > 5_000;
    },
    undefined,
    { timeout: 20_000, polling: 100 },
  );

/** Runs every fault on a host of its own, all at once. */
const each = (run) => Promise.all(Object.keys(FAULTS).map(async (fault) => {
  const site = await serveWithFaults(DIST);
  try {
    await run(fault, site);
  } catch (error) {
    throw new Error(`${fault}: ${error.message}`, { cause: error });
  } finally {
    site.heal();
    await site.close();
  }
}));

/** Opens a page whose file fails, looks at what it says, lets the host be well, and loads the page once more. */
async function suffers(fault, site, { page: name, file, shown }) {
  site.fail(file, fault);
  const { page, close } = await visit(browser, site.url + name + STATE, { ready: decided, waitUntil: "commit" });
  if (fault !== "nothing for long") await page.waitForLoadState("networkidle");
  const words = await notice(page);
  const isBlank = await page.evaluate(() => performance.getEntriesByType("paint").length === 0);
  if (isBlank) {
    assert.equal(fault, "nothing for long");
  } else if (await isUsable(page)) {
    assert.deepEqual(await fields(page), shown, "the numbers");
    const isStyled = await page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue("--ground") !== "");
    if (!isStyled) assert.match(words, /^The design of this page did not arrive[^\n]*\s+Try again$/);
  } else {
    assert.match(words, /still loading|did not arrive/);
    if (name !== "embed.html") assert.match(words, /What you see is an example/);
  }
  site.heal();
  // What was only late comes by itself.
  if (fault !== "nothing for long") await page.reload();
  await awake(page);
  assert.deepEqual(await fields(page), shown, "the numbers once the host is well");
  assert.equal(await page.locator("#start .notice").isVisible(), false);
  await close();
}

const FILES = { "the page's script": /^page-\w+\.js$/, "the module": /^page-\w+\.wasm$/, "the style": /^page-\w+\.css$/, "the watch": /^watch\.js$/ };
for (const [what, file] of Object.entries(FILES)) {
  test(`Compare, and ${what} fails`, () => each((fault, site) => suffers(fault, site, { page: "index.html", file, shown: expected.page })));
}

const FRAME = { "its script": /frame-\w+\.js$/, "its style": /frame-\w+\.css$/, "its watch": /watch\.js$/, "the calculator's script": /calculator-\w+\.js$/, "the module": /\.wasm$/ };
for (const [what, file] of Object.entries(FRAME)) {
  test(`the frame, and ${what} fails`, () => each((fault, site) => suffers(fault, site, { page: "embed.html", file, shown: expected.frame })));
}

/** Resolves once the calculator stands in the element, or the element, or what its host wrote in it, says something. */
const said = (page) =>
  page.waitForFunction(() => {
    const element = document.querySelector("isolated-margin");
    return element.result || element.innerText.trim() !== "" || element.shadowRoot?.querySelector("p")?.checkVisibility();
  });

const WIDGET = { "the loader": /element\.js$/, "the calculator's script": /calculator-\w+\.js$/, "the module": /\.wasm$/ };
for (const [what, file] of Object.entries(WIDGET)) {
  test(`the element in another page, and ${what} fails`, () =>
    each(async (fault, site) => {
      const pinned = `integrity="${integrity}" crossorigin`;
      const hosts = await serveHosts(site.url, { pinned });
      site.fail(file, fault);
      const { page, close } = await visit(browser, `${hosts.url}plain.html`, { ready: said, waitUntil: "commit" });
      if (fault !== "nothing for long") {
        await page.waitForFunction(() => {
          const element = document.querySelector("isolated-margin");
          const words = element.shadowRoot?.querySelector("[role=status]")?.textContent ?? element.textContent;
          return element.result || /did not arrive|once it is loaded/.test(words);
        });
      }
      site.heal();
      if (fault !== "nothing for long") await page.reload();
      await calculated(page);
      assert.deepEqual(await fields(page), expected.widget);
      await close();
      await hosts.close();
    }));
}

test("Venues, and a table fails", () =>
  each(async (fault, site) => {
    site.fail(/^tables-okx/, fault);
    const { page, close } = await visit(browser, `${site.url}venues.html`);
    const row = page.locator("tr, .row, article").filter({ hasText: "OKX" }).first();
    await row.getByRole("button", { name: /OKX/ }).click();
    await page.waitForFunction(() => /Loading its table|did not arrive/.test(document.body.innerText));
    site.heal();
    if (fault !== "nothing for long") await row.getByRole("button", { name: /OKX/ }).click();
    await page.waitForFunction(() => !/Loading its table|did not arrive/.test(document.body.innerText));
    assert.match(await row.innerText(), /\d/);
    await close();
  }));

for (const name of ["index.html", "venues.html"]) {
  test(`${name}, and the table of its link's market fails`, () =>
    each(async (fault, site) => {
      site.fail(/^tables-okx/, fault);
      // What waits for a table has not come to rest.
      const ready = (page) => page.locator("html[data-awake]").waitFor({ state: "attached" });
      const { page, close } = await visit(browser, `${site.url}${name}#v2&venue=okx&market=BTC-USDT-SWAP&lev=25&entry=60000`, { ready });
      const market = page.locator("#market");
      const pending = page.locator(".pending");
      const said = fault === "nothing for long" ? "Loading the table of OKX." : "The table of OKX did not load.";
      await pending.getByRole("status").getByText(said).waitFor();
      assert.equal(await market.inputValue(), "BTCUSDT on Binance");
      const again = pending.getByRole("button", { name: "Try again" });
      assert.equal(await again.isVisible(), fault !== "nothing for long");
      site.heal();
      if (fault !== "nothing for long") await again.click();
      await page.waitForFunction(() => document.getElementById("market").value === "BTC-USDT-SWAP on OKX");
      assert.equal(await pending.isVisible(), false);
      assert.equal(await page.getByRole("textbox", { name: "Leverage, number" }).inputValue(), "25");
      await close();
    }));
}

for (const name of [...PAGES, "embed.html"]) {
  for (const [reason, [words, before, headers]] of Object.entries(REASONS)) {
    test(`${name} says it where it is ${reason}`, async () => {
      const site = await serveWithFaults(DIST);
      if (headers) site.fail(/\.html$/, (response, bytes, type) => response.writeHead(200, { "content-type": type, ...headers }).end(bytes));
      const { page, close } = await visit(browser, site.url + name + STATE, { before, ready: decided });
      await page.locator("html[data-failed]").waitFor({ state: "attached" });
      assert.match(await notice(page), words);
      if (name !== "embed.html") assert.match(await notice(page), /What you see is an example/);
      assert.equal(await isUsable(page), false);
      assert.equal(await page.locator("#app :is(button, input, select):enabled").count(), 0);
      await accessible(page);
      await close();
      await site.close();
    });
  }

  test(`${name} says that it needs scripts`, async () => {
    const site = await serve(DIST);
    const { page, close } = await visit(browser, site.url + name, { script: false });
    const example = name === "embed.html" ? "" : "\\s+What you see is an example, not your numbers\\.";
    assert.match(await notice(page), new RegExp(`^Scripts are switched off[^\\n]*${example}$`));
    assert.equal(await page.locator("#app :is(button, input, select):enabled").count(), 0);
    await close();
    await site.close();
  });
}

test("where the module breaks off later, its numbers can no longer be changed", async () => {
  const site = await serve(DIST);
  const { page, close } = await visit(browser, site.url);
  await page.evaluate(() => setTimeout(() => { throw new WebAssembly.RuntimeError("unreachable"); }));
  await page.locator("html[data-failed=broken]").waitFor({ state: "attached" });
  assert.match(await notice(page), /has stopped because of an error/);
  assert.doesNotMatch(await notice(page), /example/);
  assert.equal(await isUsable(page), false);
  await page.getByRole("button", { name: "Try again" }).click();
  await awake(page);
  await close();
  await site.close();
});

for (const name of ["embed.html", "embedding.html"]) {
  test(`where the module of the widget breaks off in ${name}, nothing in it can be used`, async () => {
    const site = await serve(DIST);
    const { page, close } = await visit(browser, site.url + name);
    await calculated(page);
    await page.evaluate(() => setTimeout(() => { throw new WebAssembly.RuntimeError("unreachable"); }));
    await page.locator("html[data-failed=broken]").waitFor({ state: "attached" });
    assert.equal(await page.locator("isolated-margin").evaluate((widget) => widget.inert), true);
    await close();
    await site.close();
  });
}

test("of two files that fail, what stops the page is said, however late", async () => {
  const site = await serveWithFaults(DIST);
  site.fail(/\.css$/, "404");
  site.fail(/\.wasm$/, (response) => setTimeout(() => response.writeHead(404).end(), 500));
  const first = await visit(browser, `${site.url}index.html${STATE}`, { ready: decided });
  await first.page.locator("html[data-failed=not-loaded]").waitFor({ state: "attached" });
  assert.match(await notice(first.page), /^A part of the calculator did not arrive[^]*What you see is an example/);
  await first.close();
  site.heal();
  site.fail(/\.css$/, "404");
  const second = await visit(browser, site.url);
  await second.page.locator("html[data-failed=unstyled]").waitFor({ state: "attached" });
  await second.page.evaluate(() => setTimeout(() => { throw new WebAssembly.RuntimeError("unreachable"); }));
  await second.page.locator("html[data-failed=broken]").waitFor({ state: "attached" });
  assert.equal(await isUsable(second.page), false);
  await second.close();
  await site.close();
});

test("Embed can be used without its preview, whichever comes first", async () => {
  for (const late of [/page-\w+\.wasm$/, /nothing/]) {
    const site = await serveWithFaults(DIST);
    site.fail(/element\.js$/, "404");
    site.fail(late, (response, bytes, type) => setTimeout(() => response.writeHead(200, { "content-type": type }).end(bytes), 1_000));
    const { page, close } = await visit(browser, `${site.url}embedding.html`);
    await page.locator("html[data-failed=not-loaded]").waitFor({ state: "attached" });
    assert.equal(await isUsable(page), true);
    assert.match(await notice(page), /^A part of the calculator did not arrive[^\n]*\s+Try again$/);
    await close();
    await site.close();
  }
});

test("a loader that is pinned takes no other calculator than its own", async () => {
  const site = await serveWithFaults(DIST);
  site.fail(/calculator-\w+\.js$/, "404");
  const script = "data:text/javascript,document.title='other'";
  const digest = `sha384-${createHash("sha384").update("document.title='other'").digest("base64")}`;
  site.fail(/newest\.json$/, (response) => response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ script, integrity: digest })));
  const hosts = await serveHosts(site.url, { query: "?pinned", pinned: `integrity="${integrity}" crossorigin` });
  const { page, close } = await visit(browser, `${hosts.url}plain.html`, { ready: said });
  await page.locator("isolated-margin").getByRole("status").waitFor();
  assert.equal(await page.title(), "An article");
  assert.equal(site.asked.includes("widget/v1/newest.json"), false);
  await close();
  await hosts.close();
  await site.close();
});

test("the page starts where asking for the service worker throws", async () => {
  const site = await serve(DIST);
  const refuse = () => Object.defineProperty(Navigator.prototype, "serviceWorker", { get() { throw new DOMException("no", "SecurityError"); } });
  const { problems, close } = await visit(browser, site.url, { before: refuse });
  assert.deepEqual(problems, []);
  await close();
  await site.close();
});

test("the element becomes a frame where only starting the module is forbidden", async () => {
  // As WebKit does it: an empty module is compiled whatever the policy says.
  const asWebKit = () => {
    WebAssembly.Module = class {};
    WebAssembly.Instance = class {};
  };
  const site = await serve(DIST);
  const hosts = await serveHosts(site.url, { also: ` connect-src ${new URL(site.url).origin};` });
  const { page, requests, close } = await visit(browser, `${hosts.url}strict-without-wasm.html`, { before: asWebKit, ready: framed });
  // It has tried.
  assert.ok(requests.some((url) => url.endsWith(".wasm")));
  assert.equal(await page.locator("iframe").getAttribute("src"), `${site.url}embed.html?theme=dark#v2&side=short&lev=20`);
  await close();
  await hosts.close();
  await site.close();
});
