// The widget as a guest: it leaves the host's page as it was, frees what it held, and stands whatever it is given.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { DIST, launch, settled, visit } from "./support/browser.mjs";
import { calculated, framed, frameOf, paused, resized, serveHosts } from "./support/host.mjs";
import { press } from "./support/page.mjs";
import { serve } from "./support/server.mjs";

let site;
let hosts;
let browser;
before(async () => {
  site = await serve(DIST);
  hosts = await serveHosts(site.url);
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await hosts?.close();
  await site?.close();
});

const open = (name, options = {}) => visit(browser, hosts.url + name, { ready: calculated, ...options });

/** Runs in the page before its own scripts: counts the widget's listeners on what all scripts of the page share. */
function watchListeners() {
  const isWidget = () => new Error().stack.includes("/widget/v1/");
  const shared = (target) => [window, document, document.documentElement, document.body].includes(target ?? window) && isWidget();
  window.listeners = [];
  const { addEventListener: add, removeEventListener: remove } = EventTarget.prototype;
  EventTarget.prototype.addEventListener = function (type, ...rest) {
    if (shared(this)) listeners.push(type);
    return add.call(this, type, ...rest);
  };
  EventTarget.prototype.removeEventListener = function (type, ...rest) {
    if (shared(this) && listeners.includes(type)) listeners.splice(listeners.indexOf(type), 1);
    return remove.call(this, type, ...rest);
  };
}

test("the host's own page is left as it was", async () => {
  const { page, close } = await open("plain.html", { before: watchListeners });
  const trace = () =>
    page.evaluate(() => ({
      listeners: [...listeners],
      globals: Object.getOwnPropertyNames(window).length,
      sheets: document.styleSheets.length + document.adoptedStyleSheets.length,
      head: document.head.children.length,
      body: document.body.children.length,
      history: history.length,
      address: location.href,
      stored: localStorage.length + sessionStorage.length + document.cookie.length,
      root: document.documentElement.getAttributeNames().concat(document.body.getAttributeNames()),
      title: document.title,
      active: document.activeElement.tagName,
    }));
  const before = await trace();
  assert.deepEqual(before.listeners, []);
  await press(page, "Leverage", "ArrowRight", 3);
  await paused(page);
  await page.evaluate(() => document.activeElement.blur());
  assert.deepEqual(await trace(), before);
  const databases = await page.evaluate(async () => [(await indexedDB.databases()).length, (await caches.keys()).length, (await navigator.serviceWorker.getRegistrations()).length].join());
  assert.equal(databases, "0,0,0");
  await page.evaluate(() => document.querySelector("isolated-margin").remove());
  await settled(page);
  assert.deepEqual(await trace(), before);
  await close();
});

/** Runs in the page before its own scripts: keeps the module's memory at hand. */
function keepMemory() {
  const instantiate = WebAssembly.instantiateStreaming;
  WebAssembly.instantiateStreaming = async (...given) => {
    const result = await instantiate(...given);
    window.moduleMemory = result.instance.exports.memory;
    return result;
  };
}

