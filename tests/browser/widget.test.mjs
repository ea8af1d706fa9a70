// The widget in pages of others: it works in each, and leaves each as it was.

import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { accessible } from "./support/accessibility.mjs";
import { DIST, launch, settled, visit } from "./support/browser.mjs";
import { serveWithFaults } from "./support/faults.mjs";
import { calculated, framed, frameOf, paused, resized, serveHosts } from "./support/host.mjs";
import { press, slider, type } from "./support/page.mjs";
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

/** The results of a page's widgets, or of the one in a frame. */
const results = (page) => page.evaluate(() => [...document.querySelectorAll("isolated-margin")].map(({ result }) => result));

test("one pasted line, and the calculator stands there", async () => {
  const { page, problems, requests, close } = await open("plain.html");
  const [result] = await results(page);
  assert.match(result.isolated.liquidationPrice, /^54216\.867/);
  assert.equal(result.cross.liquidationPrice, "never");
  assert.equal(result.isolated.maxLoss, "100");
  assert.match(result.sentence, /^A fall of 9\.6% ends the isolated position/);
  await press(page, "Leverage", "ArrowRight", 10);
  assert.equal((await page.evaluate(() => document.querySelector("isolated-margin").state)).leverage, "20");
  await type(page, "Wallet balance, number", "5000");
  assert.equal((await results(page))[0].cross.maxLoss, "1000");
  assert.deepEqual(problems, []);
  assert.deepEqual(requests.filter((url) => !url.startsWith(hosts.url) && !url.startsWith(site.url)), []);
  await accessible(page);
  await close();
});

test("a change by the reader is told, one by the page is not", async () => {
  const { page, close } = await open("plain.html", {
    before: () => {
      window.heard = [];
      for (const kind of ["margin-ready", "margin-input", "margin-change", "margin-error"])
        addEventListener(kind, ({ type, detail, composed }) => heard.push({ type, detail: structuredClone(detail), composed }));
    },
  });
  const heard = () => page.evaluate(() => heard.splice(0));
  const ready = await heard();
  assert.deepEqual(ready.map(({ type }) => type), ["margin-ready"]);
  assert.equal(ready[0].detail.state.leverage, "10");
  assert.equal(ready[0].composed, true);
  await press(page, "Leverage", "ArrowRight");
  assert.deepEqual((await heard()).map(({ type, detail }) => [type, detail.state.leverage]), [["margin-input", "11"]]);
  await paused(page);
  assert.deepEqual((await heard()).map(({ type, detail }) => [type, detail.result.isolated.maxLoss.slice(0, 5)]), [["margin-change", "90.90"]]);
  await page.evaluate(() => document.querySelector("isolated-margin").setAttribute("leverage", "25"));
  await page.evaluate(() => { document.querySelector("isolated-margin").state = { value: 2000, margin: "300" }; });
  await settled(page);
  const state = await page.evaluate(() => document.querySelector("isolated-margin").state);
  assert.deepEqual([state.leverage, state.value, state.margin, state.mark], ["25", "2000", "300", null]);
  assert.equal(state.link, "v2&lev=25&value=2000&margin=300&table=2026-09-29");
  await page.evaluate((link) => { document.querySelector("isolated-margin").state = link; }, "#v1&side=short");
  assert.equal((await page.evaluate(() => document.querySelector("isolated-margin").state)).leverage, "10");
  await paused(page);
  assert.deepEqual(await heard(), []);
  await close();
});

test("an attribute that cannot be falls back, is warned of once, and told", async () => {
  const { page, problems, close } = await open("plain.html");
  const faults = await page.evaluate(async () => {
    const faults = [];
    const element = document.querySelector("isolated-margin");
    element.addEventListener("margin-error", ({ detail }) => faults.push(detail));
    const set = async (name, text) => {
      element.setAttribute(name, text);
      await new Promise(requestAnimationFrame);
    };
    for (const [name, text] of [["leverage", "many"], ["leverage", "9999"], ["side", "up"], ["theme", "pink"], ["lang", "xx_yy"], ["venue", "nowhere"]]) await set(name, text);
    await set("leverage", "10");
    await set("leverage", "many");
    return faults.map(({ attribute, code, value, message }) => [attribute, code, value, message.length > 5]);
  });
  assert.deepEqual(faults, [
    ["leverage", "bad-value", "many", true],
    ["leverage", "bad-value", "9999", true],
    ["side", "bad-value", "up", true],
    ["theme", "bad-value", "pink", true],
    ["lang", "bad-value", "xx_yy", true],
    ["venue", "bad-value", "nowhere", true],
    ["leverage", "bad-value", "many", true],
  ]);
  assert.equal(problems.filter((text) => text.includes("leverage:")).length, 1, problems.join("\n"));
  assert.ok((await results(page))[0]);
  await close();
});

