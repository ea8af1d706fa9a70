// What must hold in every engine: Chromium, Firefox and WebKit, by the variable ENGINE. The same digits, the keyboard, links,
// the widget under strict policies, frames, tables, the worker, and what is said where something does not come.

import assert from "node:assert/strict";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DIST, PAGES } from "./support/browser.mjs";
import { until } from "./support/engines/index.mjs";
import { AWAKE, DRAWN, NUMBERS, at, hosts, number, site, tested, visiting } from "./support/engines/site.mjs";
import { serveWithFaults } from "./support/faults.mjs";
import { serve } from "./support/server.mjs";
import { changedSite } from "./support/versions.mjs";

const ANSWER = 'document.querySelector("isolated-margin")?.result?.isolated.liquidationPrice';
const FRAME = 'document.querySelector("iframe") ?? document.querySelector("isolated-margin")?.shadowRoot.querySelector("iframe")';

/** Every number that the build has written into a page. */
function written(name) {
  const html = readFileSync(join(DIST, name), "utf8");
  const tags = html.match(/<[^>]* data-field="[^>]*>/g) ?? [];
  return tags.map((tag) => ["field", "value"].map((part) => tag.match(` data-${part}="([^"]*)"`)?.[1] ?? null));
}

for (const name of PAGES) {
  tested(`${name} answers, with the digits that the build has written, and fits its window`, () =>
    at(site.url + name, async (visit) => {
      const before = written(name);
      if (name !== "embedding.html") assert.ok(before.length > 10);
      assert.deepEqual((await visit.run(NUMBERS)).map(([field, value]) => [field, value ?? null]), before);
      assert.equal(await visit.run('document.getElementById("app").disabled'), false);
      assert.ok((await visit.run("document.documentElement.scrollWidth - innerWidth")) <= 0);
    }));
}

tested("numbers have separators, whatever the system calls its language", () =>
  at(`${site.url}#v1&value=20000&wallet=50000`, async (visit) => {
    // What the browser's locale writes is there a frame later.
    await visit.run(DRAWN);
    assert.match(await visit.run('document.querySelector("h1").textContent'), /costs 2,000\sUSDT/);
  }));

tested("a link is followed, and another one in the same page", () =>
  at(`${site.url}#v1&side=short&lev=100&value=2500`, async (visit) => {
    assert.equal(await visit.run(number("isolated.liquidation-price")), "60358.565737051792828685258965");
    await visit.run('void (location.hash = "#v1&side=long&lev=25")');
    assert.equal(await until(visit, `${number("isolated.liquidation-price")} === "57831.325301204819277108433726"`), true);
  }));

tested("a slider goes by the keyboard, and what stands beside it follows", () =>
  at(site.url, async (visit) => {
    const slider = 'document.getElementById("lev")';
    await visit.run(`${slider}.focus()`);
    const before = await visit.run(`Number(${slider}.value)`);
    for (let press = 0; press < 3; press += 1) await visit.press("ArrowRight");
    assert.ok((await visit.run(`Number(${slider}.value)`)) > before);
    assert.equal(await until(visit, `${number("isolated.liquidation-price")} === "55607.043558850787766450417035"`), true, await visit.run(number("isolated.liquidation-price")));
  }));

tested("a number is typed, and a wrong one is said to be wrong without losing the last", () =>
  at(site.url, async (visit) => {
    const field = 'document.getElementById("lev-number")';
    await visit.run(`(() => { const field = ${field}; field.focus(); field.select(); })()`);
    await visit.type("25");
    assert.equal(await until(visit, `${number("isolated.liquidation-price")} === "57831.325301204819277108433726"`), true);
    await visit.run(`${field}.select()`);
    await visit.type("0");
    assert.equal(await until(visit, `document.querySelector(".field.bad, .bad") !== null`), true);
    assert.equal(await visit.run(number("isolated.liquidation-price")), "57831.325301204819277108433726");
  }));

tested("Account opens, moves and undoes", () =>
  at(`${site.url}account.html`, async (visit) => {
    const button = (text) => `[...document.querySelectorAll("button")].find((button) => button.textContent.trim() === "${text}")`;
    const before = await visit.run(NUMBERS);
    await visit.run(`${button("Next step")}.click()`);
    assert.ok(await until(visit, `JSON.stringify(${NUMBERS}) !== ${JSON.stringify(JSON.stringify(before))}`));
    await visit.run(`${button("Undo")}.click()`);
    assert.ok(await until(visit, `JSON.stringify(${NUMBERS}) === ${JSON.stringify(JSON.stringify(before))}`));
  }));

tested("Venues finds a market by the keyboard, and loads its table", () =>
  at(`${site.url}venues.html#v1&venue=okx&market=BTC-USDT-SWAP`, async (visit) => {
    assert.ok(await until(visit, 'document.querySelector("main").textContent.includes("BTC-USDT-SWAP")'));
    assert.ok(await until(visit, `document.querySelector('tr[data-venue="okx"] [data-field]') !== null`));
    await visit.run('document.querySelector("[role=combobox]").focus()');
    await visit.type("ethusd");
    assert.ok(await until(visit, 'document.querySelectorAll("[role=option]").length > 0'));
    await visit.press("ArrowDown");
    await visit.press("Enter");
    assert.ok(await until(visit, '/ETH/.test(document.querySelector("main").textContent.slice(0, 80))'));
  }));

for (const [name, price] of [["plain.html", "54216.867469879518072289156603"], ["strict.html", "62749.003984063745019920318737"]]) {
  tested(`the element answers in ${name}`, () =>
    at(
      hosts.url + name,
      async (visit) => {
        assert.equal(await visit.run(ANSWER), price);
        await visit.run('void (document.querySelector("isolated-margin").state = { leverage: 50 })');
        assert.equal(await visit.run('document.querySelector("isolated-margin").state.leverage'), "50");
        await visit.run('document.querySelector("isolated-margin").remove()');
        assert.equal(await visit.run("document.body.children.length"), 1);
      },
      { ready: ANSWER },
    ));
}

tested("the strict host has its trusted types enforced, where the engine has them", () =>
  at(
    `${hosts.url}strict.html`,
    async (visit) => {
      const forbidden = await visit.run('(() => { try { document.createElement("p").innerHTML = "<b>"; } catch (error) { return error.name; } })()');
      assert.equal(forbidden ?? "allowed", (await visit.run('"trustedTypes" in window')) ? "TypeError" : "allowed");
    },
    { ready: ANSWER, expected: /require.*TrustedHTML|require-trusted-types-for/i },
  ));

for (const name of ["framed.html", "strict-without-wasm.html"]) {
  tested(`the frame in ${name} loads in its sandbox, and gets the height that it asks for`, () =>
    at(
      hosts.url + name,
      async (visit) => {
        const height = await until(visit, `parseInt((${FRAME}).style.height) > 900`);
        assert.ok(height, await visit.run(`(${FRAME}).style.height`));
      },
      { ready: `Boolean(${FRAME})` },
    ));
}

tested("a module that does not come is said, and the next load is well", async () => {
  const bad = await serveWithFaults(DIST);
  bad.fail(/\.wasm$/, "404");
  await visiting(async (visit) => {
    await visit.go(`${bad.url}index.html#v1&side=short&lev=100`);
    assert.equal(await until(visit, "document.documentElement.dataset.failed"), "not-loaded");
    assert.match(await visit.run('document.getElementById("start").textContent'), /did not arrive/);
    assert.equal(await visit.run('document.querySelectorAll("#app :is(button, input, select):enabled").length'), 0);
    bad.heal();
    await visit.go(`${bad.url}account.html`);
    assert.ok(await until(visit, AWAKE));
  });
  await bad.close();
});

tested("a page comes from what is kept when its host is gone", async () => {
  const host = await serveWithFaults(DIST);
  await visiting(async (visit) => {
    await visit.go(host.url);
    assert.ok(await until(visit, AWAKE));
    assert.ok(await until(visit, "navigator.serviceWorker.controller !== null"));
    await host.close();
    await visit.go(`${host.url}account.html`);
    assert.ok(await until(visit, AWAKE));
  });
});

/** A script ahead of a page's own: what is complained of on the console, from within, where the engine lets nobody else hear it. */
const EARS = `window.heard = [];
for (const level of ["error", "warn"]) console[level] = (...said) => heard.push(said.join(" "));
for (const event of ["error", "unhandledrejection", "securitypolicyviolation"]) {
  addEventListener(event, ({ message, reason, blockedURI }) => heard.push([event, message, reason, blockedURI].join(" ")), true);
}`;

tested("no page complains, heard from within", async () => {
  const folder = changedSite(DIST, /^(index|account|venues|embedding)\.html$/, (html) => html.replace("<head>", '<head><script src="./ears.js"></script>'));
  writeFileSync(join(folder, "ears.js"), EARS);
  const host = await serve(folder);
  for (const name of PAGES) {
    await at(host.url + name, async (visit) => {
      await visit.run(DRAWN);
      assert.deepEqual(await visit.run("heard"), []);
      await visit.run('console.error("a complaint")');
      assert.deepEqual(await visit.run("heard"), ["a complaint"]);
    });
  }
  await host.close();
  rmSync(folder, { recursive: true });
});
