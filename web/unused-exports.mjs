// Takes out of a module what only the exports reach that no page calls.
//
// A library may export classes to JavaScript, as Leptos' server functions do with their streams, and wasm-bindgen writes
// them into the glue whether a page uses them or not. The bundler leaves such a class out once nothing but its own
// disposal speaks of it; then its exports can go, and wasm-opt drops what they alone have reached.

import { readFileSync, writeFileSync } from "node:fs";
import { build } from "esbuild";
import { EXPORTS, number, text, withSections } from "./wasm-sections.mjs";

/** What the module must export however little the glue says of it. */
const ALWAYS = ["memory", "main"];

/** The glue, so that a bundler can leave out the classes that nothing uses. */
const droppable = (glue) =>
  glue.replaceAll(/^if \(Symbol\.dispose\) .*\n/gm, "").replaceAll("new FinalizationRegistry(", "/* @__PURE__ */ $&");

/** The words of the glue as far as a script uses it. */
async function wordsOf(glue, script) {
  const glueAlone = {
    name: "glue-alone",
    setup: ({ onResolve }) =>
      onResolve({ filter: /./ }, ({ path, kind }) => {
        if (kind === "entry-point") return undefined;
        return path === "module:glue" ? { path: glue } : { path, external: true };
      }),
  };
  const { outputFiles } = await build({ entryPoints: [script], plugins: [glueAlone], bundle: true, format: "esm", write: false });
  return new Set(outputFiles[0].text.match(/[\w$]+/g));
}

/** Returns the module without the exports that the glue does not name as far as a script uses it. Makes the glue droppable. */
export async function withoutUnusedExports(module, glue, script) {
  writeFileSync(glue, droppable(readFileSync(glue, "utf8")));
  const words = await wordsOf(glue, script);
  const exports = (reader) => {
    const kept = [];
    for (let left = reader.number(); left > 0; left -= 1) {
      const name = reader.text();
      const rest = [Buffer.from([reader.byte()]), number(reader.number())];
      if (words.has(name) || ALWAYS.includes(name)) kept.push(Buffer.concat([text(name), ...rest]));
    }
    return Buffer.concat([number(kept.length), ...kept]);
  };
  return withSections(module, { [EXPORTS]: exports });
}