/** Hears every event of widgets, from here on. */
const hear = (page) => page.evaluate(() => {
  window.heard = [];
  for (const kind of ["margin-input", "margin-change", "margin-error"])
    addEventListener(kind, ({ type, detail }) => heard.push([type, detail.attribute, detail.code, detail.value].join(" ").trim()));
});

/** Resolves once the first widget of a page has a market. */
const inMarket = (page, name) => page.waitForFunction((name) => document.querySelector("isolated-margin").state?.market === name, name, { timeout: 10_000 });

test("a market of another venue comes with its table, and is no change by the reader", async () => {
  const { page, problems, requests, close } = await open("plain.html");
  assert.deepEqual(requests.filter((url) => url.includes("tables-")), []);
  await hear(page);
  await page.evaluate(() => {
    const element = document.querySelector("isolated-margin");
    for (const [name, text] of [["venue", "okx"], ["market", "BTC-USDT-SWAP"], ["leverage", "20"], ["value", "3000"]]) element.setAttribute(name, text);
  });
  await inMarket(page, "BTC-USDT-SWAP");
  await paused(page);
  const { venue, leverage, value, entry, link } = await page.evaluate(() => document.querySelector("isolated-margin").state);
  assert.deepEqual([venue, leverage, value, entry], ["okx", "20", "3000", "60000"]);
  assert.match(link, /^v2&venue=okx&market=BTC-USDT-SWAP&lev=20&value=3000&entry=60000&table=\d{4}-\d\d-\d\d$/);
  assert.deepEqual(requests.filter((url) => url.includes("tables-")).map((url) => url.match(/tables-(\w+)/)[1]), ["okx"]);
  assert.deepEqual(await page.evaluate(() => heard), []);
  assert.deepEqual(problems, []);
  await close();
});

test("what is set while a table is on its way is set, and the market comes all the same", async () => {
  const { page, close } = await open("plain.html");
  await page.route("**/tables-*", async (route) => {
    await new Promise((done) => setTimeout(done, 1000));
    await route.continue();
  });
  await page.evaluate(() => {
    const element = document.querySelector("isolated-margin");
    element.state = { venue: "okx", market: "BTC-USDT-SWAP" };
  });
  await page.evaluate(() => document.querySelector("isolated-margin").setAttribute("leverage", "25"));
  await settled(page);
  await page.evaluate(() => document.querySelector("isolated-margin").setAttribute("mark", "59000"));
  await inMarket(page, "BTC-USDT-SWAP");
  const { leverage, mark } = await page.evaluate(() => document.querySelector("isolated-margin").state);
  assert.deepEqual([leverage, mark], ["25", "59000"]);
  await close();
});

for (const way of ["attributes", "state"]) {
  test(`a market that its venue's table does not have is told once the table is there, set by ${way}`, async () => {
    const { page, close } = await open("plain.html");
    await hear(page);
    await page.evaluate((way) => {
      const element = document.querySelector("isolated-margin");
      const set = { venue: "okx", market: "NONE-SUCH" };
      if (way === "state") element.state = set;
      else for (const [name, text] of Object.entries(set)) element.setAttribute(name, text);
    }, way);
    await page.waitForFunction(() => heard.length > 0, undefined, { timeout: 10_000 });
    assert.deepEqual(await page.evaluate(() => heard), ["margin-error market bad-value NONE-SUCH"]);
    assert.equal((await page.evaluate(() => document.querySelector("isolated-margin").state)).market, "BTCUSDT");
    await close();
  });
}

