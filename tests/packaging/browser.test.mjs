// The packed package in Chromium, in every way that it may be put into a page: the same digits each time.

import assert from "node:assert/strict";
import { cpSync, readFileSync } from "node:fs";
import { after, before, test } from "node:test";

import { nodeResolve } from "@rollup/plugin-node-resolve";
import { build as esbuild } from "esbuild";
import { rollup } from "rollup";
import { build as viteBuild, createServer as viteServer } from "vite";
import webpack from "webpack";

import { launch } from "../browser/support/browser.mjs";
import { EXPECTED } from "./support/expected.mjs";
import { printed, serve } from "./support/loads.mjs";
import { project } from "./support/project.mjs";

let browser;
const closing = [];
before(async () => {
  browser = await launch();
});
after(async () => {
  for (const close of closing) await close();
  await browser.close();
});

const page = (head) => `<!doctype html><meta charset="utf-8"><title>Consumer</title><link rel="icon" href="data:,">${head}<body></body>`;
const SHOW = `(text) => { document.body.textContent = text; document.body.dataset.done = ""; }`;
const FAIL = `(error) => { document.body.textContent = String(error?.stack ?? error); document.body.dataset.done = ""; }`;
const show = (specifier, start = "") => `
  import * as api from "${specifier}";
  import { known } from "./known.js";
  ${start}
  known(api).then(${SHOW}).catch(${FAIL});
`;

/** A project with a page and a script that shows what is known. */
function consumer(script = show("isolated-margin"), head = `<script type="module" src="./main.js"></script>`) {
  const project_ = project();
  project_.add("support/known.js", "known.js");
  project_.write("main.js", script);
  project_.write("index.html", page(head));
  return project_;
}

/** Serves a folder, and compares what its page shows. */
async function shows(folder, answers) {
  const { url, close } = await serve(folder, answers);
  try {
    const { text, problems } = await printed(browser, url);
    assert.deepEqual(problems, []);
    assert.equal(text, EXPECTED);
  } finally {
    await close();
  }
}

test("a plain page", async () => {
  const { folder } = consumer(show("./node_modules/isolated-margin/index.js"));
  await shows(folder);
});

test("a page with an import map", async () => {
  const map = { imports: { "isolated-margin": "./node_modules/isolated-margin/index.js" } };
  const { folder } = consumer(undefined, `<script type="importmap">${JSON.stringify(map)}</script><script type="module" src="./main.js"></script>`);
  await shows(folder);
});

test("a server that sends the module as something else", async () => {
  const { folder } = consumer(show("./node_modules/isolated-margin/index.js"));
  const { url, close } = await serve(folder, {
    "/node_modules/isolated-margin/isolated-margin.wasm": (_, response) => {
      response.writeHead(200, { "content-type": "application/octet-stream" });
      return response.end(readFileSync(`${folder}/node_modules/isolated-margin/isolated-margin.wasm`));
    },
  });
  const { text } = await printed(browser, url);
  await close();
  assert.equal(text, EXPECTED);
});

test("a module worker", async () => {
  const worker = `import * as api from "./node_modules/isolated-margin/index.js"; import { known } from "./known.js"; known(api).then((text) => postMessage(text));`;
  const main = `const worker = new Worker("./worker.js", { type: "module" }); worker.onerror = ${FAIL}; worker.onmessage = ({ data }) => (${SHOW})(data);`;
  const project_ = consumer(main);
  project_.write("worker.js", worker);
  await shows(project_.folder);
});

test("./inline fetches nothing", async () => {
  const { folder } = consumer(show("./node_modules/isolated-margin/inline.js"));
  await shows(folder, { "/node_modules/isolated-margin/isolated-margin.wasm": (_, response) => response.writeHead(404).end() });
});

test("./slim with a compiled module", async () => {
  const start = `await api.init(await WebAssembly.compileStreaming(fetch("./node_modules/isolated-margin/isolated-margin.wasm")));`;
  const { folder } = consumer(show("./node_modules/isolated-margin/slim.js", start));
  await shows(folder);
});

