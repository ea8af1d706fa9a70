// Without a network: the pages work from the second visit on, and the widget is left alone.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { awake, DIST, launch, PAGES, settled, visit } from "./support/browser.mjs";
import { serveWithFaults } from "./support/faults.mjs";
import { fields } from "./support/page.mjs";
import { hosting, listen, serve } from "./support/server.mjs";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

const tables = readdirSync(DIST).filter((name) => name.startsWith("tables-"));
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
  const left = await page.evaluate(async (name) => {
    const [own] = await caches.keys();
    const folder = own.split(" ")[1];
    const table = folder + name;
    const put = async (name) => (await caches.open(name)).put(table, new Response("1"));
    await put(`isolated-margin ${folder}another/ 1`);
    await put(`isolated-margin ${folder} older`);
    await (await navigator.serviceWorker.getRegistration()).unregister();
    return { own, folder, table };
  }, tables[0]);
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
  assert.deepEqual(await kept(), { caches: 1, tables: 11, widget: 0 });
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

/** The addresses that the worker keeps, without their folder. */
const keptNames = (page) =>
  page.evaluate(async () => {
    const names = (await caches.keys()).filter((name) => name.startsWith("isolated-margin "));
    const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return requests.flat().map(({ url }) => url.split("/").pop());
  });

for (const fault of ["a page with 200", "one byte changed", "cut off", "404"]) {
  test(`nothing bad is kept where the host answers with ${fault} while it is filled`, async () => {
    const site = await serveWithFaults(DIST);
    // Another page's parts: those of the page itself are asked for by it, too.
    const { page, close } = await visit(browser, `${site.url}embedding.html`, { serviceWorkers: "allow" });
    await controlled(page);
    // As on a first visit, but with the host failing from now on.
    await page.evaluate(async () => {
      for (const registration of await navigator.serviceWorker.getRegistrations()) await registration.unregister();
      for (const name of await caches.keys()) await caches.delete(name);
    });
    site.fail(/^(account\.html|page-\w+\.wasm)$/, fault);
    const begun = site.asked.length;
    await page.reload();
    // Not before the worker has met what is bad.
    while (!site.asked.slice(begun).includes("account.html")) await settled(page);
    await page.waitForFunction(async () => (await navigator.serviceWorker.getRegistrations()).every(({ installing, waiting, active }) => !installing && !waiting && !active));
    site.heal();
    for (const name of PAGES) {
      await page.goto(site.url + name);
      await awake(page);
    }
    await controlled(page);
    const kept = await page.evaluate(async () => {
      const [name] = (await caches.keys()).filter((name) => name.startsWith("isolated-margin "));
      const cache = await caches.open(name);
      const digest = async (request) => {
        const bytes = await (await cache.match(request)).arrayBuffer();
        return [request.url.split("/").pop(), [...new Uint8Array(await crypto.subtle.digest("SHA-256", bytes))].map((byte) => byte.toString(16).padStart(2, "0")).join("")];
      };
      return Promise.all((await cache.keys()).map(digest));
    });
    assert.equal(kept.length, 16, kept.map(([name]) => name).join("\n"));
    for (const [name, digest] of kept) assert.equal(digest, createHash("sha256").update(readFileSync(join(DIST, name || "index.html"))).digest("hex"), name);
    await site.close();
    for (const name of PAGES) {
      await page.goto(site.url + name);
      await page.locator("html[data-awake]").waitFor({ state: "attached" });
    }
    await close();
  });
}

test("a host that answers with an error, or not soon, is stood in for by what is kept", async () => {
  const site = await serveWithFaults(DIST);
  const { page, close } = await visit(browser, site.url, { serviceWorkers: "allow" });
  await controlled(page);
  const shown = await fields(page);
  for (const fault of ["500", "404", "no network", "nothing for long"]) {
    site.fail(/\.html$/, fault);
    const begun = performance.now();
    await page.goto(`${site.url}index.html?${fault.length}`);
    await page.locator("html[data-awake]").waitFor({ state: "attached" });
    assert.ok(performance.now() - begun < 9_000, `${fault}: ${performance.now() - begun} ms`);
    assert.deepEqual(await fields(page), shown, fault);
    site.heal();
  }
  // And what comes in time is the new page.
  site.fail(/\.html$/, (response) => response.writeHead(200, { "content-type": "text/html" }).end("<title>new</title>"));
  await page.goto(site.url);
  assert.equal(await page.title(), "new");
  await close();
  await site.close();
});

