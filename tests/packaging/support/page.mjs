// Pages of projects in Chromium.

import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";

import { launch } from "../../browser/support/browser.mjs";
import { serve } from "../../browser/support/server.mjs";

/** A strict policy: what a page with a module of its own needs, and nothing else. */
const HEADERS =
  "/*\n  Content-Security-Policy: default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; worker-src 'self'; img-src data:\n";

let browser;

/** Closes the browser that the pages were opened in. */
export const close = () => browser?.close();

/** What a page writes into its title, once it has; anything else that the browser complains of than what is allowed fails. */
export async function titleOf(url, allowed) {
  browser ??= await launch();
  const page = await browser.newPage();
  const problems = [];
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
  page.on("requestfailed", (request) => problems.push(`${request.url()}: ${request.failure()?.errorText}`));
  await page.goto(url);
  const isTold = () => document.title !== "";
  await page.waitForFunction(isTold, undefined, { timeout: 30_000 }).catch((error) => problems.push(error.message));
  const title = await page.title();
  await page.close();
  assert.deepEqual(problems.filter((problem) => !allowed?.test(problem)), []);
  return title;
}

/** The same of a folder of files, served with a strict policy. */
export async function titleOfFolder(folder, path = "index.html", { isStrict = true, allowed } = {}) {
  writeFileSync(join(folder, "_headers"), isStrict ? HEADERS : "");
  const server = await serve(folder);
  try {
    return await titleOf(server.url + path, allowed);
  } finally {
    await server.close();
  }
}

/** A page that runs one module. */
export const html = (script) =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><link rel="icon" href="data:,"></head><body><script type="module" src="${script}"></script></body></html>`;
