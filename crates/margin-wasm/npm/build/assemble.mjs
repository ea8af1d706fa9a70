// Makes the package of what cargo and wasm-bindgen have built, and says what it weighs.
//
//   node crates/margin-wasm/npm/build/assemble.mjs <folder with bindings.js and bindings_bg.wasm, and the same of the widget>

import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { dirname, join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";

import { build, transform } from "esbuild";

import { bundleCalculator, bundleElement } from "../../../../web/finish-widget.mjs";
import { shortNames } from "../../../../web/short-names.mjs";

const bound = process.argv[2];
const here = dirname(fileURLToPath(import.meta.url));
const npm = join(here, "..");
const root = join(npm, "../../..");

const named = (name) => shortNames(readFileSync(join(bound, `${name}_bg.wasm`)), readFileSync(join(bound, `${name}.js`), "utf8"));
const { module, glue } = named("bindings");
writeFileSync(join(npm, "isolated-margin.wasm"), module);
// Another module is told from this one by what it exports.
const names = WebAssembly.Module.exports(new WebAssembly.Module(module)).map(({ name }) => name);
const { code } = await transform(`${glue}\nexport const exportedNames = "${names}";`, { format: "esm", minify: true, target: "es2022" });
writeFileSync(join(npm, "bindings.js"), code);

const bundle = (entry, file, options) =>
  build({ entryPoints: [join(here, entry)], outfile: join(npm, file), bundle: true, target: "es2022", logLevel: "warning", ...options });
// Node gets the module in the file, too: bundlers of server code move files, and leave what they read behind.
const inline = { loader: { ".wasm": "binary" }, minify: true };
await bundle("inline-entry.js", "node.cjs", { ...inline, format: "cjs", platform: "node" });
await bundle("inline-entry.js", "inline.js", { ...inline, format: "esm" });

// The element: the same as on the pages, but that bundlers follow its addresses.
const widget = named("widget");
mkdirSync(join(npm, "element"), { recursive: true });
writeFileSync(join(npm, "element/calculator.wasm"), widget.module);
writeFileSync(join(bound, "widget-short.js"), widget.glue);
writeFileSync(join(npm, "element/calculator.js"), await bundleCalculator(join(bound, "widget-short.js"), "./calculator.wasm"));
writeFileSync(join(npm, "element/element.js"), await bundleElement("./calculator.js"));

copyFileSync(join(npm, "index.d.ts"), join(npm, "index.d.cts"));
writeFileSync(join(npm, "THIRD-PARTY-NOTICES.txt"), execFileSync("node", ["web/notices.mjs", "web", "margin-wasm"], { cwd: root }));
for (const license of ["LICENSE-APACHE", "LICENSE-MIT"]) copyFileSync(join(root, license), join(npm, license));

/** In bytes as brotli sends them; a thousand to the kB. */
const MUST = 60_000;
const NEEDED = ["isolated-margin.wasm", "bindings.js", "index.js", "api.js", "module.js", "question.js", "handle.js", "markets.js", "simulation.js", "margin-error.js", "venue-file.js"];
const row = (name, ...sizes) => console.log(name.padEnd(30) + sizes.map((size) => String(size).padStart(10)).join(""));
row("", "raw", "gzip", "brotli");
let total = 0;
for (const name of [...NEEDED, "inline.js", "node.cjs"]) {
  const bytes = readFileSync(join(npm, name));
  const brotli = brotliCompressSync(bytes).length;
  if (NEEDED.includes(name)) total += brotli;
  row(name, bytes.length, gzipSync(bytes, { level: 9 }).length, brotli);
}
for (const name of ["element/element.js", "element/calculator.js", "element/calculator.wasm"]) {
  const bytes = readFileSync(join(npm, name));
  row(name, bytes.length, gzipSync(bytes, { level: 9 }).length, brotliCompressSync(bytes).length);
}
const verdict = total > MUST ? "OVER BUDGET" : `${Math.round((100 * total) / MUST)}% of the budget`;
console.log(`wasm and glue: ${total} of ${MUST} bytes, ${verdict}`);
