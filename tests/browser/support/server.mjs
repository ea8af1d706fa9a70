// A static server for the built page: it sends the headers of the built `_headers` file, as a host would.

import { createReadStream, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
};

/** The rules of a `_headers` file: `[{ matches(path), headers: [[name, value]] }]`. */
export function headerRules(text) {
  const rules = [];
  for (const line of text.split("\n")) {
    if (/^\S/.test(line)) {
      const pattern = line.trim().split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&")).join(".*");
      const expression = new RegExp(`^${pattern}$`);
      rules.push({ matches: (path) => expression.test(path), headers: [] });
    } else if (line.trim()) {
      const [name, ...value] = line.trim().split(":");
      rules.at(-1).headers.push([name, value.join(":").trim()]);
    }
  }
  return rules;
}

/**
 * Answers as a host of the folder `root` does, under `folder` ("/" or "/a/b/"); `isClean`: as hosts do that lead from
 * `account.html` to `account`. `send(response, file, type)` sends a file.
 */
export function hosting(root, { folder = "/", isClean = false, send = sendFile } = {}) {
  const rules = headerRules(readFileSync(join(root, "_headers"), "utf8"));
  return (request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    const path = pathname.startsWith(folder) ? `/${decodeURIComponent(pathname.slice(folder.length))}` : undefined;
    if (isClean && path?.endsWith(".html")) {
      response.writeHead(308, { location: pathname.replace(/(index)?\.html$/, "") }).end();
      return;
    }
    const named = isClean && path && statSync(join(root, `${path}.html`), { throwIfNoEntry: false }) ? `${path}.html` : path;
    const file = named && join(root, normalize(named.endsWith("/") ? `${named}index.html` : named));
    if (!file || !statSync(file, { throwIfNoEntry: false })?.isFile()) {
      response.writeHead(404, { "content-type": "text/plain" }).end("not found");
      return;
    }
    for (const [name, value] of rules.filter((rule) => rule.matches(path)).flatMap((rule) => rule.headers)) {
      response.appendHeader(name, value);
    }
    send(response, file, TYPES[extname(file)] ?? "application/octet-stream");
  };
}

function sendFile(response, file, type) {
  response.writeHead(200, { "content-type": type });
  createReadStream(file).pipe(response);
}

/** Listens on a free port of this machine. Resolves to `{ url, close }`, where `url` is the address of the folder. */
export async function listen(answer, folder = "/") {
  const server = createServer(answer);
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  // A test that fails may not come to close it, and the run is to end all the same.
  server.unref();
  return {
    url: `http://127.0.0.1:${server.address().port}${folder}`,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

/** Serves the folder `root` as a good host. */
export const serve = (root, folder = "/", isClean = false) => listen(hosting(root, { folder, isClean }), folder);