test("a size is set in coins", async () => {
  const { page, close } = await open("plain.html");
  await page.evaluate(() => document.querySelector("isolated-margin").setAttribute("size", "0.05"));
  await settled(page);
  const { value, link } = await page.evaluate(() => document.querySelector("isolated-margin").state);
  assert.equal(value, "3000");
  assert.equal(link, "v2&size=0.05&table=2026-09-29");
  await close();
});

test("what the page sets leaves alone what the reader is typing, and a change is told however often the page sets", async () => {
  const { page, close } = await open("plain.html");
  await page.evaluate(() => {
    window.heard = [];
    addEventListener("margin-change", ({ detail }) => heard.push(detail.state.wallet));
    let mark = 60_000;
    const element = document.querySelector("isolated-margin");
    window.ticker = setInterval(() => element.setAttribute("mark", String((mark += 1))), 20);
  });
  await page.getByRole("textbox", { name: "Wallet balance, number" }).fill("");
  await page.getByRole("textbox", { name: "Wallet balance, number" }).pressSequentially("1500.75", { delay: 30 });
  assert.equal(await page.getByRole("textbox", { name: "Wallet balance, number" }).inputValue(), "1500.75");
  await page.evaluate(() => clearInterval(ticker));
  await page.waitForFunction(() => heard.length === 1 && heard[0] === "1500.75");
  await type(page, "Leverage, number", "12.");
  await page.evaluate(() => document.querySelector("isolated-margin").setAttribute("venue", "binance-usdm"));
  await settled(page);
  assert.equal(await page.getByRole("textbox", { name: "Leverage, number" }).inputValue(), "12.");
  await close();
});

test("what is set before it answers is set in that order, and read at once afterwards", async () => {
  const { page, close } = await open("plain.html");
  const seen = await page.evaluate(async () => {
    const seen = [];
    const made = async (prepare) => {
      const element = document.createElement("isolated-margin");
      element.style.cssText = "position: fixed; inset: 0";
      prepare(element);
      document.body.append(element);
      await new Promise((done) => element.addEventListener("margin-ready", done));
      const { side, leverage } = element.state;
      seen.push(`${side} ${leverage}`);
      element.remove();
    };
    await made((element) => { element.state = { side: "short" }; element.state = { leverage: 20 }; });
    await made((element) => { element.state = { leverage: 20 }; element.setAttribute("leverage", "30"); });
    await made((element) => { element.setAttribute("leverage", "30"); element.state = { leverage: 20 }; });
    await made((element) => { element.setAttribute("leverage", "30"); element.state = "v1&side=short"; });
    await made((element) => { element.state = "v1&lev=40"; element.state = { side: "short" }; });
    const element = document.querySelector("isolated-margin");
    element.setAttribute("leverage", "25");
    seen.push(element.state.leverage, element.result.isolated.maxLoss);
    return seen;
  });
  assert.deepEqual(seen, ["short 20", "long 30", "long 20", "short 10", "short 40", "25", "40"]);
  await close();
});

test("a state that cannot be read is told, and hinders nothing", async () => {
  const { page, problems, close } = await open("plain.html");
  const seen = await page.evaluate(async () => {
    const faults = [];
    const element = document.createElement("isolated-margin");
    element.style.cssText = "position: fixed; inset: 0";
    element.addEventListener("margin-error", ({ detail }) => faults.push(detail.code));
    const ready = new Promise((done) => element.addEventListener("margin-ready", done));
    const bad = [
      { leverage: Object.create(null) },
      { leverage: { toString() { throw new Error("no"); } } },
      { get leverage() { throw new Error("no"); } },
      new Proxy({}, { ownKeys() { throw new Error("no"); } }),
      { leverage: Symbol("x") },
    ];
    for (const state of bad) element.state = state;
    document.body.append(element);
    await ready;
    for (const state of bad) element.state = state;
    for (const state of [5, true, [], () => {}, 5n, undefined, null]) element.state = state;
    return { faults: faults.join(), leverage: element.state.leverage };
  });
  assert.equal(seen.leverage, "10");
  assert.match(seen.faults, /^(bad-value,?){9,10}$/);
  assert.equal(problems.filter((text) => !text.startsWith("<isolated-margin>")).length, 0, problems.join("\n"));
  await close();
});

