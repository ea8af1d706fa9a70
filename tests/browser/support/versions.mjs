// Other versions of the built site, without building them: the next one, whose named files all have other bytes and so other
// names; and one in which some files say something else.

import { createHash } from "node:crypto";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";

const hash = (bytes, algorithm, encoding) => createHash(algorithm).update(bytes).digest(encoding);
const integrityOf = (bytes) => `sha384-${hash(bytes, "sha384", "base64")}`;

/** What changes a file's bytes and nothing else, by its ending. */
const CHANGES = {
  js: (bytes) => Buffer.concat([bytes, Buffer.from("\n// next")]),
  css: (bytes) => Buffer.concat([bytes, Buffer.from("\n/* next */")]),
  // A section that nobody reads, of four letters.
  wasm: (bytes) => Buffer.concat([bytes, Buffer.from([0, 5, 4]), Buffer.from("next")]),
};
/** Files are changed before those that name them. */
const ORDER = [/\.wasm$/, /\.css$/, /calculator-\w+\.js$/, /frame-\w+\.js$/, /page-\w+\.js$/];

/** Writes the next version of the site in `from` into `folder`. Returns the names that it no longer has. */
export function nextVersion(from, folder) {
  cpSync(from, folder, { recursive: true });
  const gone = [];
  for (const pattern of ORDER) {
    const names = readdirSync(folder, { recursive: true }).filter((name) => pattern.test(name) && /-\w{16}\./.test(name));
    for (const name of names) {
      const bytes = readFileSync(join(folder, name));
      const changed = CHANGES[name.split(".").pop()](bytes);
      const next = name.replace(/-\w{16}\./, `-${hash(changed, "sha256", "hex").slice(0, 16)}.`);
      rmSync(join(folder, name));
      writeFileSync(join(folder, next), changed);
      gone.push(name);
      replace(folder, [[basename(name), basename(next)], [digestIn(from, name), integrityOf(changed)]]);
    }
  }
  retellDigests(from, folder);
  const worker = join(folder, "sw.js");
  writeFileSync(worker, readFileSync(worker, "utf8").replace(/"[0-9a-f]{16}"/, '"next"'));
  return gone;
}

/**
 * Writes a copy of the site in `from` into a folder of its own, in which `change(text, name)` has changed the files whose names
 * match the pattern. Those that know their digests know the new ones. Returns the folder, to be removed by who asked for it.
 */
export function changedSite(from, pattern, change) {
  const folder = mkdtempSync(join(tmpdir(), "margin-site-"));
  cpSync(from, folder, { recursive: true });
  const names = readdirSync(folder, { recursive: true }).filter((name) => pattern.test(name));
  if (names.length === 0) throw new Error(`no file of the site is called ${pattern}`);
  for (const name of names) {
    const before = digestIn(folder, name);
    const text = readFileSync(join(folder, name), "utf8");
    const changed = change(text, name);
    if (changed === text) throw new Error(`nothing is to be changed in ${name}`);
    writeFileSync(join(folder, name), changed);
    replace(folder, [[before, digestIn(folder, name)]]);
  }
  retellDigests(from, folder);
  return folder;
}

/** Files that keep their names have other bytes by now, and others know their digests: the scripts, then the pages. */
function retellDigests(from, folder) {
  for (const names of [["widget/v1/element.js"], readdirSync(from).filter((name) => name.endsWith(".html"))]) {
    replace(folder, names.map((name) => [digestIn(from, name), digestIn(folder, name)]));
  }
}

const digestIn = (folder, name) => integrityOf(readFileSync(join(folder, name)));

/** Replaces names and digests wherever they are written. */
function replace(folder, pairs) {
  for (const name of readdirSync(folder, { recursive: true }).filter((name) => /\.(js|html|json)$/.test(name))) {
    const path = join(folder, name);
    const text = readFileSync(path, "utf8");
    const changed = pairs.reduce((text, [before, after]) => text.replaceAll(before, after), text);
    if (changed !== text) writeFileSync(path, changed);
  }
}
