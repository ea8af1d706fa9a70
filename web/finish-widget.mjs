// The widget's part of the build's last step:
//
//   widget/v1/element.js           what a page pastes: the loader
//   widget/v1/calculator-….js      what it loads once it is needed, with the style sheet in it, and
//   widget/v1/calculator-….wasm    the module
//   widget/v1/newest.json          which script that is: for a loader that was kept while the site changed
//   widget/v1/resize.js            what a page that frames embed.html may add
//   widget/v1/frame-….js, .css     what embed.html does, and how it looks without the element
//   widget/v1/watch.js             what embed.html does where that does not come

import { readFileSync, rmSync } from "node:fs";
import { bundle, inPlaceOf, packModule, write, writeNamed } from "./packing.mjs";

/** The folder of this version: what was pasted once stays where it is. */
const FOLDER = "widget/v1/";
/** What the loader loads. */
const SCRIPT = "web/widget/calculator.js";
const MODERN = { format: "esm", target: "es2022" };

/** Writes the widget, and answers with its scripts and those of the page that is framed: name and digest of each. */
export async function finishWidget() {
  const module = await packModule("widget", `${FOLDER}calculator`, SCRIPT);
  const inFolder = (name) => `./${name.slice(FOLDER.length)}`;
  const script = await bundleCalculator(module.glue, inFolder(module.name), module.integrity);
  const calculator = writeNamed(`${FOLDER}calculator`, script, "js");
  rmSync(module.glue);
  const newest = { script: inFolder(calculator.name), integrity: calculator.integrity };
  write(`${FOLDER}newest.json`, JSON.stringify(newest));
  const define = ofElement(newest.script, newest.integrity, "../../embed.html", await waitingStyle());
  const scriptOf = (entry) => bundle({ ...MODERN, entryPoints: [`web/widget/${entry}.js`], define });
  return {
    frame: writeNamed(`${FOLDER}frame`, await scriptOf("frame"), "js"),
    frameStyle: writeNamed(`${FOLDER}frame`, await bundle({ entryPoints: ["web/style/frame.css"] }), "css"),
    watch: write(`${FOLDER}watch.js`, await bundleWatch()),
    element: write(`${FOLDER}element.js`, await scriptOf("element")),
    resize: write(`${FOLDER}resize.js`, await scriptOf("resize")),
  };
}

/** What a page does where its own script does not come. */
export const bundleWatch = () => bundle({ ...MODERN, entryPoints: ["web/start/watch.js"] });

/** What an element loads: the glue and the style sheet, with the address of the module and its digest, if it has one. */
export async function bundleCalculator(glue, module, integrity = "") {
  return bundle({
    ...MODERN,
    entryPoints: [SCRIPT],
    plugins: [inPlaceOf("module:glue", glue), asText("style:widget", await style())],
    define: { MODULE: JSON.stringify(module), INTEGRITY: JSON.stringify(integrity) },
  });
}

/** The element for pages that are built: with the address of what it loads, which bundlers follow. */
export async function bundleElement(calculator) {
  const define = ofElement(calculator, "", "", await waitingStyle());
  return bundle({ ...MODERN, entryPoints: ["web/widget/element.js"], define, external: [calculator] });
}

/** What an element knows: the script that it loads, with its digest, the page that is framed where modules are forbidden. */
const ofElement = (calculator, digest, embed, waitingStyle) => ({
  CALCULATOR: JSON.stringify(calculator),
  DIGEST: JSON.stringify(digest),
  EMBED: JSON.stringify(embed),
  WAITING_STYLE: JSON.stringify(waitingStyle),
});
const waitingStyle = () => text("web/style/widget-waiting.css");

/** A style sheet with all that it imports, as one text. */
const text = async (entry, plugins = []) => Buffer.from(await bundle({ entryPoints: [entry], plugins })).toString().trim();

/**
 * The widget's style sheet. What its parts ask of the window they ask of the element's own width here, and every token
 * can be set from outside; but not where the reader's own preferences set it.
 */
async function style() {
  const tokens = readFileSync("web/style/tokens.css", "utf8").matchAll(/--([\w-]+):/g);
  const names = [...new Set([...tokens].map(([, name]) => name))];
  const token = new RegExp(`--(${names.join("|")}): ([^;]+);`, "g");
  const settable = {
    name: "settable",
    setup: ({ onLoad }) =>
      onLoad({ filter: /(tokens|compare-narrow)\.css$/ }, ({ path }) => ({
        contents: readFileSync(path, "utf8").replaceAll(token, "--$1: var(--im-$1, $2);"),
        loader: "css",
      })),
  };
  const sheet = await text("web/style/widget.css", [settable]);
  return sheet.replaceAll(/@media ?\((max|min)-width: ?(\d+)px\)/g, "@container calculator ($1-width:$2px)");
}

/** Lets an import be a text. */
const asText = (name, contents) => ({
  name: "as-text",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: new RegExp(`^${name}$`) }, () => ({ path: name, namespace: "text" }));
    onLoad({ filter: /.*/, namespace: "text" }, () => ({ contents, loader: "text" }));
  },
});