test("where it could not be loaded, its content stays, and it is tried again when it comes near again", async () => {
  const { page, close } = await open("lazy.html", { ready: settled });
  let failures = 0;
  await page.route("**/*.wasm", (route) => (failures++ < 2 ? route.fulfill({ status: 503 }) : route.continue()));
  await page.evaluate(() => {
    window.faults = [];
    addEventListener("margin-error", ({ detail }) => faults.push(detail.code));
    document.querySelector("isolated-margin").scrollIntoView();
  });
  await page.waitForFunction(() => faults.length === 1);
  assert.deepEqual(await page.evaluate(() => [faults[0], document.querySelector("isolated-margin").offsetHeight < 200]), ["not-loaded", true]);
  assert.equal(await page.locator("isolated-margin").getByRole("status").innerText(), "The calculator did not arrive. Check your connection, then reload the page.");
  await page.evaluate(() => scrollTo(0, 0));
  await settled(page);
  await calculated(page);
  await close();
});

test("it has its width also where nothing gives it one", async () => {
  const { page, close } = await open("plain.html", { width: 1200 });
  const widths = await page.evaluate(async () => {
    const element = document.querySelector("isolated-margin");
    const [place, inner] = [document.createElement("div"), document.createElement("div")];
    document.querySelector("main").append(place);
    const widths = {};
    const within = async (style, holder) => {
      place.style.cssText = style;
      place.replaceChildren();
      if (holder !== undefined) {
        inner.style.cssText = holder;
        place.append(inner);
        inner.append(element);
      } else place.append(element);
      await new Promise(requestAnimationFrame);
      widths[`${style} > ${holder ?? ""}`] = [element.offsetWidth, place.scrollWidth - place.clientWidth];
    };
    await within("display: flex; width: 700px");
    await within("display: flex; flex-direction: column; align-items: center; width: 700px");
    await within("display: grid; justify-items: center; width: 700px");
    await within("display: block; width: 700px");
    await within("display: grid; width: 400px", "");
    await within("display: grid; grid-template-columns: 1fr; width: 320px", "display: grid");
    await within("display: flex; width: 320px", "flex: 1");
    element.style.margin = "0 10px";
    await within("display: block; width: 320px");
    element.style.margin = "";
    return widths;
  });
  assert.deepEqual(Object.values(widths), [[700, 0], [700, 0], [700, 0], [700, 0], [400, 0], [320, 0], [320, 0], [300, 0]], JSON.stringify(widths));
  await close();
});

test("where the browser has no modules, its content stays and it says so", async () => {
  const before = () => {
    delete window.WebAssembly;
    window.faults = [];
    addEventListener("margin-error", ({ detail }) => faults.push(detail.code));
  };
  const { page, close } = await open("plain.html", { before, ready: (page) => page.waitForFunction(() => faults.length > 0) });
  assert.deepEqual(await page.evaluate(() => faults), ["unsupported"]);
  assert.equal(await page.locator("iframe").count(), 0);
  assert.ok(await page.getByText("The calculator stands here once it is loaded.").isVisible());
  await close();
});

test("it may move into another document and back", async () => {
  const { page, problems, close } = await open("plain.html");
  const sheets = await page.evaluate(async () => {
    const element = document.querySelector("isolated-margin");
    const frame = document.createElement("iframe");
    document.body.append(frame);
    const counts = [];
    const count = () => counts.push([element.shadowRoot.adoptedStyleSheets.length, element.state?.leverage]);
    element.state = { leverage: 17 };
    frame.contentDocument.body.append(element);
    await new Promise(requestAnimationFrame);
    count();
    document.querySelector("main").append(element);
    await new Promise(requestAnimationFrame);
    count();
    return counts;
  });
  assert.deepEqual(sheets, [[1, "17"], [1, "17"]]);
  assert.deepEqual(problems, []);
  await close();
});