test("Vite, while developing", async () => {
  const { folder } = consumer();
  const server = await viteServer({ root: folder, configFile: false, logLevel: "error", server: { host: "127.0.0.1", port: 0, fs: { strict: false } }, cacheDir: `${folder}/.vite` });
  await server.listen();
  closing.push(() => server.close());
  const { text, problems } = await printed(browser, server.resolvedUrls.local[0]);
  assert.deepEqual(problems, []);
  assert.equal(text, EXPECTED);
});

test("Vite, built", async () => {
  const { folder } = consumer();
  await viteBuild({ root: folder, configFile: false, logLevel: "error", base: "./", build: { assetsInlineLimit: 0 } });
  await shows(`${folder}/dist`);
});

test("Vite, a module worker", async () => {
  const main = `const worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module" }); worker.onerror = ${FAIL}; worker.onmessage = ({ data }) => (${SHOW})(data);`;
  const project_ = consumer(main);
  project_.write("worker.js", `import * as api from "isolated-margin"; import { known } from "./known.js"; known(api).then((text) => postMessage(text));`);
  await viteBuild({ root: project_.folder, configFile: false, logLevel: "error", base: "./", worker: { format: "es" } });
  await shows(`${project_.folder}/dist`);
});

test("webpack 5", async () => {
  const project_ = consumer();
  await packed({ context: project_.folder, mode: "production", entry: "./main.js", output: { path: project_.path("dist"), filename: "main.js" } });
  project_.write("dist/index.html", page(`<script defer src="./main.js"></script>`));
  await shows(project_.path("dist"));
});

test("webpack 5, a worker", async () => {
  const main = `const worker = new Worker(new URL("./worker.js", import.meta.url)); worker.onerror = ${FAIL}; worker.onmessage = ({ data }) => (${SHOW})(data);`;
  const project_ = consumer(main);
  project_.write("worker.js", `import * as api from "isolated-margin"; import { known } from "./known.js"; known(api).then((text) => postMessage(text));`);
  await packed({ context: project_.folder, mode: "production", entry: "./main.js", output: { path: project_.path("dist"), filename: "main.js" } });
  project_.write("dist/index.html", page(`<script defer src="./main.js"></script>`));
  await shows(project_.path("dist"));
});

/** Without its hints about the size of what is bundled, which are not about this package. */
function packed(options) {
  return new Promise((resolve, reject) => {
    webpack({ ...options, performance: { hints: false } }, (error, stats) => {
      if (error) return reject(error);
      const { errors, warnings } = stats.toJson({ all: false, errors: true, warnings: true });
      const problems = [...errors, ...warnings];
      return problems.length > 0 ? reject(new Error(JSON.stringify(problems))) : resolve();
    });
  });
}

/** Rollup and esbuild leave the file of the module to the reader: it goes beside the script. */
function beside(project_) {
  cpSync(`${project_.package}/isolated-margin.wasm`, project_.path("dist/isolated-margin.wasm"));
  project_.write("dist/index.html", page(`<script type="module" src="./main.js"></script>`));
}

test("Rollup", async () => {
  const project_ = consumer();
  const warnings = [];
  const bundle = await rollup({ input: project_.path("main.js"), plugins: [nodeResolve({ browser: true })], onwarn: (warning) => warnings.push(warning.message) });
  await bundle.write({ dir: project_.path("dist"), format: "es" });
  await bundle.close();
  assert.deepEqual(warnings, []);
  beside(project_);
  await shows(project_.path("dist"));
});

test("esbuild", async () => {
  const project_ = consumer();
  const { warnings } = await esbuild({ entryPoints: [project_.path("main.js")], bundle: true, format: "esm", outfile: project_.path("dist/main.js"), logLevel: "silent" });
  assert.deepEqual(warnings, []);
  beside(project_);
  await shows(project_.path("dist"));
});