test("moving it keeps its state, taking it out frees it, and a thousand times leaves nothing", async () => {
  const { page, problems, close } = await open("plain.html", { before: keepMemory });
  const moved = await page.evaluate(async () => {
    const element = document.querySelector("isolated-margin");
    element.state = { leverage: 33 };
    const { shadowRoot } = element;
    const [view] = shadowRoot.children;
    document.body.append(element);
    await new Promise(requestAnimationFrame);
    const isSame = shadowRoot.children[0] === view;
    const after = element.state.leverage;
    element.remove();
    await new Promise(requestAnimationFrame);
    const isFreed = element.result === null && !view.isConnected;
    document.body.append(element);
    await new Promise((done) => element.addEventListener("margin-ready", done, { once: true }));
    const again = element.state.leverage;
    element.remove();
    return { isSame, after, isFreed, again };
  });
  assert.deepEqual(moved, { isSame: true, after: "33", isFreed: true, again: "33" });

  const devtools = await page.context().newCDPSession(page);
  const rounds = async (count) => {
    await page.evaluate(async (count) => {
      const ready = (element) => new Promise((done) => element.addEventListener("margin-ready", done, { once: true }));
      for (let round = 0; round < count; round += 1) {
        const place = document.createElement("div");
        document.body.prepend(place);
        const elements = Array.from({ length: 5 }, () => document.createElement("isolated-margin"));
        // One above the other, so that all are in view.
        for (const element of elements) element.style.cssText = "position: fixed; inset: 0";
        const clones = elements.map((element) => element.cloneNode(true));
        const all = [...elements, ...clones];
        const waiting = all.map(ready);
        place.append(...all);
        await Promise.all(waiting);
        for (const element of all) place.prepend(element);
        elements[4].state = { leverage: 10 + (round % 50) };
        place.remove();
        await new Promise(requestAnimationFrame);
      }
    }, count);
    await devtools.send("HeapProfiler.collectGarbage");
    await settled(page);
    await devtools.send("HeapProfiler.collectGarbage");
    const { usedSize } = await devtools.send("Runtime.getHeapUsage");
    const { nodes } = await devtools.send("Memory.getDOMCounters");
    return { heap: usedSize, nodes, module: await page.evaluate(() => moduleMemory.buffer.byteLength) };
  };
  const early = await rounds(20);
  const late = await rounds(80);
  assert.equal(late.module, early.module, JSON.stringify({ early, late }));
  assert.ok(late.nodes <= early.nodes + 50, JSON.stringify({ early, late }));
  assert.ok(late.heap <= early.heap * 1.1 + 100_000, JSON.stringify({ early, late }));
  assert.deepEqual(problems, []);
  await close();
});

/** Runs in a page: random values, the same ones every time. */
function hostile() {
  let seed = 20261124;
  const random = (below) => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return Math.floor((seed / 2 ** 32) * below);
  };
  const pick = (list) => list[random(list.length)];
  const texts = ["", "0", "-1", "1e999", "NaN", "Infinity", "long", "short", "10", "25.5", "<img src=x onerror=alert(1)>", "javascript:alert(1)", "\u0000", "\ud800", "v1&lev=2", "9".repeat(5000), "flat", "BTCUSDT", "light", "de", "١٢", "null", "__proto__"];
  const value = (depth = 0) =>
    pick([
      () => pick(texts),
      () => random(1000) - 500,
      () => pick([NaN, Infinity, -Infinity, null, undefined, true, 2n ** 70n]),
      () => (depth > 2 ? [] : Array.from({ length: random(4) }, () => value(depth + 1))),
      () => (depth > 2 ? {} : Object.fromEntries(Array.from({ length: random(5) }, () => [pick(["sentinel", "type", "height", "state", "__proto__", "x"]), pick(["amp", "embed-size", "request-embed-size", -1, 1e9, "500", value(depth + 1)])]))),
    ])();
  return { random, pick, texts, value };
}

test("ten thousand attributes and properties of any kind throw nothing", async () => {
  const { page, problems, close } = await open("plain.html");
  await page.evaluate(`window.hostile = ${hostile}`);
  const outcome = await page.evaluate(async () => {
    const { pick, random, texts, value } = window.hostile();
    const element = document.querySelector("isolated-margin");
    const names = ["side", "leverage", "value", "margin", "wallet", "entry", "mark", "maintenance-rate", "venue", "market", "theme", "lang", "readonly", "class"];
    console.warn = () => {};
    let thrown = "";
    for (let time = 0; time < 10_000; time += 1) {
      try {
        if (random(10) === 0) element.removeAttribute(pick(names));
        else if (random(10) === 0) element.state = value();
        else element.setAttribute(pick(names), pick(texts));
      } catch (error) {
        thrown ||= `${time}: ${error}`;
      }
      if (time % 10 === 0) await null;
    }
    await new Promise(requestAnimationFrame);
    element.removeAttribute("hidden");
    element.state = "v1&lev=20";
    return { thrown, leverage: element.state.leverage, loss: element.result.isolated.maxLoss };
  });
  assert.deepEqual(outcome, { thrown: "", leverage: "20", loss: "50" });
  assert.deepEqual(problems, []);
  await close();
});

