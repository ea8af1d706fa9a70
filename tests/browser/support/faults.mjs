// A host that misbehaves on purpose, and what can go wrong with a file.

import { readFileSync } from "node:fs";
import { relative } from "node:path";
import { hosting, listen } from "./server.mjs";

const PAGE = "<!doctype html><title>Welcome</title><p>Log in to use this network.</p>";

/** What can come in the place of a file, by what it is called: each gets the answer, the bytes and their type. */
export const FAULTS = {
  404: (response) => response.writeHead(404, { "content-type": "text/plain" }).end("not found"),
  500: (response) => response.writeHead(500, { "content-type": "text/plain" }).end("it broke"),
  "a page with 200": (response) => response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(PAGE),
  "one byte changed": (response, bytes, type) => {
    const changed = Buffer.from(bytes);
    const middle = Math.floor(changed.length / 2);
    // Still a letter or a digit, where it was one: what is read as text is read to its end.
    changed[middle] = changed[middle] ^ 1;
    response.writeHead(200, { "content-type": type }).end(changed);
  },
  "cut off": (response, bytes, type) => {
    response.writeHead(200, { "content-type": type, "content-length": bytes.length });
    response.write(bytes.subarray(0, bytes.length / 2), () => response.destroy());
  },
  "nothing for long": (response, bytes, type, well) => {
    well.then(() => response.writeHead(200, { "content-type": type }).end(bytes));
  },
  "no network": (response) => response.destroy(),
};

/**
 * Serves the folder `root` as a host that does to some files what it is told. Resolves to `{ url, close, fail, heal, asked }`:
 * `fail(pattern, fault)` from now on, `heal()` from now on and for what waits, and `asked`, the names of the files that were
 * asked for, in order.
 */
export async function serveWithFaults(root, { folder = "/", isClean = false } = {}) {
  let failing = [];
  let [well, heal] = waiting();
  const asked = [];
  const send = (response, file, type) => {
    const name = relative(root, file);
    asked.push(name);
    const bytes = readFileSync(file);
    const found = failing.find(({ pattern }) => pattern.test(name));
    const answer = found?.fault ?? ((response) => response.writeHead(200, { "content-type": type }).end(bytes));
    answer(response, bytes, type, well);
  };
  const server = await listen(hosting(root, { folder, isClean, send }), folder);
  return {
    ...server,
    asked,
    fail: (pattern, fault) => failing.push({ pattern, fault: FAULTS[fault] ?? fault }),
    heal() {
      failing = [];
      heal();
      [well, heal] = waiting();
    },
  };
}

function waiting() {
  let done;
  return [new Promise((resolve) => (done = resolve)), () => done()];
}
