// The tests of all engines notice a build that is broken: each way of breaking it fails those that it must, and no others.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { DIST } from "./support/browser.mjs";
import { engine } from "./support/engines/index.mjs";
import { changedSite } from "./support/versions.mjs";

const TESTS = fileURLToPath(new URL("engines.test.mjs", import.meta.url));

/** Runs the tests of two pages with another build. Resolves to the names of the pages whose test passed, and whose failed. */
function answersOf(folder) {
  const { NODE_TEST_CONTEXT: _, ...env } = process.env;
  const options = ["--test", "--test-reporter=tap", "--test-name-pattern=(index|account).html answers", TESTS];
  const { stdout, status } = spawnSync(process.execPath, options, { env: { ...env, DIST: folder }, encoding: "utf8" });
  const pages = (outcome) => [...stdout.matchAll(new RegExp(`^ *${outcome} \\d+ - ${engine.name}: (\\w+).html answers(?!.*# SKIP)`, "gm"))].map(([, page]) => page);
  assert.equal(status, stdout.includes("not ok") ? 1 : 0);
  return { passed: pages("ok"), failed: pages("not ok") };
}

/** The script of the first page. */
const [script] = readFileSync(join(DIST, "index.html"), "utf8").match(/page-\w+\.js/);
const changedScript = (change) => changedSite(DIST, new RegExp(script), change);

/** What a build can be: the pages that pass then, those that fail, and how it becomes that. */
const BUILDS = {
  "only copied": [["index", "account"], [], () => changedScript((text) => `${text}\n`)],
  "one with another digit in a page": [["account"], ["index"], () => changedSite(DIST, /^index\.html$/, (text) => text.replace('data-value="54216.8', 'data-value="54216.9'))],
  "one with a script that throws": [["account"], ["index"], () => changedScript((text) => `throw new Error("broken");${text}`)],
  "one without modules": [[], ["index", "account"], withoutModules],
};

function withoutModules() {
  const folder = changedScript((text) => `${text}\n`);
  for (const name of readdirSync(folder).filter((name) => name.endsWith(".wasm"))) rmSync(join(folder, name));
  return folder;
}

for (const [build, [passed, failed, made]] of Object.entries(BUILDS)) {
  test(`${engine.name}: the build is ${build}: ${failed.length} of 2 pages fail`, () => {
    const folder = made();
    try {
      assert.deepEqual(answersOf(folder), { passed, failed });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
}
