// The page of lines to be pasted: what is chosen and set in the preview stands in the lines, and the lines work.

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import { DIST, launch, settled, visit } from "./support/browser.mjs";
import { calculated, framed, frameOf } from "./support/host.mjs";
import { press } from "./support/page.mjs";
import { serve } from "./support/server.mjs";

let site;
let browser;
before(async () => {
  site = await serve(DIST);
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await site?.close();
});

const codes = (page) => page.locator("pre").allInnerTexts();
const open = (fragment = "", options = {}) => visit(browser, `${site.url}embedding.html${fragment}`, options);

/** A page of somebody's with these lines in it. */
async function pasted(lines) {
  const server = createServer((request, response) => {
    const isPage = request.url === "/";
    response.writeHead(isPage ? 200 : 204, { "content-type": "text/html; charset=utf-8" });
    response.end(isPage ? `<!doctype html><html lang="en"><title>Mine</title><main>${lines}</main>` : undefined);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${server.address().port}/`, close: () => new Promise((resolve) => server.close(resolve)) };
}

test("what is chosen and set stands in the lines, and in the address", async () => {
  const { page, problems, close } = await open();
  await calculated(page);
  await page.getByRole("radio", { name: "Dark" }).check();
  await page.getByRole("radio", { name: "480 px" }).check();
  await calculated(page);
  await press(page, "Leverage", "ArrowRight", 10);
  const [element, frame] = await codes(page);
  assert.match(element, /<isolated-margin leverage="20" theme="dark" style="max-width: 480px"><\/isolated-margin>/);
  assert.match(frame, /embed\.html\?theme=dark#v2&amp;lev=20"/);
  await page.waitForFunction(() => location.hash === "#v2&theme=dark&width=480&lev=20");
  await page.getByRole("radio", { name: "Outcomes alone" }).check();
  await calculated(page);
  assert.equal(await page.getByRole("slider").count(), 0);
  assert.equal(await page.evaluate(() => document.querySelector("isolated-margin").state.leverage), "20");
  const address = page.url();
  await page.goto("about:blank");
  await page.goto(address);
  await calculated(page);
  assert.equal(await page.evaluate(() => document.querySelector("isolated-margin").state.leverage), "20");
  await page.getByRole("button", { name: "Reset" }).click();
  await calculated(page);
  assert.match((await codes(page))[0], /<isolated-margin><\/isolated-margin>/);
  assert.deepEqual(problems, []);
  await close();
});

test("the start is what Compare was left with", async () => {
  const { page, close } = await visit(browser, `${site.url}#v1&side=short&lev=25`);
  await page.getByRole("link", { name: "Embed" }).click();
  await page.locator("html[data-awake]").waitFor({ state: "attached" });
  await calculated(page);
  assert.match((await codes(page))[0], /<isolated-margin side="short" leverage="25">/);
  await page.getByRole("link", { name: "Position" }).click();
  await page.waitForFunction(() => location.hash.startsWith("#v2&side=short&lev=25"));
  await close();
});

test("a link of version 1 chooses what it chose", async () => {
  const { page, problems, close } = await open("#v1&as=frame&show=outcomes&theme=dark&width=480&side=short&lev=20&value=500&market=ETHUSDT", { ready: framed });
  const frame = await frameOf(page);
  assert.equal(await frame.getByRole("slider").count(), 0);
  const { side, leverage, value, market, entry } = await frame.evaluate(() => document.querySelector("isolated-margin").state);
  assert.deepEqual([side, leverage, value, market, entry], ["short", "20", "500", "ETHUSDT", "2000"]);
  assert.match((await codes(page))[0], /<isolated-margin [^>]*theme="dark" readonly style="max-width: 480px">/);
  assert.deepEqual(problems, []);
  await close();
});

// Markets of other venues, and what sizes can count, in the lines as they are in the preview.
for (const start of ["size=0.05", "size=0.05&show=quote", "value=3000&show=base", "venue=okx&market=BTC-USDT-SWAP&size=5&unit=contracts&entry=60000"]) {
  for (const [kind, line, ready] of [["element", 0, calculated], ["frame", 1, framed]]) {
    test(`the ${kind}'s line is of the position in the preview: ${start}`, async () => {
      const { page, close } = await open(`#v2&${start}`);
      await calculated(page);
      const told = (page) => page.evaluate(() => document.querySelector("isolated-margin").state);
      const market = /market=([\w-]+)/.exec(start)?.[1] ?? "BTCUSDT";
      const has = (page) => page.waitForFunction((market) => document.querySelector("isolated-margin").state?.market === market, market, { timeout: 10_000 });
      await has(page);
      const wanted = await told(page);
      assert.equal(wanted.value, "3000");
      const host = await pasted((await codes(page))[line]);
      const visited = await visit(browser, host.url, { ready });
      const frame = kind === "frame" ? await frameOf(visited.page) : visited.page;
      await has(frame);
      const { venue, value, entry } = await told(frame);
      assert.deepEqual([venue, value, entry], [wanted.venue, wanted.value, wanted.entry]);
      assert.deepEqual(visited.problems, []);
      await visited.close();
      await host.close();
      await close();
    });
  }
}

test("a hostile link chooses nothing, and nothing of it is shown", async () => {
  for (const link of ["#v1&as=window&lev=\"><img src=x onerror=alert(1)>&theme=<b>", "#v2&as=window&extent=<b>&size=<9>&market=\"><img src=x onerror=alert(1)>", "#v9&as=frame", "#v1&side=a%20b&value=javascript:alert(1)"]) {
    const { page, problems, close } = await open(link);
    await calculated(page);
    assert.match((await codes(page))[0], /<isolated-margin><\/isolated-margin>/);
    assert.deepEqual(problems, []);
    await close();
  }
});

for (const [kind, line, ready] of [["element", 0, calculated], ["frame", 1, framed]]) {
  test(`the ${kind}'s line works where it is pasted`, async () => {
    const { page, close } = await open("#v2&extent=outcomes&theme=dark&side=short&lev=20&value=500");
    await page.locator("pre").first().waitFor();
    await settled(page);
    const host = await pasted((await codes(page))[line]);
    const visited = await visit(browser, host.url, { ready });
    const frame = kind === "frame" ? await frameOf(visited.page) : visited.page;
    const { side, leverage, value } = await frame.evaluate(() => document.querySelector("isolated-margin").state);
    assert.deepEqual([side, leverage, value], ["short", "20", "500"]);
    assert.equal(await frame.getByRole("slider").count(), 0);
    assert.deepEqual(visited.problems, []);
    await visited.close();
    await host.close();
    await close();
  });
}

for (const extent of ["whole", "outcomes"]) {
  test(`the frame's line is as high as the calculator is at every width: ${extent}`, async () => {
    const { page, close } = await open(extent === "outcomes" ? "#v2&extent=outcomes" : "");
    await calculated(page);
    const host = await pasted(`<style>body { margin: 0; }</style>${(await codes(page))[1]}`);
    await close();
    const visited = await visit(browser, host.url, { ready: framed });
    const frame = await frameOf(visited.page);
    for (const width of [300, 320, 340, 360, 390, 420, 480, 560, 640, 641, 720, 900, 980, 1000, 1100, 1280, 1600]) {
      await visited.page.setViewportSize({ width, height: 900 });
      await settled(visited.page);
      await settled(frame);
      const given = await visited.page.locator("iframe").evaluate((frame) => frame.clientHeight);
      const needed = await frame.evaluate(() => document.querySelector("isolated-margin").getBoundingClientRect().height);
      assert.ok(given >= needed, `${width} px: ${given} for ${needed}`);
      assert.ok(given <= needed + 150, `${width} px: ${given} for ${needed}`);
    }
    await visited.close();
    await host.close();
  });
}

test("the preview is a frame where a frame is chosen", async () => {
  const { page, problems, close } = await open("#v2&as=frame&lev=50", { ready: framed });
  const frame = await frameOf(page);
  assert.equal(await frame.evaluate(() => document.querySelector("isolated-margin").state.leverage), "50");
  const entries = await page.evaluate(() => history.length);
  await page.getByRole("radio", { name: "Light", exact: true }).check();
  await page.locator("iframe[src*='theme=light']").waitFor();
  assert.equal(await page.evaluate(() => history.length), entries);
  assert.deepEqual(problems, []);
  await close();
});