test("esbuild with the file as an asset, and ./slim", async () => {
  const script = `
    import * as api from "isolated-margin/slim"; import wasm from "isolated-margin/wasm"; import { known } from "./known.js";
    api.init(new URL(wasm, import.meta.url)).then(() => known(api)).then(${SHOW}).catch(${FAIL});`;
  const project_ = consumer(script);
  await esbuild({ entryPoints: [project_.path("main.js")], bundle: true, format: "esm", outdir: project_.path("dist"), loader: { ".wasm": "file" }, logLevel: "silent" });
  project_.write("dist/index.html", page(`<script type="module" src="./main.js"></script>`));
  await shows(project_.path("dist"));
});

test("esbuild, ./inline as a classic script", async () => {
  const project_ = consumer(show("isolated-margin/inline"));
  await esbuild({ entryPoints: [project_.path("main.js")], bundle: true, format: "iife", outfile: project_.path("dist/main.js"), logLevel: "silent" });
  project_.write("dist/index.html", page(`<script defer src="./main.js"></script>`));
  await shows(project_.path("dist"));
});

/** The page of a consumer that holds the element, as `build` makes it, and what its calculator then says. */
async function holdsElement(build) {
  const project_ = project();
  project_.write("main.js", `import "isolated-margin/element";`);
  project_.write("index.html", page(`<script type="module" src="./main.js"></script>`).replace("<body>", `<body><isolated-margin side="short" leverage="20"></isolated-margin>`));
  const served = await build(project_);
  const tab = await browser.newPage();
  const problems = [];
  tab.on("pageerror", (error) => problems.push(error.message));
  tab.on("console", (message) => message.type() === "error" && problems.push(message.text()));
  await tab.goto(served.url);
  await tab.waitForFunction(() => document.querySelector("isolated-margin").result, undefined, { timeout: 20_000 });
  const { state, result } = await tab.evaluate(() => {
    const { state, result } = document.querySelector("isolated-margin");
    return { state, result };
  });
  assert.deepEqual([result.isolated.maxLoss, problems], ["50", []]);
  const declarations = readFileSync(`${project_.package}/element.d.ts`, "utf8");
  const declared = (name) => [...declarations.match(new RegExp(`interface ${name} {([^]*?)\\n}`))[1].matchAll(/^  (\w+):/gm)].map(([, member]) => member);
  assert.deepEqual(Object.keys(state).sort(), declared("IsolatedMarginState").sort());
  assert.deepEqual(Object.keys(result).sort(), declared("IsolatedMarginResult").sort());
  assert.deepEqual(Object.keys(result.cross).sort(), declared("IsolatedMarginOutcome").sort());
  await tab.close();
  await served.close();
}

test("the element in a plain page", () =>
  holdsElement((project_) => {
    project_.write("main.js", `import "./node_modules/isolated-margin/element/element.js";`);
    return serve(project_.folder);
  }));

test("the element, while developing with Vite", () =>
  holdsElement(async ({ folder }) => {
    const server = await viteServer({ root: folder, configFile: false, logLevel: "error", server: { host: "127.0.0.1", port: 0, fs: { strict: false } }, cacheDir: `${folder}/.vite`, optimizeDeps: { exclude: ["isolated-margin"] } });
    await server.listen();
    return { url: server.resolvedUrls.local[0], close: () => server.close() };
  }));

test("the element, built by Vite", () =>
  holdsElement(async ({ folder }) => {
    await viteBuild({ root: folder, configFile: false, logLevel: "error", base: "./" });
    return serve(`${folder}/dist`);
  }));

test("the element, built by webpack 5", () =>
  holdsElement(async (project_) => {
    await packed({ context: project_.folder, mode: "production", entry: "./main.js", output: { path: project_.path("dist"), filename: "main.js" } });
    cpSync(project_.path("index.html"), project_.path("dist/index.html"));
    return serve(project_.path("dist"));
  }));

test("the element on a server is nothing", () => {
  const project_ = project();
  project_.write("main.js", `import "isolated-margin/element"; console.log("still here");`);
  assert.equal(project_.run("main.js"), "still here\n");
});

test("what is not used is not bundled", async () => {
  const project_ = consumer(`import { marketsOf } from "isolated-margin"; console.log(marketsOf);`);
  const { outputFiles } = await esbuild({ entryPoints: [project_.path("main.js")], bundle: true, format: "esm", write: false, minify: true });
  assert.ok(outputFiles[0].text.length < 2_000, `${outputFiles[0].text.length} characters`);
});

