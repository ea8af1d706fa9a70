// The page before and without its script: the same numbers, the same nodes.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { DIST, launch, PAGES, visit } from "./support/browser.mjs";
import { everything } from "./support/account.mjs";
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

for (const name of PAGES) {
  // The numbers of the page of lines to be pasted are those of the widget in it, which needs a script.
  if (name !== "embedding.html") test(`${name} shows the same numbers without a script`, async () => {
    const silent = await visit(browser, server.url + name, { script: false });
    const awake = await visit(browser, server.url + name);
    const expected = await everything(silent.page);
    assert.notDeepEqual(expected, []);
    assert.deepEqual(await everything(awake.page), expected);
    const text = ({ page }) => page.locator("main").innerText();
    assert.equal(await text(awake), await text(silent));
    await silent.close();
    await awake.close();
  });

  test(`the script takes over the very nodes of ${name}`, async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.addInitScript(() => {
      document.addEventListener("DOMContentLoaded", () => {
        window.written = [...document.querySelectorAll("#app *")];
      });
    });
    await page.goto(server.url + name);
    await page.locator("html[data-awake]").waitFor({ state: "attached" });
    const replaced = await page.evaluate(() => window.written.filter((node) => !node.isConnected).length);
    assert.equal(replaced, 0);
    assert.ok((await page.evaluate(() => window.written.length)) > 0);
    await context.close();
  });
}
