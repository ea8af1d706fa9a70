// The browser of the tests, and one visit to the page with everything that is watched during it.

import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { found } from "./engines/found.mjs";

const root = fileURLToPath(new URL("../../../", import.meta.url));

/** The built page: the variable DIST, else what the build has written. */
export const DIST = process.env.DIST || join(root, "dist");

/** The pages, by the name of their file. */
export const PAGES = ["index.html", "account.html", "venues.html", "embedding.html"];

/** The widths the pages are looked at. */
export const WIDTHS = [320, 768, 1440];
export const THEMES = ["light", "dark"];

/** The program of Chromium. */
export const executable = () => found("CHROMIUM", ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"], "apt-get install chromium");

/** How Chromium is started: asking nobody on the network for anything of its own. */
export const howToLaunch = () => ({
  executablePath: executable(),
  args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});

/** Starts Chromium. */
export const launch = async () => chromium.launch(howToLaunch());

/**
 * Opens the page at `url` in a context of its own and resolves once it answers (or has loaded, where scripts are off).
 *
 * `before` is a function that runs in the page ahead of its own script, `today` the day that its clock has, and `ready(page)` waits until it answers. The result watches the visit: `requests` (addresses, in order), `problems` (console errors and warnings, exceptions,
 * failed requests), and the functions `violations()` of the content security policy and `layoutShift()`.
 */
export async function visit(browser, url, options = {}) {
  const { width = 1440, height = 900, theme = "light", locale = "en-US", script = true, before, today, ready = awake, waitUntil = "load", ...others } = options;
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: theme,
    locale,
    javaScriptEnabled: script,
    // What it keeps is tried by tests of its own; here every visit is a first one.
    serviceWorkers: "block",
    ...others,
  });
  if (today) await context.clock.setFixedTime(`${today}T12:00:00`);
  const page = await context.newPage();
  const requests = [];
  const problems = [];
  page.on("request", (request) => requests.push(request.url()));
  page.on("requestfailed", (request) => problems.push(`${request.url()}: ${request.failure()?.errorText}`));
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("console", (message) => {
    const isAsked = message.text().startsWith("Service Worker registration blocked");
    if (["error", "warning"].includes(message.type()) && !isAsked) problems.push(message.text());
  });
  await page.addInitScript(observe);
  if (before) await page.addInitScript(before);
  await page.goto(url, { waitUntil });
  if (script) await ready(page);
  return {
    page,
    requests,
    problems,
    violations: () => page.evaluate(() => window.observed.violations),
    layoutShift: () => page.evaluate(() => window.observed.layoutShift),
    close: () => context.close(),
  };
}

/** Runs in the page before anything of its own. */
function observe() {
  window.observed = { layoutShift: 0, violations: [] };
  document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sourceFile, lineNumber }) => {
    window.observed.violations.push(`${violatedDirective} blocked ${blockedURI} (${sourceFile}:${lineNumber})`);
  });
  new PerformanceObserver((list) => {
    for (const shift of list.getEntries()) window.observed.layoutShift += shift.value;
  }).observe({ type: "layout-shift", buffered: true });
}

/** Resolves once the page answers and has drawn what it changed on waking. */
export async function awake(page) {
  await page.locator("html[data-awake]").waitFor({ state: "attached" });
  await page.waitForLoadState("networkidle");
  await settled(page);
}

/** Resolves once the page has drawn what the last event changed. */
export function settled(page) {
  return page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}
