// Empty projects with the packed package in them.

import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

export const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
export const HERE = join(ROOT, "tests/packaging");
export const TARBALL = join(ROOT, "target/npm/isolated-margin.tgz");

/** Where projects are that must find what is installed here. */
export const NEAR = join(HERE, ".consumers");

/** An empty project with the package installed, which is deleted when the process ends. Nothing is downloaded. */
export function project({ tarball = TARBALL, type = "module", parent = tmpdir() } = {}) {
  if (!existsSync(tarball)) throw new Error(`${tarball} is not there: \`cargo xtask npm\` makes it`);
  mkdirSync(parent, { recursive: true });
  const folder = mkdtempSync(join(parent, "isolated-margin-"));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "consumer", private: true, type }));
  const options = ["--offline", "--no-audit", "--no-fund", "--no-package-lock", "--ignore-scripts"];
  execFileSync("npm", ["install", ...options, tarball], { cwd: folder, stdio: ["ignore", "ignore", "inherit"] });
  return new Project(folder);
}

class Project {
  constructor(folder) {
    this.folder = folder;
    this.package = join(folder, "node_modules/isolated-margin");
  }

  path(name) {
    return join(this.folder, name);
  }

  write(name, text) {
    mkdirSync(dirname(this.path(name)), { recursive: true });
    writeFileSync(this.path(name), text);
    return this.path(name);
  }

  /** Copies a file or folder of this one into it. */
  add(from, to) {
    cpSync(join(HERE, from), this.path(to), { recursive: true });
    return this.path(to);
  }

  read(name) {
    return readFileSync(this.path(name), "utf8");
  }

  /** What a program that stands in the project prints. */
  run(name, ...options) {
    return execFileSync(process.execPath, [...options, this.path(name)], { cwd: this.folder, encoding: "utf8" });
  }

  /** What `require` gives in the project. */
  require(specifier) {
    return createRequire(this.path("anywhere.cjs"))(specifier);
  }

  /** What `import` gives, of a file in the project. */
  import(name) {
    return import(pathToFileURL(this.path(name)).href);
  }
}