// The examples of the README

/** What is in the body of a page once something is. */
async function bodyOf(url) {
  const page = await browser.newPage();
  const problems = [];
  page.on("pageerror", (error) => problems.push(error.message));
  await page.goto(url);
  await page.waitForFunction(() => document.body.textContent.trim() !== "", undefined, { timeout: 20_000 }).catch((error) => problems.push(error.message));
  const text = await page.evaluate(() => document.body.textContent.trim());
  await page.close();
  assert.deepEqual(problems, []);
  return text;
}

test("the example page.html", async () => {
  const project_ = project();
  project_.add("examples/page.html", "index.html");
  cpSync(project_.package, project_.path("isolated-margin"), { recursive: true });
  const { url, close } = await serve(project_.folder);
  assert.equal(await bodyOf(url), "100 or 1000");
  await close();
});

test("the examples use-worker.js and worker.js, built by Vite", async () => {
  const project_ = consumer("");
  project_.add("examples/use-worker.js", "main.js");
  project_.add("examples/worker.js", "worker.js");
  await viteBuild({ root: project_.folder, configFile: false, logLevel: "error", base: "./", worker: { format: "es" } });
  const { url, close } = await serve(project_.path("dist"));
  assert.equal(await bodyOf(url), "2100");
  await close();
});

test("under a strict content security policy", async () => {
  const project_ = consumer(show("./node_modules/isolated-margin/index.js"));
  const policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; img-src data:";
  await shows(project_.folder, {
    "/": (_, response) => response.writeHead(200, { "content-type": "text/html", "content-security-policy": policy }).end(project_.read("index.html")),
  });
});

// init

const lines = (text) => page(`<script type="module">${text}</script>`);

test("init is memoised, can be tried again, and takes every kind of source", async () => {
  const asks = `
    const { init, version, default: same } = await import("./node_modules/isolated-margin/index.js");
    const said = [init === same];
    const refusal = () => { try { version(); } catch (error) { return error.code; } };
    said.push(refusal());
    said.push(await init("./missing.wasm").catch((error) => "failed"));
    said.push(refusal());
    const [first, second] = [init(), init()];
    said.push(first === second, await first, await init("./never-asked.wasm"), version());
    document.body.textContent = JSON.stringify(said); document.body.dataset.done = "";`;
  const project_ = consumer();
  project_.write("index.html", lines(asks));
  const requests = [];
  const { url, close } = await serve(project_.folder, { "/never-asked.wasm": (request) => void requests.push(request.url) });
  const { text } = await printed(browser, url);
  const { version } = project_.require("isolated-margin/package.json");
  assert.deepEqual(JSON.parse(text), [true, "not-loaded", "failed", "not-loaded", true, null, null, version]);
  assert.deepEqual(requests, []);
  const file = `"./node_modules/isolated-margin/isolated-margin.wasm"`;
  for (const source of [
    file,
    `new URL(${file}, location.href)`,
    `new Request(${file})`,
    `await fetch(${file})`,
    `fetch(${file})`,
    `await (await fetch(${file})).arrayBuffer()`,
    `new Uint8Array(await (await fetch(${file})).arrayBuffer())`,
    `await WebAssembly.compileStreaming(fetch(${file}))`,
    `WebAssembly.compileStreaming(fetch(${file}))`,
  ]) {
    for (const name of ["index", "slim"]) {
      project_.write("index.html", lines(`import init, { version } from "./node_modules/isolated-margin/${name}.js"; await init(${source}); document.body.textContent = version(); document.body.dataset.done = "";`));
      const { text: said, problems } = await printed(browser, url);
      assert.deepEqual([said, problems], [version, []], `${name} ${source}`);
    }
  }
  project_.write("index.html", lines(`import init from "./node_modules/isolated-margin/slim.js"; document.body.textContent = await init().catch((error) => error.name + error.code); document.body.dataset.done = "";`));
  assert.equal((await printed(browser, url)).text, "MarginErrornot-loaded");
  await close();
});
