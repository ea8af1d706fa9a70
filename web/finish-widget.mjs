// The widget's part of the build's last step:
//
//   widget/v1/element.js           what a page pastes: the loader
//   widget/v1/calculator-….js      what it loads once it is needed, with the style sheet in it, and
//   widget/v1/calculator-….wasm    the module
//   widget/v1/resize.js            what a page that frames embed.html may add
//   widget/v1/frame-….js           what embed.html does

import { readFileSync, rmSync } from "node:fs";
import { bundle, inPlaceOf, packModule, write, writeNamed } from "./packing.mjs";

/** The folder of this version: what was pasted once stays where it is. */
const FOLDER = "widget/v1/";
const MODERN = { format: "esm", target: "es2022" };

/** Writes the widget, and answers with its scripts and that of the page that is framed: name and digest of each. */
export async function finishWidget() {
  const module = packModule("widget", `${FOLDER}calculator`);
  const inFolder = (name) => `./${name.slice(FOLDER.length)}`;
  const script = await bundleCalculator(module.glue, inFolder(module.name), module.integrity);
  const calculator = writeNamed(`${FOLDER}calculator`, script, "js");
  rmSync(module.glue);
  const frame = await bundle({ ...MODERN, entryPoints: ["web/widget/frame.js"], external: ["./element.js"] });
  return {
    frame: writeNamed(`${FOLDER}frame`, frame, "js"),
    element: write(`${FOLDER}element.js`, await bundleElement(inFolder(calculator.name), "../../embed.html")),
    resize: write(`${FOLDER}resize.js`, await bundle({ ...MODERN, entryPoints: ["web/widget/resize.js"] })),
  };
}

/** What an element loads: the glue and the style sheet, with the address of the module and its digest, if it has one. */
export async function bundleCalculator(glue, module, integrity = "") {
  return bundle({
    ...MODERN,
    entryPoints: ["web/widget/calculator.js"],
    plugins: [inPlaceOf("./widget.js", glue), asText("style:widget", await style())],
    define: { MODULE: JSON.stringify(module), INTEGRITY: JSON.stringify(integrity) },
  });
}

/** The element, with the address of what it loads, and that of the page that is framed where modules are forbidden. */
export async function bundleElement(calculator, embed = "") {
  return bundle({
    ...MODERN,
    entryPoints: ["web/widget/element.js"],
    define: {
      CALCULATOR: JSON.stringify(calculator),
      EMBED: JSON.stringify(embed),
      WAITING_STYLE: JSON.stringify(await text("web/style/widget-waiting.css")),
    },
    external: [calculator],
  });
}

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