test("ten thousand messages of any kind change nothing, in the host and in the frame", async () => {
  const frames = await serveHosts(site.url, { resize: `<script type="module" src="${site.url}widget/v1/resize.js"></script>` });
  const { page, problems, close } = await visit(browser, `${frames.url}framed.html`, { ready: framed });
  const frame = await frameOf(page);
  await resized(page, frame);
  const height = () => page.locator("iframe").evaluate((frame) => frame.clientHeight);
  const before = await height();
  const state = await frame.evaluate(() => document.querySelector("isolated-margin").state.link);
  const send = async (to) => {
    const { value } = window.hostile();
    const frame = document.querySelector("iframe");
    // A frame of somebody else's speaks to the host, too.
    const stranger = document.createElement("iframe");
    document.body.append(stranger);
    for (let time = 0; time < 5_000; time += 1) {
      let message = value();
      if (time % 5 === 0) message = { sentinel: "amp", type: "embed-size", height: 17 + time };
      try {
        if (to === "frame") frame.contentWindow.postMessage(message, "*");
        else {
          window.postMessage(message, "*");
          stranger.contentWindow.parent.postMessage(message, "*");
        }
      } catch {
        // It cannot be sent at all.
      }
      if (time % 500 === 0) await new Promise(requestAnimationFrame);
    }
    // Messages come in the order in which they were sent.
    await new Promise((done) => {
      addEventListener("message", ({ data }) => data === "the last" && done());
      postMessage("the last", "*");
    });
    stranger.remove();
  };
  await page.evaluate(`window.hostile = ${hostile}`);
  await page.evaluate(send, "host");
  await page.evaluate(send, "frame");
  assert.equal(await height(), before);
  assert.equal(await frame.evaluate(() => document.querySelector("isolated-margin").state.link), state);
  assert.deepEqual(problems, []);
  await close();
  await frames.close();
});

for (const [name, who] of [["framed.html", "resize.js"], ["strict-without-wasm.html", "the element"]]) {
  test(`a frame that was led to somebody else's page gives no height to ${who}, and does again once it is ours`, async () => {
    const resize = `<script type="module" src="${site.url}widget/v1/resize.js"></script>`;
    const frames = await serveHosts(site.url, { resize, strangers: ` ${new URL(hosts.url).origin}` });
    const { page, close } = await visit(browser, frames.url + name, { ready: framed });
    await resized(page, await frameOf(page));
    const height = () => page.locator("iframe").evaluate(({ style }) => style.height);
    const before = await height();
    const ours = await page.locator("iframe").getAttribute("src");
    const lead = async (address) => {
      const loaded = page.locator("iframe").evaluate((frame) => new Promise((done) => frame.addEventListener("load", () => done(), { once: true })));
      await (await frameOf(page)).evaluate((address) => void setTimeout(() => (location.href = address)), address);
      await loaded;
    };
    await lead(`${hosts.url}stranger.html`);
    await (await frameOf(page)).getByText("Somebody else's.").waitFor();
    await page.evaluate(() => new Promise((done) => setTimeout(done, 300)));
    assert.equal(await height(), before);
    await page.setViewportSize({ width: 500, height: 900 });
    if (who === "resize.js") {
      await page.locator("iframe").evaluate((frame, address) => (frame.src = address), ours.replace("lev=20", "lev=21").replace("theme=light", "theme=dark"));
    } else {
      await page.evaluate(() => document.querySelector("isolated-margin").setAttribute("theme", "light"));
    }
    await page.locator("iframe").evaluate((frame) => { frame.style.height = "1px"; });
    await framed(page);
    await resized(page, await frameOf(page));
    // And from then on, as it is heard.
    await page.setViewportSize({ width: 1200, height: 900 });
    await resized(page, await frameOf(page));
    await close();
    await frames.close();
  });
}
