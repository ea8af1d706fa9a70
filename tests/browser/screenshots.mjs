// Pictures of a whole page at every width in both themes, to be looked at:
//
//   node tests/browser/screenshots.mjs [folder] [page and fragment: "account.html#a1&…"] [what to press first: "Load all"]…

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { DIST, launch, settled, THEMES, visit, WIDTHS } from "./support/browser.mjs";
import { serve } from "./support/server.mjs";

const [folder = "target/screenshots", address = "", ...presses] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const server = await serve(DIST);
const browser = await launch();
for (const theme of THEMES) {
  for (const width of WIDTHS) {
    const { page, close } = await visit(browser, `${server.url}${address}`, { width, theme });
    for (const text of presses) {
      await page.getByText(text).and(page.locator("button, summary")).locator("visible=true").first().click();
      await page.waitForLoadState("networkidle");
      await settled(page);
    }
    const path = join(folder, `${width}-${theme}.png`);
    await page.screenshot({ path, fullPage: true });
    console.log(path);
    await close();
  }
}
await browser.close();
await server.close();
