// What loading the page costs and promises: few requests, none to elsewhere, none later, nothing inline, nothing moving.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { DIST, launch, PAGES, settled, THEMES, visit, WIDTHS } from "./support/browser.mjs";
import { serveWithFaults } from "./support/faults.mjs";
import { serve } from "./support/server.mjs";

const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; " +
  "img-src 'self' data: blob:; frame-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'";

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

/** Moves every slider of the page a step to the right and back. */
async function moveEverySlider(page) {
  for (const slider of await page.getByRole("slider").all()) {
    await slider.focus();
    await slider.press("ArrowRight");
    await slider.press("ArrowLeft");
  }
  await settled(page);
}

test("only what holds a position knows of tables, and no page asks for one by itself", async () => {
  const tables = readdirSync(DIST).filter((file) => file.startsWith("tables-"));
  assert.equal(tables.length, 11);
  for (const name of PAGES) {
    const { page, requests, close } = await visit(browser, server.url + name);
    await moveEverySlider(page);
    await page.waitForLoadState("networkidle");
    assert.deepEqual(requests.filter((url) => url.includes("tables-") || url.endsWith(".txt")), [], name);
    const modules = requests.filter((url) => url.endsWith(".wasm")).map((url) => url.slice(server.url.length));
    assert.equal(modules.length, name === "embedding.html" ? 2 : 1, modules.join());
    for (const module of modules) {
      const knows = readFileSync(join(DIST, module), "latin1").includes("./tables-");
      const holds = module.startsWith("widget/") || name !== "embedding.html";
      assert.equal(knows, holds, `${module} of ${name}`);
    }
    await close();
  }
});

test("Compare asks for a table when a link names a market of it, and for all when a market is searched", async () => {
  const tablesOf = (requests) => requests.filter((url) => url.includes("tables-")).map((url) => url.split("/").pop());
  const tables = readdirSync(DIST).filter((file) => file.startsWith("tables-"));
  for (const fragment of ["#v1&market=ETHUSDT", "#v1&market=flat", "#v2&market=SOLUSDT&entry=90"]) {
    const { page, requests, close } = await visit(browser, server.url + fragment);
    await page.getByRole("combobox", { name: "Market and venue" }).click();
    await settled(page);
    await page.waitForLoadState("networkidle");
    assert.deepEqual(tablesOf(requests), [], fragment);
    await close();
  }
  const { page, requests, problems, violations, close } = await visit(browser, `${server.url}#v2&venue=bybit&market=DOGEUSDT&entry=0.2134`);
  const picker = page.getByRole("combobox", { name: "Market and venue" });
  await page.waitForFunction(() => document.querySelector("#market").value.startsWith("DOGEUSDT on Bybit"));
  assert.equal(await page.locator(".pending [role=status]").innerText(), "");
  const [bybit, ...more] = tablesOf(requests);
  assert.match(bybit, /^tables-bybit-/);
  assert.deepEqual(more, []);
  await picker.click();
  await settled(page);
  assert.deepEqual(tablesOf(requests), [bybit], "opened, it asks for nothing");
  await page.keyboard.type("d");
  await page.getByRole("button", { name: /^Load all venues/ }).waitFor({ state: "hidden" });
  await page.waitForLoadState("networkidle");
  assert.deepEqual(tablesOf(requests).sort(), tables.sort(), "each once");
  assert.deepEqual(problems, []);
  assert.deepEqual(await violations(), []);
  await close();
});

