// Whatever `init` is given first, it can be given the right module afterwards; and then nothing takes it away.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";

import { EXPECTED } from "./support/expected.mjs";
import { known } from "./support/known.js";
import { serve } from "./support/loads.mjs";
import { project } from "./support/project.mjs";

const consumer = project();
const bytes = readFileSync(join(consumer.package, "isolated-margin.wasm"));
const element = readFileSync(join(consumer.package, "element/calculator.wasm"));
consumer.write("page.html", "<!doctype html><title>Not a module</title>");
const { url, close } = await serve(consumer.folder);
after(close);

/** An empty module, one that exports names of ours, and ours with one export renamed. */
const EMPTY = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]);
const renamed = new Uint8Array(bytes);
renamed.set(Buffer.from("evaluateMore"), bytes.indexOf("evaluateMany"));
/** Imports what nobody gives it. */
const IMPORTING = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 2, 7, 1, 1, 97, 1, 98, 0, 0]);

const revoked = () => {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
};

const WRONG = {
  "an empty module": () => EMPTY,
  "an empty module, compiled": () => new WebAssembly.Module(EMPTY),
  "another module": () => element,
  "another module, compiled": () => WebAssembly.compile(element),
  "a module that imports": () => IMPORTING,
  "ours with another name": () => renamed,
  "half of it": () => bytes.subarray(0, bytes.length / 2),
  "no bytes": () => new ArrayBuffer(0),
  "text for bytes": () => Buffer.from("<!doctype html>"),
  "an answer of 404": () => fetch(`${url}missing.wasm`),
  "an answer of HTML": () => fetch(`${url}page.html`),
  "the address of HTML": () => `${url}page.html`,
  "an address where nobody is": () => new URL("http://127.0.0.1:1/"),
  "an answer that was read": async () => { const answer = await fetch(url); await answer.text(); return answer; },
  "an answer of another module that says what it is": () => new Response(element, { headers: { "content-type": "application/wasm" } }),
  "a promise that rejects": () => Promise.reject(new Error("no")),
  "a promise that rejects with something hostile": () => Promise.reject(revoked()),
  "a promise of nothing": () => Promise.resolve(),
  "null": () => null,
  "a number": () => 5,
  "an object": () => ({}),
  "something hostile": revoked,
  "a then that throws": () => ({ then() { throw new Error("no"); } }),
};

const RIGHT = {
  "bytes": () => bytes,
  "a buffer": () => bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length),
  "compiled": () => new WebAssembly.Module(bytes),
  "a promise": () => WebAssembly.compile(bytes),
  "an address": () => `${url}node_modules/isolated-margin/isolated-margin.wasm`,
  "a URL": () => new URL(`${url}node_modules/isolated-margin/isolated-margin.wasm`),
  "a request": () => new Request(`${url}node_modules/isolated-margin/isolated-margin.wasm`),
  "an answer": () => fetch(`${url}node_modules/isolated-margin/isolated-margin.wasm`),
  "an answer that does not say what it is": () => new Response(bytes),
};

/** The slim entry, as nobody has loaded it yet. */
let copies = 0;
async function fresh() {
  copies += 1;
  consumer.write(`slim-${copies}.mjs`, `export * from "./copy-${copies}/slim.js";`);
  const { cpSync } = await import("node:fs");
  cpSync(consumer.package, consumer.path(`copy-${copies}`), { recursive: true, filter: (from) => !/venues|element|\.cjs$/.test(from.slice(consumer.package.length)) });
  return consumer.import(`slim-${copies}.mjs`);
}

const NOT_LOADED = { name: "MarginError", code: "not-loaded" };

test("whatever is wrong is refused, and the right module is taken afterwards", async () => {
  const sources = Object.entries(RIGHT);
  for (const [name, wrong] of Object.entries(WRONG)) {
    const api = await fresh();
    for (let time = 0; time < 2; time += 1) {
      await assert.rejects(async () => api.init(wrong()), NOT_LOADED, name);
      assert.throws(() => api.version(), NOT_LOADED, name);
    }
    const [right, source] = sources[copies % sources.length];
    await api.init(source());
    assert.equal(await known(api), EXPECTED, `${right} after ${name}`);
    await api.init(wrong());
    assert.equal(await known(api), EXPECTED, `${name} after ${right}`);
  }
});

test("every kind of source is taken", async () => {
  for (const [name, source] of Object.entries(RIGHT)) {
    const api = await fresh();
    await api.init(source());
    assert.equal(await known(api), EXPECTED, name);
  }
});

test("a refusal says what was wrong", async () => {
  const api = await fresh();
  await assert.rejects(api.init(), { ...NOT_LOADED, message: "this entry brings no module: `await init(module)`" });
  await assert.rejects(api.init(element), { ...NOT_LOADED, message: "the module is not the one of this package" });
  const reason = new Error("no");
  await assert.rejects(api.init(Promise.reject(reason)), { ...NOT_LOADED, message: "the module cannot be loaded", cause: reason });
});

test("at the same time, each source is tried by itself", async () => {
  for (const [name, wrong] of Object.entries(WRONG)) {
    const api = await fresh();
    const given = [wrong(), bytes, wrong(), new WebAssembly.Module(bytes)];
    const outcomes = await Promise.allSettled(given.map((source) => api.init(source)));
    assert.deepEqual([outcomes[1].status, outcomes[3].status], ["fulfilled", "fulfilled"], name);
    assert.equal(await known(api), EXPECTED, name);
  }
});

test("a source that never comes is in nobody's way", async () => {
  const api = await fresh();
  void api.init(new Promise(() => {}));
  await api.init(bytes);
  assert.equal(await known(api), EXPECTED);
});

test("what was loaded stays: handles and accounts live on", async () => {
  const api = await fresh();
  await Promise.all([api.init(bytes), api.init(new WebAssembly.Module(bytes))]);
  const account = new api.Simulation({ walletBalance: 1000, markets: [{ symbol: "A", tiers: [{ floor: 0, rate: "0.01" }] }], prices: { A: 100 } });
  await api.init(element);
  await api.init(bytes);
  account.deposit({ amount: 1 });
  assert.equal(account.report().walletBalance, "1001");
});

test("in Node, which has its module, init takes anything", async () => {
  const api = consumer.require("isolated-margin");
  for (const source of [undefined, element, "./missing.wasm", null]) await api.init(source);
  assert.equal(await known(api), EXPECTED);
});
