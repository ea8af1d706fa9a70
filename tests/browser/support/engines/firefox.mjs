// Firefox, steered by Puppeteer over WebDriver BiDi.

import puppeteer from "puppeteer-core";
import { endGroup } from "./companion.mjs";
import { found } from "./found.mjs";
import { visitIn } from "./visit.mjs";

export const name = "Firefox";

export async function launch() {
  const executablePath = found("FIREFOX", ["firefox-esr", "firefox"], "apt-get install firefox-esr");
  const browser = await puppeteer.launch({ browser: "firefox", executablePath, headless: true });
  const end = () => endGroup(browser.process().pid);
  return { open: ({ width = 1280, height = 900 } = {}) => visit(browser, width, height, end), close: () => browser.close(), end, process: browser.process() };
}

async function visit(browser, width, height, end) {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  await page.setViewport({ width, height });
  return visitIn(page, context, end);
}
