// The built pages and pages of others with the widget, in the engine of this run: what the tests of all engines share.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { DIST } from "../browser.mjs";
import { serveWithFaults } from "../faults.mjs";
import { serveHosts } from "../host.mjs";
import { engine, until } from "./index.mjs";

export let browser;
export let site;
export let hosts;
before(async () => {
  browser = await engine.launch();
  site = await serveWithFaults(DIST);
  hosts = await serveHosts(site.url, { resize: `<script type="module" src="${site.url}widget/v1/resize.js"></script>` });
});
after(async () => {
  await browser?.close();
  await hosts?.close();
  await site?.close();
});

/** The expression for: the page answers. */
export const AWAKE = '"awake" in document.documentElement.dataset';
/** The expression for every number on the page, in order. */
export const NUMBERS = '[...document.querySelectorAll("[data-field]")].map(({ dataset }) => [dataset.field, dataset.value])';
/** The expression for one of them. */
export const number = (field) => `document.querySelector('[data-field="${field}"]').dataset.value`;
/** The expression that resolves once what was changed is drawn. */
export const DRAWN = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))";

/** A test that tells its engine. */
export const tested = (title, run) => test(`${engine.name}: ${title}`, run);

/** Opens a visit of its own, runs the test in it, and closes it however that ends. */
export async function visiting(run, size) {
  const visit = await browser.open(size);
  try {
    await run(visit);
  } finally {
    await visit.close();
  }
}

/**
 * Opens an address in a visit of its own once it is `ready`, runs the test, and looks at what the console has said: nothing, but
 * what is `expected`.
 */
export function at(address, run, { ready = AWAKE, expected = /^$/, size } = {}) {
  return visiting(async (visit) => {
    await visit.go(address);
    await until(visit, `(${ready}) || document.documentElement.dataset.failed`);
    assert.ok(await visit.run(ready), `${address} is not ready`);
    await run(visit);
    // Firefox reports on the console what the policies of strict hosts forbid: their icon, and modules.
    const usual = /^Content-Security-Policy: .*(favicon\.ico|blocked WebAssembly)/;
    const said = visit.problems?.filter((text) => !usual.test(text) && !expected.test(text));
    if (said) assert.deepEqual(said, []);
  }, size);
}