test("nothing is loaded before the element is near, and nothing moves when it is", async () => {
  const counting = await serveWithFaults(DIST);
  const lazy = await serveHosts(counting.url);
  const { page, layoutShift, close } = await visit(browser, `${lazy.url}lazy.html`, { ready: settled });
  await page.waitForLoadState("networkidle");
  assert.deepEqual(counting.asked, ["widget/v1/element.js"]);
  for (let scrolled = 0; scrolled < 2400; scrolled += 200) {
    await page.mouse.wheel(0, 200);
    await settled(page);
  }
  await calculated(page);
  await settled(page);
  assert.equal(counting.asked.length, 3, counting.asked.join("\n"));
  assert.equal(await layoutShift(), 0);
  await accessible(page);
  await close();
  await lazy.close();
  await counting.close();
});

test("works under a strict policy, with trusted types", async () => {
  const { page, problems, violations, close } = await open("strict.html");
  assert.deepEqual(problems, []);
  assert.deepEqual(await violations(), []);
  assert.equal((await page.evaluate(() => document.querySelector("isolated-margin").state)).side, "short");
  await press(page, "Leverage", "ArrowRight");
  assert.deepEqual(await violations(), []);
  await accessible(page);
  await close();
});

test("where the host forbids modules, a frame holds the calculator", async () => {
  const { page, requests, close } = await open("strict-without-wasm.html", { ready: framed });
  const frame = await frameOf(page);
  const state = await frame.evaluate(() => document.querySelector("isolated-margin").state);
  assert.deepEqual([state.side, state.leverage], ["short", "20"]);
  assert.equal(await frame.evaluate(() => getComputedStyle(document.querySelector("isolated-margin").shadowRoot.querySelector(".calculator")).colorScheme), "dark");
  await resized(page, frame);
  const entries = await page.evaluate(() => history.length);
  await page.evaluate(() => document.querySelector("isolated-margin").setAttribute("leverage", "50"));
  await frame.waitForFunction(() => document.querySelector("isolated-margin")?.state?.leverage === "50");
  assert.equal(await page.evaluate(() => history.length), entries);
  const leads = (expected) => frame.waitForFunction((expected) => document.querySelector("isolated-margin")?.state?.link.startsWith(expected), expected);
  await page.evaluate(() => { document.querySelector("isolated-margin").state = { leverage: 44, value: 500 }; });
  await leads("v2&side=short&lev=44&value=500");
  await page.evaluate(() => { document.querySelector("isolated-margin").state = "v1&lev=7"; });
  await leads("v2&lev=7");
  await page.evaluate(() => { document.querySelector("isolated-margin").setAttribute("maintenance-rate", "0.02"); });
  await leads("v2&market=flat&lev=7&entry=60000&rate=0.02");
  assert.equal(await page.evaluate(() => history.length), entries);
  await page.evaluate(() => document.querySelector("main").prepend(document.querySelector("isolated-margin")));
  await page.waitForFunction(() => document.querySelector("isolated-margin").shadowRoot.querySelector("iframe").src.includes("rate=0.02"));
  await framed(page);
  assert.match(await (await frameOf(page)).evaluate(() => document.querySelector("isolated-margin").state.link), /^v2&market=flat&lev=7&/);
  await accessible(page);
  // The page itself has loaded no module; those of the frame are the frame's.
  assert.ok(requests.filter((url) => url.endsWith(".wasm")).length <= 2);
  await close();
});

test("a frame has what only links of version 2 can say: the venue, and a size in coins", async () => {
  const { page, close } = await open("strict-without-wasm.html", { ready: framed });
  await page.evaluate(() => { document.querySelector("isolated-margin").state = { venue: "okx", market: "BTC-USDT-SWAP", size: "0.05", entry: "60000" }; });
  const frame = await frameOf(page);
  await inMarket(frame, "BTC-USDT-SWAP");
  const { venue, side, value } = await frame.evaluate(() => document.querySelector("isolated-margin").state);
  assert.deepEqual([venue, side, value], ["okx", "short", "3000"]);
  await close();
});

test("a host page that is called as the frame's page is gets its frame", async () => {
  for (const name of ["embed.html", "embed"]) {
    const { page, close } = await open(name, { ready: framed });
    assert.equal(await page.locator("iframe").getAttribute("src"), `${site.url}embed.html?theme=dark#v2&side=short&lev=20`);
    await close();
  }
});

