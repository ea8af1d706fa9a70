// Prints what every file of the built pages and of the widget weighs, raw and as it travels, and fails when one is over
// its budget; and the digests by which other pages may pin the widget.
//
//   node web/weigh-page.mjs dist

import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join } from "node:path";
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

const row = (name, ...sizes) => console.log(name.padEnd(46) + sizes.map((size) => String(size).padStart(10)).join(""));
row("", "raw", "gzip", "brotli");
for (const { name, raw, gzip, brotli } of files) row(name, raw, gzip, brotli);

/** In bytes as brotli sends them; a thousand to the kB. */
function hold(what, is, must) {
  const verdict = is > must ? "OVER BUDGET" : `${Math.round((100 * is) / must)}% of the budget`;
  console.log(`${what}: ${is} of ${must} bytes, ${verdict}`);
  if (is > must) process.exitCode = 1;
}

const textOf = (name) => readFileSync(join(dist, name), "utf8");
/** The files that the text of one names. */
const namedIn = (name) => {
  const text = textOf(name);
  return files.filter((file) => !file.name.endsWith(".html") && [`"./${file.name}"`, `"./${basename(file.name)}"`].some((named) => text.includes(named)));
};
/** A script with all that it loads at once. */
const loadedBy = (script) => [script, ...namedIn(script.name).flatMap((file) => (file.name.endsWith(".js") ? loadedBy(file) : [file]))];

for (const page of files.filter(({ name }) => name.endsWith(".html"))) {
  const html = textOf(page.name);
  const [, own] = html.match(/src="\.\/([^"]+)"[^>]* data-part="page"/);
  const first = [...new Set([page, ...namedIn(page.name), ...loadedBy(files.find(({ name }) => name === own))])];
  const firstLoad = total(`${page.name}, first load`, first);
  row(firstLoad.name, firstLoad.raw, firstLoad.gzip, firstLoad.brotli);
  hold(`${page.name}, HTML`, page.brotli, 20_000);
  hold(`${page.name}, wasm`, total("", first.filter(({ name }) => name.endsWith(".wasm"))).brotli, 170_000);
  hold(`${page.name}, first load`, firstLoad.brotli, 210_000);
}

const weightOf = (folder, stem) => files.filter(({ name }) => name.startsWith(folder + stem));
const folder = join("widget", "v1", "/");
const widget = total("the widget, everything", [...weightOf(folder, "element"), ...weightOf(folder, "calculator")]);
row(widget.name, widget.raw, widget.gzip, widget.brotli);
hold("the widget, everything", widget.brotli, 180_000);
hold("the widget, its loader", total("", weightOf(folder, "element.js")).brotli, 4_000);
hold("the widget, the script for frames", total("", weightOf(folder, "resize.js")).brotli, 1_000);
for (const name of ["element.js", "resize.js"]) {
  const digest = createHash("sha384").update(readFileSync(join(dist, folder, name))).digest("base64");
  console.log(`${folder}${name}: integrity="sha384-${digest}"`);
}