test("a neighbour's files in the same folder are left alone", async () => {
  const host = hosting(DIST);
  let count = 0;
  const server = await listen((request, response) => {
    const name = request.url.slice(1);
    if (!["tables-mine.txt", "page-foo.js"].includes(name)) return host(request, response);
    response.writeHead(200, { "content-type": "text/plain" }).end(String((count += 1)));
  });
  const { page, close } = await visit(browser, server.url, { serviceWorkers: "allow" });
  await controlled(page);
  const answers = await page.evaluate(async () => {
    const text = async (name) => (await fetch(name, { cache: "no-store" })).text();
    return [await text("tables-mine.txt"), await text("tables-mine.txt"), await text("page-foo.js"), await text("page-foo.js")];
  });
  assert.deepEqual(answers, ["1", "2", "3", "4"]);
  assert.deepEqual((await keptNames(page)).filter((name) => /mine|foo/.test(name)), []);
  await close();
  await server.close();
});

test("what a host wants forgotten is not kept", async () => {
  const site = await serveWithFaults(DIST);
  site.fail(/^tables-okx/, (response, bytes, type) => response.setHeader("cache-control", "no-store").writeHead(200, { "content-type": type }).end(bytes));
  const { page, close } = await visit(browser, `${site.url}venues.html`, { serviceWorkers: "allow" });
  await controlled(page);
  await page.getByRole("button", { name: /^Load all venues/ }).click();
  await page.waitForFunction(() => !/Loading its table/.test(document.body.innerText));
  await settled(page);
  const names = await keptNames(page);
  assert.deepEqual([names.some((name) => name.startsWith("tables-okx")), names.some((name) => name.startsWith("tables-bybit"))], [false, true]);
  await close();
  await site.close();
});

test("a neighbour's page with the name of ours, but for the ending, is left alone", async () => {
  const host = hosting(DIST);
  const statuses = [403, 404, 500, 200];
  const server = await listen((request, response) => {
    if (request.url !== "/account") return host(request, response);
    response.writeHead(statuses.shift(), { "content-type": "text/html" }).end("<title>theirs</title>");
  });
  const { page, close } = await visit(browser, server.url, { serviceWorkers: "allow" });
  await controlled(page);
  while (statuses.length > 0) {
    await page.goto(`${server.url}account`);
    assert.equal(await page.title(), "theirs");
  }
  await close();
  await server.close();
});

test("where nothing may be kept, no more is asked for than what shows it", async () => {
  const site = await serveWithFaults(DIST);
  site.fail(/./, (response, bytes, type) => response.setHeader("cache-control", "no-store").writeHead(200, { "content-type": type }).end(bytes));
  const { page, close } = await visit(browser, site.url, { serviceWorkers: "allow" });
  await page.waitForFunction(async () => (await navigator.serviceWorker.getRegistrations()).every(({ installing, waiting, active }) => !installing && !waiting && !active));
  const begun = site.asked.length;
  await page.reload();
  await awake(page);
  await page.waitForFunction(async () => (await navigator.serviceWorker.getRegistrations()).every(({ installing, waiting, active }) => !installing && !waiting && !active));
  assert.ok(site.asked.length - begun <= 8, site.asked.slice(begun).join("\n"));
  await close();
  await site.close();
});

test("rubbish that was kept once as a script is replaced, for when there is no network, too", async () => {
  const server = await serve(DIST);
  const { page, close } = await visit(browser, server.url, { serviceWorkers: "allow" });
  await controlled(page);
  await page.evaluate(async () => {
    const cache = await caches.open((await caches.keys())[0]);
    const scripts = (await cache.keys()).filter(({ url }) => /page-\w+\.js$/.test(url));
    for (const request of scripts) await cache.put(request, new Response("rubbish", { headers: { "content-type": "text/javascript" } }));
  });
  await page.reload();
  await awake(page);
  await server.close();
  await page.goto(server.url);
  await page.locator("html[data-awake]").waitFor({ state: "attached" });
  await close();
});

test("rubbish that was kept once as a table is replaced", async () => {
  const server = await serve(DIST);
  const { page, close } = await visit(browser, `${server.url}venues.html`, { serviceWorkers: "allow" });
  await controlled(page);
  const okx = tables.find((name) => name.startsWith("tables-okx"));
  await page.evaluate(async (name) => {
    const [own] = (await caches.keys()).filter((name) => name.startsWith("isolated-margin "));
    await (await caches.open(own)).put(new URL(name, location.href), new Response("rubbish"));
  }, okx);
  await page.getByRole("button", { name: /^Load all venues/ }).click();
  await page.waitForFunction(() => !/Loading its table/.test(document.body.innerText));
  assert.equal(await page.locator("main").getByText("did not arrive").count(), 0);
  const kept = await page.evaluate(async (name) => (await caches.match(new URL(name, location.href))).text(), okx);
  assert.equal(kept, readFileSync(join(DIST, okx), "utf8"));
  await close();
  await server.close();
});
