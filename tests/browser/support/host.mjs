// Pages of others that hold the widget: the files of tests/browser/hosts, on an origin of their own.

import { readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const folder = fileURLToPath(new URL("../hosts/", import.meta.url));

/** Files under another name. */
const ALIASES = { "embed.html": "strict-without-wasm.html", embed: "strict-without-wasm.html" };
/** The programs of host pages, bundled from their sources. */
const PROGRAMS = { "react.js": "react.jsx", "vue.js": "vue.mjs" };

async function bundled(source) {
  const { outputFiles } = await build({
    entryPoints: [folder + source],
    bundle: true,
    write: false,
    format: "esm",
    jsx: "automatic",
    define: { "process.env.NODE_ENV": '"production"', __VUE_OPTIONS_API__: "false", __VUE_PROD_DEVTOOLS__: "false", __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: "false" },
  });
  return outputFiles[0].contents;
}

/**
 * Serves the host pages, with the address of the site that the widget is from in the place of `{{site}}`, its origin in
 * that of `{{origin}}`, and other words in the places of theirs. Resolves to `{ url, close }`.
 */
export async function serveHosts(site, others = {}) {
  const words = { site, origin: new URL(site).origin, ...others };
  const known = new Set(readdirSync(folder));
  const server = createServer(async (request, response) => {
    const path = new URL(request.url, "http://localhost").pathname.slice(1);
    const name = ALIASES[path] ?? path;
    if (PROGRAMS[name]) {
      response.writeHead(200, { "content-type": "text/javascript" }).end(await bundled(PROGRAMS[name]));
    } else if (known.has(name)) {
      const text = readFileSync(folder + name, "utf8").replaceAll(/\{\{(\w+)\}\}/g, (_, word) => words[word] ?? "");
      response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(text);
    } else {
      response.writeHead(name === "favicon.ico" ? 204 : 404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  // A test that fails may not come to close it, and the run is to end all the same.
  server.unref();
  return {
    url: `http://127.0.0.1:${server.address().port}/`,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

/** Resolves once every widget of a page shows its numbers. Each is brought into view, for it loads only there. */
export async function calculated(page) {
  await page.waitForFunction(() => {
    const elements = [...document.querySelectorAll("isolated-margin")];
    const waiting = elements.find(({ result }) => !result);
    waiting?.scrollIntoView();
    return elements.length > 0 && !waiting;
  });
  await page.evaluate(() => scrollTo(0, 0));
}

/** Resolves once the calculator in a frame shows its numbers. */
export async function framed(page) {
  await page.waitForFunction(() => document.querySelector("iframe") ?? document.querySelector("isolated-margin")?.shadowRoot.querySelector("iframe"));
  const frame = await frameOf(page);
  await calculated(frame);
}

/** Resolves once the reader of a page's first widget has paused: then it says its sentence. */
export async function paused(page) {
  await page.waitForFunction(() => {
    const { shadowRoot, result } = document.querySelector("isolated-margin");
    return shadowRoot.querySelector(".spoken").textContent === result.sentence;
  });
}

/** The frame of a page in which a calculator stands. */
export async function frameOf(page) {
  const handle = await page.locator("iframe").elementHandle();
  return handle.contentFrame();
}

/** Resolves once a frame is as high as what it holds. */
export async function resized(page, frame) {
  const wanted = await frame.evaluate(() => Math.ceil(document.querySelector("isolated-margin").getBoundingClientRect().height));
  await page.locator(`iframe[style*="height: ${wanted}px"]`).waitFor();
}
