// What the build's last step does to any file: bundles it, names it after its content, and tells its digest.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { build } from "esbuild";
import { shortNames } from "./short-names.mjs";
import { withoutUnusedExports } from "./unused-exports.mjs";

/** Where Trunk puts together what it builds. */
export const staging = process.env.TRUNK_STAGING_DIR;
/** Whether it is built as it is published: always, but where Trunk says otherwise. */
export const release = (process.env.TRUNK_PROFILE ?? "release") === "release";

/** Sixteen digits of the content. */
export const digestOf = (bytes) => digest(bytes, "sha256", "hex").slice(0, 16);
const digest = (bytes, algorithm, encoding) => createHash(algorithm).update(bytes).digest(encoding);
export const integrity = (bytes, algorithm = "sha384") => `${algorithm}-${digest(bytes, algorithm, "base64")}`;

/** Writes a file under a name that begins as given and ends after its content. */
export function writeNamed(stem, bytes, extension) {
  return write(`${stem}-${digestOf(bytes)}.${extension}`, bytes);
}

/** Writes a file of the staged page, and answers with its name and digest. */
export function write(name, bytes) {
  const path = join(staging, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, bytes);
  return { name, integrity: integrity(bytes) };
}

/** The bytes of one entry with all that it imports. */
export async function bundle(options) {
  const { outputFiles } = await build({
    bundle: true,
    minify: release,
    write: false,
    outdir: staging ?? "target",
    logLevel: "warning",
    target: ["chrome111", "firefox114", "safari16.4"],
    ...options,
  });
  return outputFiles[0].contents;
}

/**
 * How wasm-opt makes a module small as it travels: of all that was tried, a hundredth less than `-Oz`, whose fewer bytes are
 * compressed less. Functions that are alike lie close together by their names, and nothing more is inlined.
 */
const OPTIMIZE = ["-Os", "--low-memory-unused", "-aimfs", "0", "-fimfs", "0", "-ocimfs", "0", "--reorder-functions-by-name", "--strip-producers", "--strip-target-features"];

/** The module of a program under a name after its content, and the glue that goes with it, as far as a script uses them. */
export async function packModule(program, stem, script) {
  const [path, glue] = ["_bg.wasm", ".js"].map((ending) => resolve(staged(program, ending)));
  const used = await withoutUnusedExports(readFileSync(path), glue, script);
  const short = shortNames(release ? optimized(used, path) : used, readFileSync(glue, "utf8"));
  writeFileSync(glue, short.glue);
  rmSync(path);
  return { ...writeNamed(stem, short.module, "wasm"), glue };
}

/** The module as wasm-opt makes it, which reads and writes files: this one. */
function optimized(module, path) {
  writeFileSync(path, module);
  execFileSync("wasm-opt", [...OPTIMIZE, path, "-o", path], { stdio: ["ignore", "inherit", "inherit"] });
  return readFileSync(path);
}

/** The one file Trunk staged for a program with this ending; Trunk may have put a digest into its name. */
function staged(program, ending) {
  const expression = new RegExp(`^${program}(-[0-9a-f]+)?${ending.replaceAll(".", "\\.")}$`);
  const names = readdirSync(staging).filter((name) => expression.test(name));
  if (names.length !== 1) throw new Error(`expected one staged file ${program}*${ending}, found ${names.length}`);
  return join(staging, names[0]);
}

/** For bundles: lets an import lead to another file. */
export const inPlaceOf = (name, path) => ({
  name: "in-place-of",
  setup: ({ onResolve }) => onResolve({ filter: new RegExp(`^${name.replaceAll(".", "\\.")}$`) }, () => ({ path: resolve(path) })),
});
