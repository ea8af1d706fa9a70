// What a program can tell of accessibility; the rest is in the tests of the keyboard and of names.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { AxeBuilder } from "@axe-core/playwright";
import { DIST, launch, THEMES, visit, WIDTHS } from "./support/browser.mjs";
import { serve } from "./support/server.mjs";

/** `target-size` is only run with the last of these. */
const TAGS = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"];

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

for (const width of [320, 1440]) {
  for (const theme of THEMES) {
    test(`axe finds nothing at ${width} px, ${theme}`, async () => {
      const { page, close } = await visit(browser, server.url, { width, theme });
      const { violations, passes } = await new AxeBuilder({ page }).withTags(TAGS).analyze();
      const found = violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html }) => html).join(" ")}`);
      assert.deepEqual(found, []);
      assert.ok(passes.length > 0);
      await close();
    });
  }
}

for (const width of WIDTHS) {
  test(`sliders are at least 24 px high at ${width} px`, async () => {
    const { page, close } = await visit(browser, server.url, { width });
    const sliders = await page.getByRole("slider").all();
    assert.ok(sliders.length > 0);
    for (const slider of sliders) {
      const { height } = await slider.boundingBox();
      assert.ok(height >= 24, `${await slider.getAttribute("id")} is ${height} px high`);
    }
    await close();
  });
}
