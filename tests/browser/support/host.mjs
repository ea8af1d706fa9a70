// Pages of others that hold the widget: the files of tests/browser/hosts, on an origin of their own.

import { readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL("../hosts/", import.meta.url));

/**
 * Serves the host pages, with the address of the site that the widget is from in the place of `{{site}}`, and other
 * words in the places of theirs. Resolves to `{ url, close }`.
 */
export async function serveHosts(site, words = {}) {
  const known = new Set(readdirSync(folder));
  const server = createServer((request, response) => {
    const name = new URL(request.url, "http://localhost").pathname.slice(1);
    if (!known.has(name)) return response.writeHead(404).end();
    const text = readFileSync(folder + name, "utf8").replaceAll(/\{\{(\w+)\}\}/g, (_, word) => ({ site, ...words })[word]);
    response.writeHead(200, { "content-type": name.endsWith(".js") ? "text/javascript" : "text/html; charset=utf-8" }).end(text);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}/`,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}
