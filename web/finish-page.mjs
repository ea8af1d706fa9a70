// Trunk's last step, in `serve` as in `build`: turns what Trunk staged into the page.
//
// 1. The wasm file gets a name after its content, and its digest.
// 2. wasm-bindgen's glue and the call that starts it become one script file: one request less, nothing inline. Once the
//    page answers, `<html>` carries `data-awake`.
// 3. The style sheet and what it imports become one file.
// 4. `index.html` gets the tags that load these and the prerendered HTML of the page.
//
// Every file is loaded with its digest. The module's is in the call that fetches it: browsers ignore it on the preload.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { build } from "esbuild";

const staging = process.env.TRUNK_STAGING_DIR;
const release = process.env.TRUNK_PROFILE === "release";

const digest = (bytes, algorithm, encoding) => createHash(algorithm).update(bytes).digest(encoding);
const integrity = (bytes) => `sha384-${digest(bytes, "sha384", "base64")}`;
const hashedName = (bytes, extension) => `page-${digest(bytes, "sha256", "hex").slice(0, 16)}.${extension}`;

/** The one file Trunk staged whose name ends so. */
function staged(ending) {
  const names = readdirSync(staging).filter((name) => name.endsWith(ending));
  if (names.length !== 1) throw new Error(`expected one staged file *${ending}, found ${names.length}`);
  return join(staging, names[0]);
}

/** Bundles one entry with esbuild and writes it under a name after its content. */
async function bundle(options, extension) {
  const { outputFiles } = await build({
    bundle: true,
    minify: release,
    write: false,
    outdir: staging,
    logLevel: "warning",
    target: ["chrome111", "firefox114", "safari16.4"],
    ...options,
  });
  const bytes = outputFiles[0].contents;
  const name = hashedName(bytes, extension);
  writeFileSync(join(staging, name), bytes);
  return { name, integrity: integrity(bytes) };
}

function packModule() {
  const path = staged("_bg.wasm");
  const bytes = readFileSync(path);
  const name = hashedName(bytes, "wasm");
  renameSync(path, join(staging, name));
  return { name, integrity: integrity(bytes) };
}

async function packScript(wasm) {
  const glue = staged(".js");
  const start = `
    import init from "./${basename(glue)}";
    const module_or_path = fetch(new URL("${wasm.name}", import.meta.url), { integrity: "${wasm.integrity}" });
    await init({ module_or_path });
    document.documentElement.dataset.awake = "";
  `;
  const script = await bundle({ stdin: { contents: start, resolveDir: staging }, format: "esm", target: "es2022" }, "js");
  rmSync(glue);
  rmSync(join(staging, "snippets"), { recursive: true, force: true });
  return script;
}

/** The page as its own components draw it natively, checked against what the content security policy forbids. */
function prerender() {
  const html = execFileSync("cargo", ["run", "--package", "web", "--bin", "prerender"], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  const forbidden = html.match(/<(script|style|base)\b|<[^>]*\s(style|on\w+)=/i);
  if (forbidden) throw new Error(`the prerendered page has inline script or style, which the policy blocks: ${forbidden[0]}`);
  return html;
}

/** Replaces the one place the pattern finds; a page that lost its place must not be built silently. */
function replaceOnce(html, pattern, text) {
  if (html.match(new RegExp(pattern, "g"))?.length !== 1) throw new Error(`index.html must hold ${pattern} exactly once`);
  return html.replace(pattern, () => text);
}

const wasm = packModule();
const script = await packScript(wasm);
const style = await bundle({ entryPoints: ["web/style/page.css"] }, "css");
const loading = [
  `<script type="module" src="./${script.name}" integrity="${script.integrity}" crossorigin></script>`,
  `<link rel="preload" href="./${wasm.name}" as="fetch" type="application/wasm" crossorigin>`,
  `<link rel="stylesheet" href="./${style.name}" integrity="${style.integrity}" crossorigin>`,
].join("\n");

const index = join(staging, "index.html");
let html = readFileSync(index, "utf8").replaceAll(/<!--.*?-->\n?/gs, "");
html = replaceOnce(html, /<link data-trunk rel="rust"[^>]*>/, loading);
html = replaceOnce(html, /(?<=<div id="app">)(?=<\/div>)/, prerender());
writeFileSync(index, html);
