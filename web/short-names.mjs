// Gives a module's imports and exports short names, in the module and in the glue that wasm-bindgen wrote for it.
//
// wasm-bindgen names them after what they are, with a digest. Nothing but these two files reads the names, and they are
// two kilobytes that no compression takes away.

import { EXPORTS, IMPORTS, number, text, withSections } from "./wasm-sections.mjs";

/** The letters and digits of the names, which must not begin with a digit. */
const LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

/** Shorter names than this may be words of the language, or of the browser. */
const SHORTEST = 13;

/** `{ module, glue }` with short names; what the glue does not name keeps its own. */
export function shortNames(module, glue) {
  const names = new Map();
  const short = (name) => {
    if (!names.has(name)) names.set(name, name.length >= SHORTEST && glue.includes(name) ? nameOf(names.size) : name);
    return names.get(name);
  };
  const nameOf = (index) => LETTERS[index % 52] + (index < 52 ? "" : nameOf(Math.floor(index / 52) - 1));

  const imports = (reader) => {
    const parts = [];
    const count = reader.number();
    for (let index = 0; index < count; index += 1) {
      parts.push(text(short(reader.text())), text(short(reader.text())), reader.description());
    }
    return Buffer.concat([number(count), ...parts]);
  };
  const exports = (reader) => {
    const parts = [];
    const count = reader.number();
    for (let index = 0; index < count; index += 1) {
      parts.push(text(short(reader.text())), Buffer.from([reader.byte()]), number(reader.number()));
    }
    return Buffer.concat([number(count), ...parts]);
  };

  const shortened = withSections(module, { [IMPORTS]: imports, [EXPORTS]: exports });
  // The longest first: no name is to be replaced inside another.
  const known = [...names].filter(([name, now]) => name !== now).sort(([one], [other]) => other.length - one.length);
  const pattern = known.map(([name]) => name.replaceAll(/[^\w]/g, "\\$&")).join("|");
  const renamed = glue.replaceAll(new RegExp(`(?<![\\w$])(${pattern})(?![\\w$])`, "g"), (name) => names.get(name));
  return { module: shortened, glue: renamed };
}
