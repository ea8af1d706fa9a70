// Without a network: the pages work from the second visit on, and the widget is left alone.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { DIST, launch, PAGES, settled, visit } from "./support/browser.mjs";
import { fields } from "./support/page.mjs";
import { serve } from "./support/server.mjs";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

const controlled = (page) => page.waitForFunction(() => navigator.serviceWorker.controller);

test("every page works without a network after the first visit to one of them", async () => {
  const server = await serve(DIST, "/a/folder/");
  const { page, close } = await visit(browser, server.url, { serviceWorkers: "allow" });
  await controlled(page);
  const expected = await fields(page);
  await server.close();
  for (const name of ["", "#v1&lev=20", ...PAGES]) {
    await page.goto("about:blank");
    await page.goto(server.url + name);
    await page.locator("html[data-awake]").waitFor({ state: "attached" });
  }
  await page.goto(server.url);
  await page.locator("html[data-awake]").waitFor({ state: "attached" });
  assert.deepEqual(await fields(page), expected);
  await close();
});

test("tables are kept once they were used, and the widget and its frame never", async () => {
  const server = await serve(DIST);
  const { page, close } = await visit(browser, `${server.url}venues.html`, { serviceWorkers: "allow" });
  await controlled(page);
  const kept = () =>
    page.evaluate(async () => {
      const names = await caches.keys();
      const addresses = (await (await caches.open(names[0])).keys()).map(({ url }) => url);
      const count = (part) => addresses.filter((address) => address.includes(part)).length;
      return { caches: names.length, tables: count("tables-"), widget: count("/widget/") + count("embed.html") };
    });
  assert.deepEqual(await kept(), { caches: 1, tables: 0, widget: 0 });
  await page.evaluate(() => Promise.all(["./widget/v1/element.js", "./embed.html"].map((address) => fetch(address))));
  await page.getByRole("button", { name: /^Load all venues/ }).click();
  await settled(page);
  await page.waitForFunction(() => !document.body.innerText.includes("Loading its table"));
  assert.deepEqual(await kept(), { caches: 1, tables: 10, widget: 0 });
  await close();
  await server.close();
});

test("no frame registers a worker", async () => {
  const server = await serve(DIST);
  const { page, close } = await visit(browser, `${server.url}embed.html`, { serviceWorkers: "allow" });
  assert.equal((await page.evaluate(() => navigator.serviceWorker.getRegistrations())).length, 0);
  await close();
  await server.close();
});
