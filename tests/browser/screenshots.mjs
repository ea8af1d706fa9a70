// Pictures of a whole page at every width in both themes, to be looked at:
//
//   node tests/browser/screenshots.mjs [folder] [page and fragment: "account.html#a1&…"]

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { DIST, launch, THEMES, visit, WIDTHS } from "./support/browser.mjs";
import { serve } from "./support/server.mjs";

const [folder = "target/screenshots", address = ""] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const server = await serve(DIST);
const browser = await launch();
for (const theme of THEMES) {
  for (const width of WIDTHS) {
    const { page, close } = await visit(browser, `${server.url}${address}`, { width, theme });
    const path = join(folder, `${width}-${theme}.png`);
    await page.screenshot({ path, fullPage: true });
    console.log(path);
    await close();
  }
}
await browser.close();
await server.close();
