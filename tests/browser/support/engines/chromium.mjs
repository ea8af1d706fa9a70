// Chromium, steered by Playwright.

import { launch as start } from "../browser.mjs";
import { visitIn } from "./visit.mjs";

export const name = "Chromium";

export async function launch() {
  const browser = await start();
  return { open: ({ width = 1280, height = 900 } = {}) => visit(browser, width, height), close: () => browser.close() };
}

async function visit(browser, width, height) {
  const context = await browser.newContext({ viewport: { width, height } });
  return visitIn(await context.newPage(), context);
}
