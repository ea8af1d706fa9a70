// A project that is served, and what its page prints in Chromium.

import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";

const TYPES = { ".html": "text/html", ".js": "text/javascript", ".mjs": "text/javascript", ".json": "application/json", ".wasm": "application/wasm" };

/** Serves a folder until `close`. `answers` are functions by path that answer first. */
export async function serve(folder, answers = {}) {
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    if (answers[pathname]?.(request, response)) return;
    const name = normalize(pathname.endsWith("/") ? `${pathname}index.html` : pathname);
    try {
      const body = await readFile(join(folder, name));
      response.writeHead(200, { "content-type": TYPES[extname(name)] ?? "application/octet-stream" }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  const url = `http://127.0.0.1:${server.address().port}/`;
  return { url, close: () => new Promise((closed) => (server.closeAllConnections(), server.close(closed))) };
}

/** What the page at an address prints into its body, with whatever went wrong before. */
export async function printed(browser, url) {
  const context = await browser.newContext();
  const page = await context.newPage();
  const problems = [];
  page.on("pageerror", (error) => problems.push(String(error)));
  page.on("requestfailed", (request) => problems.push(`${request.url()}: ${request.failure()?.errorText}`));
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") problems.push(message.text());
  });
  try {
    await page.goto(url);
    await page.waitForFunction(() => document.body.dataset.done !== undefined, undefined, { timeout: 20_000 });
    return { text: await page.evaluate(() => document.body.textContent.trim()), problems };
  } catch (error) {
    throw new Error(`${url}: ${error.message}\n${problems.join("\n")}`);
  } finally {
    await context.close();
  }
}
