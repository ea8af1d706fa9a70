// Prints what every file of the built pages weighs, raw and as it travels, and fails when a page is over its budget.
//
//   node web/weigh-page.mjs dist

import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";

const dist = process.argv[2];

const files = readdirSync(dist, { recursive: true })
  .filter((name) => statSync(join(dist, name)).isFile() && name !== "_headers")
  .map((name) => {
    const bytes = readFileSync(join(dist, name));
    return { name, raw: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length, brotli: brotliCompressSync(bytes).length };
  });

/** The files, as one row. */
const total = (name, files) =>
  files.reduce(
    (sum, file) => ({ name, raw: sum.raw + file.raw, gzip: sum.gzip + file.gzip, brotli: sum.brotli + file.brotli }),
    { name, raw: 0, gzip: 0, brotli: 0 },
  );

const row = (name, ...sizes) => console.log(name.padEnd(30) + sizes.map((size) => String(size).padStart(10)).join(""));
row("", "raw", "gzip", "brotli");
for (const { name, raw, gzip, brotli } of files) row(name, raw, gzip, brotli);

for (const page of files.filter(({ name }) => name.endsWith(".html"))) {
  const html = readFileSync(join(dist, page.name), "utf8");
  const first = files.filter((file) => file === page || html.includes(`"./${file.name}"`) && !file.name.endsWith(".html"));
  const firstLoad = total(`${page.name}, first load`, first);
  row(firstLoad.name, firstLoad.raw, firstLoad.gzip, firstLoad.brotli);
  /** In bytes as brotli sends them; a thousand to the kB. */
  const budgets = [
    { what: "HTML", is: page.brotli, must: 20_000 },
    { what: "wasm", is: total("", first.filter(({ name }) => name.endsWith(".wasm"))).brotli, must: 150_000 },
    { what: "first load", is: firstLoad.brotli, must: 190_000 },
  ];
  for (const { what, is, must } of budgets) {
    const verdict = is > must ? "OVER BUDGET" : `${Math.round((100 * is) / must)}% of the budget`;
    console.log(`${page.name}, ${what}: ${is} of ${must} bytes, ${verdict}`);
    if (is > must) process.exitCode = 1;
  }
}
