// Trunk's last step, in `serve` as in `build`: turns what Trunk staged into the pages.
//
// 1. Each page's wasm file gets short names inside, a name after its content, and its digest.
// 2. wasm-bindgen's glue and the call that starts it become one script file a page: one request less, nothing inline.
//    Once the page answers, `<html>` carries `data-awake`.
// 3. A style sheet and what it imports become one file.
// 4. Each page's HTML gets its title, the tags that load these and its prerendered content.
// 5. The widget gets its folder, and the page that frames it (finish-widget.mjs).
// 6. The service worker gets the list of what it keeps.
// 7. The venues' tables get the names by which the page of venues fetches them, when it is asked to.
//
// Every file is loaded with its digest. The module's is in the call that fetches it: browsers ignore it on the preload.

import { execFileSync } from "node:child_process";
import { copyFileSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { finishWidget } from "./finish-widget.mjs";
import { bundle, digestOf, inPlaceOf, packModule, release, staging, write, writeNamed } from "./packing.mjs";

/** The pages: the name of each, which is also that of its program, and what its HTML says ahead of its content. */
const pages = [
  {
    name: "compare",
    file: "index.html",
    title: "Isolated Margin: isolated and cross margin, side by side",
    description:
      "See, exactly and at once, what isolated and cross margin do to the same leveraged position: " +
      "liquidation price, loss, and what remains. Runs in your browser, sends nothing.",
  },
  {
    name: "account",
    file: "account.html",
    title: "Isolated Margin: a living account",
    description:
      "Open positions, move prices, add and take out margin, and watch what is liquidated: one account in isolated " +
      "margin beside the same in cross. Runs in your browser, sends nothing.",
  },
  {
    name: "venues",
    file: "venues.html",
    style: "web/style/venues-page.css",
    title: "Isolated Margin: the same position on every venue",
    description:
      "The tier tables of ten venues, dated, and what becomes of one position on each: liquidation price in isolated and " +
      "cross margin, maintenance rate, and what the venues do differently. Runs in your browser, sends nothing.",
  },
  {
    name: "embed",
    file: "embedding.html",
    style: "web/style/embed-page.css",
    scripts: ["element", "resize"],
    title: "Isolated Margin: the calculator in your own page",
    description:
      "Two lines to paste, and your readers have isolated and cross margin side by side in your article: an element or " +
      "a frame, without cookies, requests to others or anything to install.",
  },
];

/** The service worker: it keeps the pages and what they load, and is another one when any of that is. */
async function finishOffline() {
  const names = pages.map(({ file }) => file);
  const files = [...names, ...readdirSync(staging).filter((name) => name.startsWith("page-"))].sort();
  const version = digestOf(Buffer.concat(files.map((name) => readFileSync(join(staging, name)))));
  const define = {
    VERSION: JSON.stringify(version),
    FILES: JSON.stringify(["./", ...files]),
    PAGES: JSON.stringify(["", ...names]),
  };
  write("sw.js", await bundle({ entryPoints: ["web/offline/worker.js"], define }));
}

async function packScript({ name, integrity, glue }) {
  const start = `
    import init from "./${basename(glue)}";
    const module_or_path = fetch(new URL("${name}", import.meta.url), { integrity: "${integrity}" });
    await init({ module_or_path });
    document.documentElement.dataset.awake = "";
    ${release ? 'import "./register.js";' : ""}
  `;
  const plugins = [inPlaceOf("./register.js", "web/offline/register.js")];
  const bytes = await bundle({ stdin: { contents: start, resolveDir: staging }, format: "esm", target: "es2022", plugins });
  rmSync(glue);
  return writeNamed("page", bytes, "js");
}

/** What the library prints natively. */
const printed = (what) =>
  execFileSync("cargo", ["run", "--package", "web", "--bin", "prerender", "--", what], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });

/** A page as its own components draw it natively, checked against what the content security policy forbids. */
function prerender(page) {
  const html = printed(page);
  const forbidden = html.match(/<(script|style|base)\b|<[^>]*\s(style|on\w+)=/i);
  if (forbidden) throw new Error(`the prerendered page has inline script or style, which the policy blocks: ${forbidden[0]}`);
  return html;
}

/** Replaces the one place the pattern finds; a page that lost its place must not be built silently. */
function replaceOnce(html, pattern, text) {
  if (html.match(new RegExp(pattern, "g"))?.length !== 1) throw new Error(`index.html must hold ${pattern} exactly once`);
  return html.replace(pattern, () => text);
}

/** What loads a script. */
const scriptTag = ({ name, integrity }) => `<script type="module" src="./${name}" integrity="${integrity}" crossorigin></script>`;

/** Text as it stands in HTML. */
const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");

const shell = readFileSync(join(staging, "index.html"), "utf8").replaceAll(/<!--.*?-->\n?/gs, "");
const widget = await finishWidget();
const embed = replaceOnce(shell, /(<link data-trunk rel="rust"[^>]*>\n)+/, `${scriptTag(widget.frame)}\n<title>Isolated Margin</title>\n<meta name="robots" content="noindex">\n`);
writeFileSync(join(staging, "embed.html"), embed);
for (const { name, file, title, description, style: entry = "web/style/page.css", scripts = [] } of pages) {
  const style = writeNamed("page", await bundle({ entryPoints: [entry] }), "css");
  const wasm = packModule(name, "page");
  const script = await packScript(wasm);
  const loading = [
    scriptTag(script),
    ...scripts.map((name) => scriptTag(widget[name])),
    `<link rel="preload" href="./${wasm.name}" as="fetch" type="application/wasm" crossorigin>`,
    `<link rel="stylesheet" href="./${style.name}" integrity="${style.integrity}" crossorigin>`,
    `<title>${escaped(title)}</title>`,
    `<meta name="description" content="${escaped(description)}">`,
  ].join("\n");
  let html = replaceOnce(shell, /(<link data-trunk rel="rust"[^>]*>\n)+/, `${loading}\n`);
  html = replaceOnce(html, /(?<=<div id="app">)(?=<\/div>)/, prerender(name));
  writeFileSync(join(staging, file), html);
}
await finishOffline();
for (const line of printed("tables").trim().split("\n")) {
  const [venue, address] = line.split(" ");
  copyFileSync(`crates/margin-venues/tables/${venue}.txt`, join(staging, address));
}
rmSync(join(staging, "snippets"), { recursive: true, force: true });
