// The package in bundlers and in pages without one, each loaded in Chromium under a strict policy.

import assert from "node:assert/strict";
import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, test } from "node:test";

import { build as esbuild } from "esbuild";
import { rollup } from "rollup";
import { nodeResolve } from "@rollup/plugin-node-resolve";
import { build as viteBuild, createServer } from "vite";
import webpack from "webpack";

import { digits } from "./digits.js";
import { close, html, titleOf, titleOfFolder } from "./support/page.mjs";
import { project } from "./support/project.mjs";

after(close);

const MAIN = 'import * as api from "isolated-margin"; import { digits } from "./digits.js"; document.title = await digits(api);';
const made = (files) => project({ "main.js": MAIN, "index.html": html("./main.js"), ...files }, { copied: ["digits.js"] });

const inNode = project();
const api = await import(join(inNode, "node_modules/isolated-margin/node.js"));
const expected = await digits(api);
const isExpected = (found) => assert.equal(found, expected);

test("Vite builds it", async () => {
  const root = made();
  await viteBuild({ root, base: "./", logLevel: "error", build: { target: "es2022" } });
  isExpected(await titleOfFolder(join(root, "dist")));
});

test("Vite serves it while one develops", async () => {
  const root = made();
  const server = await createServer({ root, logLevel: "error", server: { port: 0, host: "127.0.0.1" }, cacheDir: join(root, ".vite") });
  await server.listen();
  try {
    isExpected(await titleOf(server.resolvedUrls.local[0] ?? `http://127.0.0.1:${server.httpServer.address().port}/`));
  } finally {
    await server.close();
  }
});

test("webpack 5 builds it", async () => {
  const root = made();
  const stats = await new Promise((resolve, reject) =>
    webpack(
      { mode: "production", context: root, entry: "./main.js", output: { path: join(root, "out"), filename: "main.js", module: true, publicPath: "auto" }, experiments: { outputModule: true }, target: ["web", "es2022"] },
      (error, stats) => (error ? reject(error) : resolve(stats)),
    ),
  );
  assert.deepEqual(stats.toJson({ all: false, errors: true }).errors, []);
  writeFileSync(join(root, "out/index.html"), html("./main.js"));
  isExpected(await titleOfFolder(join(root, "out")));
});

test("Rollup builds it, with the module beside it", async () => {
  const root = made();
  const bundle = await rollup({ input: join(root, "main.js"), plugins: [nodeResolve({ browser: true })] });
  await bundle.write({ dir: join(root, "out"), format: "es" });
  cpSync(join(root, "node_modules/isolated-margin/isolated-margin.wasm"), join(root, "out/isolated-margin.wasm"));
  writeFileSync(join(root, "out/index.html"), html("./main.js"));
  isExpected(await titleOfFolder(join(root, "out")));
});

test("esbuild builds it, with the module inside", async () => {
  const root = made({ "main.js": MAIN.replace('"isolated-margin"', '"isolated-margin/inline"') });
  await esbuild({ entryPoints: [join(root, "main.js")], bundle: true, format: "esm", outfile: join(root, "out/main.js"), logLevel: "error" });
  writeFileSync(join(root, "out/index.html"), html("./main.js"));
  isExpected(await titleOfFolder(join(root, "out")));
});

test("esbuild builds it, with the module beside it", async () => {
  const root = made();
  await esbuild({ entryPoints: [join(root, "main.js")], bundle: true, format: "esm", outfile: join(root, "out/main.js"), logLevel: "error" });
  cpSync(join(root, "node_modules/isolated-margin/isolated-margin.wasm"), join(root, "out/isolated-margin.wasm"));
  writeFileSync(join(root, "out/index.html"), html("./main.js"));
  isExpected(await titleOfFolder(join(root, "out")));
});

/** A folder that a page can be served from: the package's files beside it. */
function site(files) {
  const root = made(files);
  mkdirSync(join(root, "package"));
  cpSync(join(root, "node_modules/isolated-margin"), join(root, "package"), { recursive: true });
  return root;
}

test("a plain page imports it by its address", async () => {
  const root = site({ "main.js": MAIN.replace('"isolated-margin"', '"./package/index.js"') });
  isExpected(await titleOfFolder(root));
});

test("a plain page imports it by its name, with an import map", async () => {
  const root = site();
  const map = '<script type="importmap">{"imports":{"isolated-margin":"./package/index.js"}}</script>';
  writeFileSync(join(root, "index.html"), html("./main.js").replace("<script", `${map}<script`));
  // An import map is inline, so the strict policy cannot be sent.
  isExpected(await titleOfFolder(root, "index.html", { isStrict: false }));
});

test("a module worker imports it", async () => {
  const root = site({
    "main.js": 'const worker = new Worker("./worker.js", { type: "module" }); worker.onmessage = ({ data }) => { document.title = data; };',
    "worker.js": 'import * as api from "./package/index.js"; import { digits } from "./digits.js"; self.postMessage(await digits(api));',
  });
  isExpected(await titleOfFolder(root));
});

test("init is done once, can be tried again, and takes the module from anywhere", async () => {
  const root = site({
    "main.js": `import init, { version } from "./package/index.js";
      const failed = await init("./nothing.wasm").then(() => "loaded", (error) => error.constructor.name);
      const [first, second] = [init(), init("./nothing.wasm")];
      await Promise.all([first, second]);
      document.title = [failed !== "loaded", version(), first === second].join(" ");`,
    ...Object.fromEntries(
      [
        ["url", 'new URL("./package/isolated-margin.wasm", location.href)'],
        ["text", '"./package/isolated-margin.wasm"'],
        ["response", 'fetch("./package/isolated-margin.wasm")'],
        ["bytes", 'await (await fetch("./package/isolated-margin.wasm")).arrayBuffer()'],
        ["compiled", 'await WebAssembly.compileStreaming(fetch("./package/isolated-margin.wasm"))'],
      ].flatMap(([name, source]) => [
        [`${name}.js`, `import init, { version } from "./package/slim.js"; await init(${source}); document.title = version();`],
        [`${name}.html`, html(`./${name}.js`)],
      ]),
    ),
  });
  const { version } = createRequire(import.meta.url)(join(inNode, "node_modules/isolated-margin/package.json"));
  for (const name of ["url", "text", "response", "bytes", "compiled"]) {
    assert.equal(await titleOfFolder(root, `${name}.html`), version, name);
  }
  assert.equal(await titleOfFolder(root, "index.html", { allowed: /nothing\.wasm|404/ }), `true ${version} true`);
});
