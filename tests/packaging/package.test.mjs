// The tarball itself: what is in it, what checkers of packages say of it, and that it is the same to the byte each time.

import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";

import { publint } from "publint";
import { formatMessage } from "publint/utils";

import { HERE, ROOT, TARBALL, project } from "./support/project.mjs";

const consumer = project();
const manifest = consumer.require("isolated-margin/package.json");

test("what is in it", () => {
  const entries = execFileSync("tar", ["-tzf", TARBALL], { encoding: "utf8" }).trim().split("\n");
  const names = entries.map((entry) => entry.replace("package/", "")).filter((name) => !name.startsWith("venues/")).sort();
  assert.deepEqual(names, [
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "README.md",
    "THIRD-PARTY-NOTICES.txt",
    "api.js",
    "bindings.js",
    "element-none.js",
    "element.d.ts",
    "element/calculator.js",
    "element/calculator.wasm",
    "element/element.js",
    "handle.js",
    "index.d.cts",
    "index.d.ts",
    "index.js",
    "inline.d.ts",
    "inline.js",
    "isolated-margin.wasm",
    "margin-error.js",
    "markets.js",
    "module.js",
    "node.cjs",
    "node.js",
    "package.json",
    "question.js",
    "simulation.js",
    "slim.d.ts",
    "slim.js",
    "venue-file.js",
  ]);
  assert.ok(readdirSync(join(consumer.package, "venues")).length >= 10);
});

test("nothing is depended on, nothing runs at installation, and nothing is fetched from elsewhere", () => {
  for (const field of ["dependencies", "peerDependencies", "optionalDependencies", "scripts", "bin"]) assert.equal(manifest[field], undefined, field);
  for (const name of readdirSync(consumer.package).filter((name) => /\.(js|cjs)$/.test(name))) {
    assert.doesNotMatch(readFileSync(join(consumer.package, name), "latin1"), /https?:\/\/|\beval\(|new Function/, name);
  }
});

test("every target of `exports` is there, and types come first", () => {
  const walk = (target) => {
    if (typeof target === "string") {
      if (!target.includes("*")) assert.ok(existsSync(join(consumer.package, target)), target);
      return;
    }
    if (typeof target.default === "string" && "types" in target) assert.ok(Object.keys(target).indexOf("types") < Object.keys(target).indexOf("default"));
    Object.values(target).forEach(walk);
  };
  walk(manifest.exports);
  assert.equal(manifest.version, readFileSync(join(ROOT, "Cargo.toml"), "utf8").match(/^version = "(.+)"$/m)[1]);
});

test("publint has no complaint", async () => {
  const { messages } = await publint({ pkgDir: consumer.package, pack: false, strict: true });
  assert.deepEqual(messages.map((message) => formatMessage(message, manifest)), []);
});

// Left, with its reason: ./inline, ./slim and ./element are ES modules alone, for pages and workers. Node gets the main entry by
// `require`, and from 20.19 on also these.
const EXPLAINED = ["CJSResolvesToESM"];

test("attw has no complaint but the one that is explained", () => {
  const checker = join(HERE, "node_modules/@arethetypeswrong/cli/dist/index.js");
  const options = ["--format", "json", "--entrypoints", ".", "inline", "slim", "element"];
  const { stdout, stderr } = spawnSync(process.execPath, [checker, TARBALL, ...options], { encoding: "utf8" });
  assert.ok(stdout.startsWith("{"), stdout + stderr);
  const { problems } = JSON.parse(stdout);
  assert.deepEqual(Object.keys(problems), EXPLAINED);
});

test("packed again, it is the same to the byte", () => {
  const folder = mkdtempSync(join(tmpdir(), "isolated-margin-pack-"));
  try {
    execFileSync("npm", ["pack", "--silent", "--pack-destination", folder, "./crates/margin-wasm/npm"], { cwd: ROOT });
    const [name] = readdirSync(folder);
    assert.ok(readFileSync(join(folder, name)).equals(readFileSync(TARBALL)));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