test("styles of the host do not get in, but for what is offered", async () => {
  const { page, close } = await open("aggressive.html");
  const looks = await page.evaluate(() => {
    const { shadowRoot } = document.querySelector("isolated-margin");
    const of = (selector) => {
      const { fontSize, fontStyle, letterSpacing, textTransform, display, color, textAlign, rotate } = getComputedStyle(shadowRoot.querySelector(selector));
      return { fontSize, fontStyle, letterSpacing, textTransform, display, color, textAlign, rotate };
    };
    return { text: of(".calculator"), input: of("#lev"), figure: of("figure") };
  });
  assert.deepEqual(looks.text, { fontSize: "15px", fontStyle: "normal", letterSpacing: "normal", textTransform: "none", display: "block", color: "rgb(27, 31, 36)", textAlign: "start", rotate: "none" });
  assert.equal(looks.input.display, "block");
  assert.equal(looks.figure.display, "block");
  await press(page, "Leverage", "ArrowRight");
  await accessible(page);
  await close();
});

test("five stand beside each other, each with its own state", async () => {
  const { page, problems, requests, close } = await open("five.html");
  const states = await page.evaluate(() => [...document.querySelectorAll("isolated-margin")].map(({ state }) => state.link));
  assert.deepEqual(states, [
    "v2&table=2026-09-29",
    "v2&side=short&lev=25&table=2026-09-29",
    "v2&market=ETHUSDT&value=5000&wallet=800&entry=2000&table=2026-09-29",
    "v2&market=flat&entry=100&mark=97&rate=0.01",
    "v2&margin=250&table=2026-09-29",
  ]);
  assert.equal(requests.filter((url) => url.endsWith(".wasm")).length, 1);
  await page.locator("#short").getByRole("radio", { name: "Long" }).check();
  assert.deepEqual(await page.evaluate(() => ["opening", "short", "ether"].map((id) => document.getElementById(id).state.side)), ["long", "long", "long"]);
  await page.locator("#short").getByRole("radio", { name: "Short" }).check();
  assert.equal(await page.evaluate(() => document.getElementById("opening").state.side), "long");
  assert.equal(await page.locator("#flat").getByRole("slider").count(), 0);
  assert.match(await page.locator("#flat .outcome.isolated .big").innerText(), /,/);
  const themed = await page.locator("#themed figure").evaluate((figure) => ({ border: getComputedStyle(figure).borderTopStyle, corner: getComputedStyle(figure).borderTopLeftRadius, color: getComputedStyle(figure.querySelector(".line.isolated")).stroke }));
  assert.deepEqual(themed, { border: "dotted", corner: "0px", color: "rgb(122, 31, 162)" });
  // What the reader has asked the system for outweighs what the page says.
  await page.emulateMedia({ forcedColors: "active" });
  assert.notEqual(await page.locator("#themed .line.isolated").first().evaluate((line) => getComputedStyle(line).stroke), "rgb(122, 31, 162)");
  await page.emulateMedia({ forcedColors: "none" });
  assert.deepEqual(problems, []);
  await accessible(page);
  await close();
});

for (const kind of ["react", "vue"]) {
  test(`a page of ${kind} mounts, updates and unmounts it`, async () => {
    const { page, problems, close } = await open(`${kind}.html`);
    const state = () => page.evaluate(() => document.querySelector("isolated-margin").state);
    assert.deepEqual([(await state()).side, (await state()).leverage], ["short", "20"]);
    await page.evaluate(() => host.show(40));
    await settled(page);
    assert.equal((await state()).leverage, "40");
    await press(page, "Leverage", "ArrowLeft");
    await paused(page);
    assert.deepEqual(await page.evaluate(() => host.heard), ["margin-ready", "margin-input", "margin-change"]);
    await page.evaluate(() => host.hide());
    await settled(page);
    assert.equal(await page.locator("isolated-margin").count(), 0);
    await page.evaluate(() => host.show(30));
    await calculated(page);
    assert.equal((await state()).leverage, "30");
    assert.deepEqual(problems, []);
    await accessible(page);
    await close();
  });
}

