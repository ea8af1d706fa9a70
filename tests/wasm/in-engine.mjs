// Runs a test program of wasm-bindgen in the engine of the variable ENGINE: cargo calls this with the program's file.
//
// wasm-bindgen's own runner makes a page of it and serves that. Its other half, which steers a browser, wants a driver for
// each, which Firefox has not in Debian: so ours is opened instead, as for the tests of the page.

import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { companion } from "../browser/support/engines/companion.mjs";

/** How long the tests of one program may take, in tenths of a second. */
const PATIENCE = 3_000;

const PRINTED = 'document.getElementById("output").textContent';
const RESULT = /^test result: (\w+)\./m;

const succeeded = await succeeds(process.argv.slice(2)).catch((error) => console.error(error.message));
process.exitCode = succeeded ? 0 : 1;

async function succeeds(program) {
  // It would remove its page only if it ended by itself, which it never does.
  const folder = mkdtempSync(join(tmpdir(), "margin-in-wasm-"));
  process.on("exit", () => rmSync(folder, { recursive: true }));
  // A port that is free, whichever it is.
  const env = { ...process.env, TMPDIR: folder, NO_HEADLESS: "1", WASM_BINDGEN_USE_BROWSER: "1", WASM_BINDGEN_TEST_ADDRESS: "127.0.0.1:0" };
  const host = companion("wasm-bindgen-test-runner", program, { stdio: ["ignore", "pipe", "inherit"], env });
  const ended = once(host, "close");
  for await (const line of createInterface({ input: host.stdout })) {
    const [address] = line.match(/http:\S+/) ?? [];
    if (address) return inBrowser(address).finally(host.stop);
    console.log(line);
  }
  const [code] = await ended;
  return code === 0;
}

async function inBrowser(address) {
  // Most programs have no test for a browser, and need not wait for what steers one.
  const { engine, until } = await import("../browser/support/engines/index.mjs");
  const browser = await engine.launch();
  try {
    const visit = await browser.open();
    await visit.go(address);
    await until(visit, `${RESULT}.test(${PRINTED})`, PATIENCE);
    const printed = await visit.run(PRINTED);
    console.log(printed);
    const [, result] = printed.match(RESULT) ?? [];
    if (!result) console.error(`${engine.name} did not end these tests within ${PATIENCE / 10} s`, visit.problems ?? "");
    return result === "ok";
  } finally {
    await browser.close();
  }
}
