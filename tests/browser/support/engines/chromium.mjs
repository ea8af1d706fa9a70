// Chromium, steered by Playwright.

import { chromium } from "playwright-core";
import { howToLaunch } from "../browser.mjs";
import { visitIn } from "./visit.mjs";

export const name = "Chromium";

export async function launch() {
  const server = await chromium.launchServer(howToLaunch());
  const browser = await chromium.connect(server.wsEndpoint());
  const end = () => server.kill();
  return { open: ({ width = 1280, height = 900 } = {}) => visit(browser, width, height, end), close: () => server.close(), end, process: server.process() };
}

async function visit(browser, width, height, end) {
  const context = await browser.newContext({ viewport: { width, height } });
  return visitIn(await context.newPage(), context, end);
}
