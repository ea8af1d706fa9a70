// Empty projects with the packed package in them.

import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const HERE = fileURLToPath(new URL("..", import.meta.url));
const TARBALL = join(HERE, "../../target/npm/isolated-margin.tgz");

const made = [];
process.on("exit", () => made.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

function folderOf(name) {
  const folder = mkdtempSync(join(tmpdir(), name));
  made.push(folder);
  return folder;
}

let installed;

/** A folder that has the package alone, installed from the tarball once. */
function base() {
  if (installed === undefined) {
    installed = folderOf("isolated-margin-");
    writeFileSync(join(installed, "package.json"), JSON.stringify({ private: true, type: "module" }));
    execFileSync("npm", ["install", "--offline", "--ignore-scripts", "--no-audit", "--no-fund", "--silent", TARBALL], { cwd: installed });
  }
  return installed;
}

/**
 * A project with these files, `{ name: text }`, and the package. Names in `copied` are copied from here, the npm
 * packages of `borrowed` from the tools of these tests.
 */
export function project(files = {}, { copied = [], borrowed = [] } = {}) {
  const folder = folderOf("isolated-margin-project-");
  cpSync(base(), folder, { recursive: true });
  for (const name of copied) cpSync(join(HERE, name), join(folder, name), { recursive: true });
  for (const name of borrowed) cpSync(join(HERE, "node_modules", name), join(folder, "node_modules", name), { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

/** What a program of a project prints, in Node. */
export function run(folder, ...words) {
  return execFileSync(process.execPath, words, { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] }).trim();
}
