// Prints what every file of the built page weighs, raw and as it travels, and fails when the page is over its budget.
//
//   node web/weigh-page.mjs dist

import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";

const dist = process.argv[2];
const html = readFileSync(join(dist, "index.html"), "utf8");

const files = readdirSync(dist, { recursive: true })
  .filter((name) => statSync(join(dist, name)).isFile() && name !== "_headers")
  .map((name) => {
    const bytes = readFileSync(join(dist, name));
    const first = name === "index.html" || html.includes(`"./${name}"`);
    const sizes = { raw: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length, brotli: brotliCompressSync(bytes).length };
    return { name, first, ...sizes };
  });

/** The files the filter lets through, as one row. */
const total = (name, filter) =>
  files.filter(filter).reduce(
    (sum, file) => ({ name, raw: sum.raw + file.raw, gzip: sum.gzip + file.gzip, brotli: sum.brotli + file.brotli }),
    { name, raw: 0, gzip: 0, brotli: 0 },
  );

const firstLoad = total("first load", ({ first }) => first);
const row = (name, ...sizes) => console.log(name.padEnd(30) + sizes.map((size) => String(size).padStart(10)).join(""));
row("", "raw", "gzip", "brotli");
for (const { name, raw, gzip, brotli } of [...files, firstLoad]) row(name, raw, gzip, brotli);

/** In bytes as brotli sends them; a thousand to the kB. */
const budgets = [
  { what: "HTML", is: total("", ({ name }) => name === "index.html").brotli, must: 20_000 },
  { what: "wasm", is: total("", ({ name, first }) => first && name.endsWith(".wasm")).brotli, must: 150_000 },
  { what: "first load", is: firstLoad.brotli, must: 190_000 },
];
for (const { what, is, must } of budgets) {
  const verdict = is > must ? "OVER BUDGET" : `${Math.round((100 * is) / must)}% of the budget`;
  console.log(`${what}: ${is} of ${must} bytes, ${verdict}`);
  if (is > must) process.exitCode = 1;
}
