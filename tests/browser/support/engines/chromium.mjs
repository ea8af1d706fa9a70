// Chromium, steered by Playwright.

import { launch as start } from "../browser.mjs";

export const name = "Chromium";

export async function launch() {
  const browser = await start();
  return { open: ({ width = 1280, height = 900 } = {}) => visit(browser, width, height), close: () => browser.close() };
}

async function visit(browser, width, height) {
  const context = await browser.newContext({ viewport: { width, height } });
  const page = await context.newPage();
  const problems = [];
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) problems.push(message.text());
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
