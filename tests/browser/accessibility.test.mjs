// What a program can tell of accessibility; the rest is in the tests of the keyboard and of names.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { AxeBuilder } from "@axe-core/playwright";
import { TAGS } from "./support/accessibility.mjs";
import { DIST, launch, PAGES, settled, THEMES, visit, WIDTHS } from "./support/browser.mjs";
import { calculated } from "./support/host.mjs";
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

/** What is opened on a page before it is looked at. */
const OPENED = {
  "index.html": async () => {},
  "account.html": async (page) => {
    const [isolated, cross] = [page.getByRole("article").first(), page.getByRole("article").last()];
    await isolated.getByRole("radio", { name: "Cross" }).click();
    await cross.getByRole("button", { name: "Reduce or close" }).click();
    await cross.getByRole("textbox", { name: "Amount, number" }).fill("x");
    await settled(page);
  },
  "venues.html": async (page) => {
    await page.getByText("Use a table of your own").click();
    await page.getByRole("button", { name: "Use it" }).click();
    await settled(page);
  },
  "embedding.html": async (page) => {
    await calculated(page);
    await page.getByRole("radio", { name: "480 px" }).check();
    await settled(page);
  },
};

async function violationsOf(page) {
  const { violations, passes } = await new AxeBuilder({ page }).withTags(TAGS).analyze();
  assert.ok(passes.length > 0);
  return violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html }) => html).join(" ")}`);
}

for (const name of PAGES) {
  for (const width of [320, 1440]) {
    for (const theme of THEMES) {
      test(`axe finds nothing on ${name} at ${width} px, ${theme}`, async () => {
        // Colours at rest: what was not laid out before is styled by axe's own look at it, and a transition would begin there.
        const { page, close } = await visit(browser, server.url + name, { width, theme, reducedMotion: "reduce" });
        assert.deepEqual(await violationsOf(page), []);
        await OPENED[name](page);
        assert.deepEqual(await violationsOf(page), []);
        await close();
      });
    }
  }

  for (const width of WIDTHS) {
    test(`sliders of ${name} are at least 24 px high at ${width} px`, async () => {
      const { page, close } = await visit(browser, server.url + name, { width });
      await OPENED[name](page);
      const sliders = await page.getByRole("slider").all();
      assert.ok(sliders.length > 0);
      for (const slider of sliders) {
        const { height } = await slider.boundingBox();
        assert.ok(height >= 24, `${await slider.getAttribute("id")} is ${height} px high`);
      }
      await close();
    });
  }
}

test("the panel that has the focus is not under the prices that stay in sight", async () => {
  const { page, close } = await visit(browser, `${server.url}account.html`, { width: 1440, height: 500 });
  const button = page.getByRole("article").last().getByRole("button", { name: "Reduce or close" });
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  for (const target of [page.getByRole("button", { name: "Deposit" }).first(), button]) {
    await target.focus();
    const [box, prices] = [await target.boundingBox(), await page.locator(".prices").boundingBox()];
    assert.ok(box.y >= prices.y + prices.height || box.y + box.height <= prices.y, `${box.y} is under ${prices.y}`);
  }
  await close();
});

for (const name of PAGES) {
  test(`no level of headings is left out on ${name}`, async () => {
    const { page, close } = await visit(browser, server.url + name);
    const levels = await page.locator("h1, h2, h3, h4").evaluateAll((headings) => headings.map(({ tagName }) => Number(tagName[1])));
    assert.equal(levels[0], 1);
    levels.forEach((level, index) => assert.ok(index === 0 || level <= levels[index - 1] + 1, levels.join()));
    await close();
  });
}
