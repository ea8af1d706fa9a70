// What readers do with their hands, in every engine: keys on sliders, numbers that they paste, frames that they make narrower.

import assert from "node:assert/strict";
import { until } from "./support/engines/index.mjs";
import { NUMBERS, at, hosts, site, tested } from "./support/engines/site.mjs";
import { serveHosts } from "./support/host.mjs";

const field = (id) => `document.getElementById("${id}-number")`;
const shown = (id) => `${field(id)}.value`;

tested("a slider goes by Home, End and the keys of pages, and stops at what is allowed", () =>
  at(site.url, async (visit) => {
    await visit.run('document.getElementById("lev").focus()');
    const values = [];
    for (const key of ["End", "PageDown", "PageUp", "Home", "PageUp", "ArrowLeft"]) {
      await visit.press(key);
      values.push(await visit.run(shown("lev")));
    }
    assert.deepEqual(values, ["150", "91", "150", "1", "2", "1"]);
    assert.equal(await visit.run('document.querySelector(".results").classList.contains("stale")'), false);
  }));

/** What is pasted into the field of the position's size; then the field, and what it says is wrong. */
const PASTED = [
  ["2,345.5", "2,345.5", ""],
  ["2346.50", "2346.50", ""],
  [" 3,000\n", " 3,000", ""],
  ["\u200e1,234", "\u200e1,234", ""],
  ["1.235,56", "1.235,56", ""],
  ["1 236", "1 236", ""],
  ["2,000 USDT", "2,000 USDT", ""],
  ["$2,001", "$2,001", ""],
  ["2,002 USD", "2,002 USD", ""],
  ["1.5k", "1.5k", ""],
  ["2,000 EUR", "2,000 EUR", "This is another unit."],
  ["1,00,00", "1,00,00", "The separators are in the wrong places"],
  ["1_234", "1_234", "This is not a number."],
];

tested("a pasted number is read as people write it, and what is none is refused without losing the last", () =>
  at(site.url, async (visit) => {
    await visit.run(`document.getElementById("size-number").focus()`);
    for (const [text, then, problem] of PASTED) {
      const before = await visit.run(NUMBERS);
      await visit.run(`(() => {
        const source = document.createElement("textarea");
        source.id = "source";
        source.value = ${JSON.stringify(text)};
        document.body.append(source);
        source.select();
      })()`);
      await visit.press("Control+c");
      await visit.run(`(() => { document.getElementById("source").remove(); ${field("size")}.focus(); ${field("size")}.select(); })()`);
      await visit.press("Control+v");
      assert.ok(await until(visit, `${shown("size")} === ${JSON.stringify(then)}`), `${text}: ${await visit.run(shown("size"))}`);
      const said = await visit.run('document.querySelector(".bad #size-problem")?.textContent ?? ""');
      assert.ok(problem ? said.startsWith(problem) : said === "", `${text}: ${said}`);
      assert.equal(JSON.stringify(await visit.run(NUMBERS)) === JSON.stringify(before), problem !== "", text);
    }
  }));

const HEIGHT = 'parseInt(document.querySelector("iframe").style.height)';
tested("a frame is higher when it is narrower, and again as high as it was when it is not", () =>
  at(
    `${hosts.url}framed.html`,
    async (visit) => {
      const heights = [];
      for (const [width, isSo] of [["340px", "> 1500"], ["", "< 1500"], ["340px", "> 1500"], ["", "< 1500"]]) {
        await visit.run(`void (document.querySelector("iframe").style.width = "${width}")`);
        // What it asks for while it loads is another one, so it must have stayed for a while.
        const stays = `new Promise((done) => { const before = ${HEIGHT}; setTimeout(() => done(before ${isSo} && before === ${HEIGHT} && before), 300); })`;
        heights.push(await until(visit, stays));
        assert.ok(heights.at(-1), `${width}: ${await visit.run(HEIGHT)}`);
      }
      assert.deepEqual(heights.slice(2), heights.slice(0, 2));
    },
    { ready: `${HEIGHT} > 900` },
  ));

tested("a frame that has asked for its height before anyone heard is asked again", async () => {
  const plain = await serveHosts(site.url);
  await at(
    `${plain.url}framed.html`,
    async (visit) => {
      assert.ok(!((await visit.run(HEIGHT)) > 0));
      await visit.run(`(() => {
        const script = document.createElement("script");
        script.type = "module";
        script.src = "${site.url}widget/v1/resize.js";
        document.head.append(script);
      })()`);
      assert.ok(await until(visit, `${HEIGHT} > 900`), await visit.run(HEIGHT));
    },
    { ready: 'document.readyState === "complete"' },
  );
  await plain.close();
});