for (const name of PAGES) {
  test(`${name} loads in at most five requests, and the widget in it in four, all to its own folder`, async () => {
    const site = await serveWithFaults(DIST);
    const { requests, close } = await visit(browser, site.url + name);
    const isWidget = (file) => file.startsWith("widget/");
    assert.ok(site.asked.filter((file) => !isWidget(file)).length <= 5, site.asked.join("\n"));
    assert.ok(site.asked.filter(isWidget).length <= (name === "embedding.html" ? 4 : 0), site.asked.join("\n"));
    assert.equal(new Set(site.asked).size, site.asked.length, site.asked.join("\n"));
    assert.deepEqual(requests.filter((url) => !url.startsWith(site.url) && !url.startsWith("data:")), []);
    await close();
    await site.close();
  });

  test(`${name} asks for nothing more while it is used`, async () => {
    const { page, requests, close } = await visit(browser, server.url + name);
    const loaded = requests.length;
    await moveEverySlider(page);
    await page.waitForLoadState("networkidle");
    assert.deepEqual(requests.slice(loaded), []);
    await close();
  });

  test(`${name} violates its content security policy nowhere and says nothing on the console`, async () => {
    const { page, problems, violations, close } = await visit(browser, server.url + name);
    await moveEverySlider(page);
    assert.deepEqual(await violations(), []);
    assert.deepEqual(problems, []);
    await close();
  });

  test(`the policy of ${name} would be reported: an inline style is a violation`, async () => {
    const { page, violations, close } = await visit(browser, server.url + name);
    await page.evaluate(() => document.body.setAttribute("style", "color: red"));
    await settled(page);
    assert.match((await violations()).join(), /style-src-attr blocked inline/);
    await close();
  });

  test(`${name} carries the policy and nothing inline`, () => {
    const html = readFileSync(join(DIST, name), "utf8");
    assert.ok(html.includes(`<meta http-equiv="Content-Security-Policy" content="${POLICY}">`));
    assert.doesNotMatch(html, /<base\b|<style\b|<[^>]*\s(style|on\w+)=/);
    for (const [tag] of html.matchAll(/<script\b[^>]*>|<link rel="stylesheet"[^>]*>/g)) {
      assert.match(tag, /(src|href)="\.\/[^"]+" integrity="sha384-/);
    }
  });

  for (const width of WIDTHS) {
    for (const theme of THEMES) {
      test(`nothing of ${name} moves when the script takes over, at ${width} px, ${theme}`, async () => {
        const { page, layoutShift, close } = await visit(browser, server.url + name, { width, theme });
        assert.ok((await layoutShift()) <= 0.02, `layout shift ${await layoutShift()}`);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        assert.ok(overflow <= 0, `the page is ${overflow} px wider than the window`);
        await close();
      });
    }
  }
}

test("the framed page takes its files from wherever it is, for in a sandbox nothing is from itself to WebKit", () => {
  const html = readFileSync(join(DIST, "embed.html"), "utf8");
  const policy = POLICY.replaceAll(/(script|style|connect)-src 'self'/g, "$& https: http:");
  assert.ok(html.includes(`<meta http-equiv="Content-Security-Policy" content="${policy}">`));
  for (const [tag] of html.matchAll(/<script\b[^>]*>|<link rel="stylesheet"[^>]*>/g)) assert.match(tag, / integrity="sha384-/);
});

test("other sites may not frame the pages", async () => {
  for (const name of ["", ...PAGES]) {
    const { headers } = await fetch(server.url + name);
    assert.match(headers.get("content-security-policy"), /frame-ancestors 'none'/);
    assert.equal(headers.get("x-content-type-options"), "nosniff");
  }
});

test("the pages lead to each other", async () => {
  const { page, problems, close } = await visit(browser, server.url);
  await page.getByRole("link", { name: "Account" }).click();
  await page.locator("html[data-awake]").waitFor({ state: "attached" });
  assert.equal(await page.getByRole("link", { name: "Account" }).getAttribute("aria-current"), "page");
  await page.getByRole("link", { name: "Position" }).click();
  await page.locator("html[data-awake]").waitFor({ state: "attached" });
  await page.getByRole("link", { name: "Venues" }).click();
  await page.locator("html[data-awake]").waitFor({ state: "attached" });
  assert.equal(await page.getByRole("link", { name: "Venues" }).getAttribute("aria-current"), "page");
  await page.getByRole("link", { name: "Compare" }).click();
  await page.locator("html[data-awake]").waitFor({ state: "attached" });
  assert.equal(page.url(), server.url);
  assert.deepEqual(problems, []);
  await close();
});

test("works from a folder of a site", async () => {
  const folder = await serve(DIST, "/tools/margin/");
  const { requests, problems, close } = await visit(browser, folder.url);
  assert.deepEqual(problems, []);
  assert.deepEqual(requests.filter((url) => !url.startsWith(folder.url) && !url.startsWith("data:")), []);
  await close();
  await folder.close();
});
