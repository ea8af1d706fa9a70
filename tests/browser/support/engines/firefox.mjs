// Firefox, steered by Puppeteer over WebDriver BiDi.

import puppeteer from "puppeteer-core";
import { found } from "./found.mjs";

export const name = "Firefox";

export async function launch() {
  const executablePath = found("FIREFOX", ["firefox-esr", "firefox"], "apt-get install firefox-esr");
  const browser = await puppeteer.launch({ browser: "firefox", executablePath, headless: true });
  return { open: ({ width = 1280, height = 900 } = {}) => visit(browser, width, height), close: () => browser.close() };
}

async function visit(browser, width, height) {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  await page.setViewport({ width, height });
  const problems = [];
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("console", (message) => {
    if (["error", "warn"].includes(message.type())) problems.push(message.text());
  });
  return {
    problems,
    go: (address) => page.goto(address),
    run: (source) => page.evaluate(source),
    press: (key) => page.keyboard.press(key),
    type: (text) => page.keyboard.type(text),
    close: () => context.close(),
  };
}
