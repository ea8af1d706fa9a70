// A new version is published while pages of the old one, and loaders of it, are still in use.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { awake, DIST, launch, PAGES, settled, visit } from "./support/browser.mjs";
import { calculated, serveHosts } from "./support/host.mjs";
import { fields, press } from "./support/page.mjs";
import { hosting, listen } from "./support/server.mjs";
import { nextVersion } from "./support/versions.mjs";

let browser;
let next;
let gone;
before(async () => {
  browser = await launch();
  next = mkdtempSync(join(tmpdir(), "isolated-margin-"));
  gone = nextVersion(DIST, next);
});
after(async () => {
  await browser?.close();
  rmSync(next, { recursive: true });
});

/** A host that changes from one version to another. */
async function changing() {
  let current = hosting(DIST);
  const server = await listen((request, response) => current(request, response));
  return { ...server, publish: (folder) => (current = hosting(folder)) };
}

test("the next version is one: named files have other names, and its pages work", async () => {
  assert.ok(gone.length >= 14, String(gone.length));
  for (const name of gone) assert.equal(existsSync(join(next, name)), false, name);
  const site = await changing();
  site.publish(next);
  for (const name of [...PAGES, "embed.html"]) {
    const { problems, close } = await visit(browser, site.url + name);
    assert.deepEqual(problems, [], name);
    await close();
  }
  await site.close();
});

for (const serviceWorkers of ["allow", "block"]) {
  test(`pages that are open go on, and the new ones come, with workers: ${serviceWorkers}`, async () => {
    const site = await changing();
    const { page, close } = await visit(browser, `${site.url}venues.html`, { serviceWorkers });
    if (serviceWorkers === "allow") await page.waitForFunction(() => navigator.serviceWorker.controller);
    site.publish(next);
    await page.getByRole("button", { name: /^Load all venues/ }).click();
    await page.waitForFunction(() => !/Loading its table/.test(document.body.innerText));
    assert.equal(await page.locator("main").getByText("did not arrive").count(), 0);
    await page.getByRole("link", { name: "Compare" }).click();
    await awake(page);
    await press(page, "Leverage", "ArrowRight");
    const script = await page.locator("script[data-part=page]").getAttribute("src");
    assert.ok(existsSync(join(next, script)) && !existsSync(join(DIST, script)), script);
    if (serviceWorkers === "allow") {
      await page.waitForFunction(async () => (await caches.keys()).length === 1 && (await caches.keys())[0].endsWith(" next"));
      await site.close();
      await page.goto(`${site.url}account.html`);
      await page.locator("html[data-awake]").waitFor({ state: "attached" });
    } else {
      await site.close();
    }
    await close();
  });
}

test("a loader of the old version finds the new calculator", async () => {
  const site = await changing();
  const hosts = await serveHosts(site.url);
  const before = await visit(browser, `${hosts.url}plain.html`, { ready: calculated });
  const expected = await fields(before.page);
  await before.close();
  site.publish(next);
  const old = readFileSync(join(DIST, "widget/v1/element.js"));
  const { page, requests, close } = await visit(browser, "about:blank", { ready: settled });
  await page.route("**/widget/v1/element.js", (route) => route.fulfill({ body: old, contentType: "text/javascript", headers: { "access-control-allow-origin": "*" } }));
  await page.goto(`${hosts.url}plain.html`);
  await calculated(page);
  assert.deepEqual(await fields(page), expected);
  const named = requests.filter((url) => /calculator-\w+\.wasm/.test(url)).map((url) => url.split("/").pop());
  assert.ok(named.every((name) => existsSync(join(next, "widget/v1", name))), named.join());
  await close();
  await hosts.close();
  await site.close();
});

test("the build keeps the named files of the versions before", () => {
  const folder = mkdtempSync(join(tmpdir(), "isolated-margin-"));
  const keep = (published, dist) => execFileSync("node", ["web/keep-versions.mjs", published, dist], { encoding: "utf8" });
  const listed = (dist) => JSON.parse(readFileSync(join(dist, "versions.json"), "utf8"));
  cpSync(next, folder, { recursive: true });
  assert.equal(listed(folder).length, 1);
  assert.match(keep(DIST, folder), /^1 earlier version/);
  for (const name of gone) assert.deepEqual(readFileSync(join(folder, name)), readFileSync(join(DIST, name)), name);
  // The same version once more is not another one.
  assert.match(keep(folder, folder), /^1 earlier version/);
  assert.equal(listed(folder).length, 2);
  assert.deepEqual(readdirSync(folder).filter((name) => name.startsWith("tables-")).length, 11);
  rmSync(folder, { recursive: true });
});
