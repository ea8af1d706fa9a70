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

test("also where a host leaves the ending out of addresses", async () => {
  const server = await serve(DIST, "/", true);
  const { page, close } = await visit(browser, server.url, { serviceWorkers: "allow" });
  await controlled(page);
  await server.close();
  for (const name of ["", ...PAGES.map((page) => page.replace(/(index)?\.html$/, "")), ...PAGES]) {
    await page.goto("about:blank");
    await page.goto(server.url + name);
    await page.locator("html[data-awake]").waitFor({ state: "attached" });
  }
  await close();
});

test("copies of two versions on one site keep what is theirs, and a new version keeps the tables of the old", async () => {
  const server = await serve(DIST);
  const { page, close } = await visit(browser, `${server.url}venues.html`, { serviceWorkers: "allow" });
  await controlled(page);
  const left = await page.evaluate(async () => {
    const [own] = await caches.keys();
    const folder = own.split(" ")[1];
    const table = `${folder}tables-x-0.txt`;
    const put = async (name) => (await caches.open(name)).put(table, new Response("1"));
    await put(`isolated-margin ${folder}another/ 1`);
    await put(`isolated-margin ${folder} older`);
    await (await navigator.serviceWorker.getRegistration()).unregister();
    return { own, folder, table };
  });
  // Once no page is left that it controls, the worker is installed and begins anew.
  await page.goto("about:blank");
  await page.goto(`${server.url}venues.html`);
  await controlled(page);
  const found = await page.evaluate(async ({ own, folder, table }) => {
    while (await caches.has(`isolated-margin ${folder} older`)) await new Promise(requestAnimationFrame);
    return [(await caches.keys()).sort(), Boolean(await (await caches.open(own)).match(table))];
  }, left);
  assert.deepEqual(found, [[left.own, `isolated-margin ${left.folder}another/ 1`].sort(), true]);
  await close();
  await server.close();
});

test("tables are kept once they were used, and the widget and its frame never", async () => {
  const server = await serve(DIST);
  const { page, close } = await visit(browser, `${server.url}venues.html`, { serviceWorkers: "allow" });
  await controlled(page);
  const kept = () =>
    page.evaluate(async () => {
      const names = (await caches.keys()).filter((name) => name.startsWith("isolated-margin "));
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