test("two versions on one page do not disturb each other", async () => {
  const folder = mkdtempSync(join(tmpdir(), "isolated-margin-"));
  cpSync(DIST, folder, { recursive: true });
  const element = join(folder, "widget/v1/element.js");
  writeFileSync(element, readFileSync(element, "utf8").replaceAll("margin-ready", "margin-ready-of-another"));
  const other = await serve(folder);
  const both = await serveHosts(site.url, { other: other.url });
  const { page, problems, close } = await visit(browser, `${both.url}versions.html`, { ready: calculated });
  assert.deepEqual(await page.evaluate(() => [...document.querySelectorAll("isolated-margin")].map(({ state }) => state.leverage)), ["10", "5"]);
  assert.deepEqual(problems, []);
  await accessible(page);
  await close();
  await both.close();
  await other.close();
  rmSync(folder, { recursive: true });
});

for (const hasScript of [true, false]) {
  test(`a sandboxed frame works ${hasScript ? "and gets the height it asks for" : "at the height that the host gives it"}`, async () => {
    const script = `<script type="module" src="${site.url}widget/v1/resize.js"></script>`;
    const frames = await serveHosts(site.url, { resize: hasScript ? script : "" });
    const { page, problems, requests, violations, close } = await visit(browser, `${frames.url}framed.html`, { ready: framed, height: 2400 });
    const frame = await frameOf(page);
    assert.equal(await frame.evaluate(() => window.origin), "null");
    const state = await frame.evaluate(() => document.querySelector("isolated-margin").state);
    assert.deepEqual([state.side, state.leverage], ["short", "20"]);
    if (hasScript) await resized(page, frame);
    else assert.equal(await page.locator("iframe").evaluate(({ clientHeight }) => clientHeight), 600);
    await frame.getByRole("slider", { name: "Leverage", exact: true }).press("ArrowRight");
    assert.equal((await frame.evaluate(() => document.querySelector("isolated-margin").state)).leverage, "21");
    assert.equal(new URL(frame.url()).hash, "#v1&side=short&lev=20", "a frame writes nothing into its address");
    assert.deepEqual(problems, []);
    assert.deepEqual(await violations(), []);
    assert.deepEqual(requests.filter((url) => !url.startsWith(frames.url) && !url.startsWith(site.url)), []);
    await accessible(page);
    await close();
    await frames.close();
  });
}

test("keys alone reach everything in it, in the order in which it is seen", async () => {
  const { page, close } = await open("plain.html", { width: 1400 });
  const names = [];
  for (let press = 0; press < 15; press += 1) {
    await page.keyboard.press("Tab");
    names.push(await page.evaluate(() => {
      const active = document.activeElement.shadowRoot?.activeElement ?? document.activeElement;
      return active.getAttribute("aria-label") ?? active.labels?.[0]?.innerText ?? active.innerText;
    }));
  }
  assert.deepEqual(names.slice(0, 7), ["Market and venue", "Long", "Leverage, number", "Leverage", "Position size, number", "Position size", "USDT"]);
  assert.ok(names.includes("Mark price"), names.join());
  for (const name of ["Leverage", "Position size", "Isolated margin", "Wallet balance", "Entry price", "Mark price"]) {
    assert.equal(await slider(page, name).count(), 1, name);
  }
  await close();
});

for (const width of [280, 480, 960]) {
  for (const theme of ["light", "dark"]) {
    test(`it fits into ${width} px, ${theme}`, async () => {
      const { page, close } = await open("plain.html", { width: width + 16, theme });
      const wide = await page.evaluate(() => {
        const root = document.querySelector("isolated-margin").shadowRoot.querySelector(".calculator");
        return { over: root.scrollWidth - root.clientWidth, page: document.documentElement.scrollWidth - innerWidth, width: root.offsetWidth };
      });
      assert.ok(wide.over <= 0 && wide.page <= 0, JSON.stringify(wide));
      assert.ok(Math.abs(wide.width - width) <= 1, JSON.stringify(wide));
      await accessible(page);
      await close();
    });
  }
}
