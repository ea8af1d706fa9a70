// Trunk's last step, in `serve` as in `build`: turns what Trunk staged into the pages.
//
// 1. Each page's wasm file gets short names inside, a name after its content, and its digest.
// 2. wasm-bindgen's glue and what starts it (web/start) become one script file a page: one request less, nothing inline.
//    Once the page answers, `<html>` carries `data-awake`; where it cannot, `data-failed` with the reason.
// 3. A style sheet and what it imports become one file.
// 4. Each page's HTML gets its title, the tags that load these, its notice and its prerendered content.
// 5. The widget gets its folder, and the page that frames it (finish-widget.mjs).
// 6. The venues' tables get the names by which the page of venues fetches them, when it is asked to.
// 7. The service worker gets the list of what it keeps, with digests.
// 8. The licenses of all that is in the modules are told (notices.mjs).
// 9. The named files are listed, so that the next version can keep them (keep-versions.mjs).
//
// Every file is loaded with its digest. The module's is in the call that fetches it; a preload ahead of that would have no digest,
// and WebKit would fetch the module twice for it.

import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { bundleWatch, finishWidget } from "./finish-widget.mjs";
import { bundle, digestOf, inPlaceOf, integrity, packModule, release, staging, write, writeNamed } from "./packing.mjs";

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
      "The tier tables of eleven venues, dated, and what becomes of one position on each: liquidation price in isolated and " +
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
  const names = readdirSync(staging);
  const digests = (chosen) => Object.fromEntries(chosen.sort().map((name) => [name, integrity(readFileSync(join(staging, name)))]));
  const known = {
    PAGES: digests(pages.map(({ file }) => file)),
    PARTS: digests(names.filter((name) => name.startsWith("page-"))),
    TABLES: digests(names.filter((name) => name.startsWith("tables-"))),
  };
  const version = digestOf(JSON.stringify([known.PAGES, known.PARTS]));
  const define = Object.fromEntries(Object.entries({ ...known, VERSION: version }).map(([name, value]) => [name, JSON.stringify(value)]));
  write("sw.js", await bundle({ entryPoints: ["web/offline/worker.js"], define }));
}

/** The own script of every page. */
const SCRIPT = "web/start/page.js";

async function packScript({ name, integrity, glue }) {
  const define = { MODULE: JSON.stringify(`./${name}`), INTEGRITY: JSON.stringify(integrity), IS_PUBLISHED: String(release) };
  const plugins = [inPlaceOf("module:glue", glue)];
  const bytes = await bundle({ entryPoints: [SCRIPT], format: "esm", target: "es2022", define, plugins });
  rmSync(glue);
  return writeNamed("page", bytes, "js");
}

/** What the library prints natively. */
const printed = (...what) =>
  execFileSync("cargo", ["run", "--package", "web", "--bin", "prerender", "--", ...what], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });

/** What the components draw natively, checked against what the content security policy forbids. */
function prerender(...what) {
  const html = printed(...what);
  const forbidden = html.match(/<(script|style|base)\b|<[^>]*\s(style|on\w+)=/i);
  if (forbidden) throw new Error(`the prerendered page has inline script or style, which the policy blocks: ${forbidden[0]}`);
  return html;
}

/** Replaces the one place the pattern finds; a page that lost its place must not be built silently. */
function replaceOnce(html, pattern, text) {
  if (html.match(new RegExp(pattern, "g"))?.length !== 1) throw new Error(`index.html must hold ${pattern} exactly once`);
  return html.replace(pattern, () => text);
}

/** What loads a script. A `part` is what web/start/watch.js asks after. */
const scriptTag = ({ name, integrity }, part) =>
  `<script type="module" src="./${name}" integrity="${integrity}" crossorigin${part ? ` data-part="${part}"` : ""}></script>`;
const styleTag = ({ name, integrity }) => `<link rel="stylesheet" href="./${name}" integrity="${integrity}" crossorigin>`;

/** Text as it stands in HTML. */
const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");

/** The HTML of a page: the shell with what loads it, its notice, and its content. */
function page(loading, notice, content) {
  let html = replaceOnce(shell, /(<link data-trunk rel="rust"[^>]*>\n)+/, `${loading.join("\n")}\n`);
  html = replaceOnce(html, /(?=<fieldset id="app")/, `${notice}\n`);
  return replaceOnce(html, /(?<=<fieldset id="app"[^>]*>)(?=<\/fieldset>)/, content);
}

const shell = readFileSync(join(staging, "index.html"), "utf8").replaceAll(/<!--.*?-->\n?/gs, "");
const widget = await finishWidget();
const framed = [
  scriptTag(widget.frame, "page"),
  scriptTag(widget.watch),
  styleTag(widget.frameStyle),
  "<title>Isolated Margin</title>",
  '<meta name="robots" content="noindex">',
];
// A frame in a sandbox has no origin of its own, and to WebKit nothing is from 'self' there. What it loads has digests.
const ofAnyOrigin = (html) => html.replaceAll(/(script|style|connect)-src 'self'/g, "$& https: http:");
writeFileSync(join(staging, "embed.html"), ofAnyOrigin(page(framed, prerender("start", "nothing"), "")));
const watch = write("watch.js", await bundleWatch());
for (const { name, file, title, description, style: entry = "web/style/page.css", scripts = [] } of pages) {
  const style = writeNamed("page", await bundle({ entryPoints: [entry] }), "css");
  const wasm = await packModule(name, "page", SCRIPT);
  const script = await packScript(wasm);
  const loading = [
    scriptTag(script, "page"),
    ...scripts.map((name) => scriptTag(widget[name], name === "element" ? name : undefined)),
    scriptTag(watch),
    styleTag(style),
    `<title>${escaped(title)}</title>`,
    `<meta name="description" content="${escaped(description)}">`,
  ];
  writeFileSync(join(staging, file), page(loading, prerender("start", "example"), prerender(name)));
}
for (const line of printed("tables").trim().split("\n")) {
  const [venue, address, digest] = line.split(" ");
  const table = readFileSync(`crates/margin-venues/tables/${venue}.txt`);
  if (integrity(table, "sha256") !== digest) throw new Error(`the digest of ${address} is another`);
  write(address, table);
}
await finishOffline();
rmSync(join(staging, "snippets"), { recursive: true, force: true });
write("THIRD-PARTY-NOTICES.txt", execFileSync("node", ["web/notices.mjs", "web"]));
const isNamed = (name) => /-[0-9a-f]{16}\.\w+$/.test(name);
write("versions.json", JSON.stringify([readdirSync(staging, { recursive: true }).filter(isNamed).sort()]));
