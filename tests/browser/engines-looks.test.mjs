// How the pages look, in every engine, and where one lacks what is young in CSS: they are tried as they are, and with all of that
// made unknown, so that each engine is one that lacks it.

import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { after, before } from "node:test";
import { DIST, PAGES } from "./support/browser.mjs";
import { engine, until } from "./support/engines/index.mjs";
import { AWAKE, DRAWN, at, hosts, number, site, tested, visiting } from "./support/engines/site.mjs";
import { serveWithFaults } from "./support/faults.mjs";
import { serve } from "./support/server.mjs";
import { changedSite } from "./support/versions.mjs";

/** What some engine that can run the pages does not know. Kept in it is only what nothing else can be had for. */
const YOUNG = /\b(field-sizing|reading-flow|text-wrap|overflow-clip-margin|light-dark(?=\())|(?<=inline-size: ?)stretch/g;

let plain;
let folder;
before(async () => {
  folder = changedSite(DIST, /\.css$|calculator-\w+\.js$/, (text) => text.replaceAll(YOUNG, "un$&"));
  plain = await serve(folder);
});
after(async () => {
  await plain?.close();
  if (folder) rmSync(folder, { recursive: true });
});

const LONG = "#v1&market=flat&lev=10&value=100000000000&wallet=999999999999&entry=123456789012&margin=20000000000";
const NARROW = { width: 500, height: 900 };

const KINDS = [["as it is", () => site.url], ["without what is young", () => plain.url]];

for (const [kind, home] of KINDS) {
  for (const size of [undefined, NARROW]) {
    tested(`twelve digits fit their field, ${kind}, in ${size ? "a narrow" : "a wide"} window`, () =>
      at(
        home() + LONG,
        async (visit) => {
          await visit.run(DRAWN);
          const cut = await visit.run('[...document.querySelectorAll(".entry input")].filter((field) => field.scrollWidth > field.clientWidth).map(({ id, value }) => `${id}: ${value}`)');
          assert.deepEqual(cut, []);
          assert.ok((await visit.run("document.documentElement.scrollWidth - innerWidth")) <= 0);
        },
        { size },
      ));
  }

  for (const name of ["index.html", "venues.html"]) tested(`the keyboard goes through ${name} as the eye does, ${kind}, in a narrow window`, () =>
    at(
      home() + name,
      async (visit) => {
        assert.ok((await visit.run("innerWidth")) <= 980);
        await visit.run('document.querySelector(".desk").insertAdjacentHTML("beforebegin", "<button id=before>"), document.getElementById("before").focus()');
        await visit.run('document.querySelectorAll(".fold").forEach((fold) => (fold.open = true))');
        const places = [];
        for (;;) {
          await visit.press("Tab");
          const place = await visit.run(`(() => {
            const element = document.activeElement;
            const part = element.closest("main") && (element.closest(".field, .side, summary, .picker") ?? element);
            if (!part) return null;
            const { top, left } = part.getBoundingClientRect();
            return [part.className || part.textContent, Math.round(top + scrollY), Math.round(left)];
          })()`);
          if (!place) break;
          places.push(place);
          assert.ok(places.length < 100, places.join());
        }
        assert.ok(places.length > 12, places.join());
        places.forEach(([name, top, left], index) => {
          const [, topBefore, leftBefore] = places[index - 1] ?? [name, 0, 0];
          assert.ok(top >= topBefore || left > leftBefore, `${name} at ${top} after ${places[index - 1]}`);
        });
      },
      { size: NARROW },
    ));
}

/** Draws all of the page, wherever the window is. */
const ALL_IN_SIGHT = `(() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("* { content-visibility: visible !important }");
  document.adoptedStyleSheets.push(sheet);
})()`;

/** Every text and control that is hard to read: its contrast to what is behind it is less than 4.5. */
const HARD_TO_READ = `(() => {
  const partsOf = (color) => color.match(/[\\d.]+/g).map(Number);
  const linear = (part) => (part /= 255) <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  const luminance = ([red, green, blue]) => 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
  const isOpaque = ([, , , alpha = 1]) => alpha === 1;
  const behind = (element) => {
    const color = partsOf(getComputedStyle(element).backgroundColor);
    return isOpaque(color) || element === document.documentElement ? color : behind(element.parentElement);
  };
  const isText = (element) => element.matches("input:not([type=range], [type=radio], [type=file]), select, textarea") || [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
  const contrast = (element) => {
    const [dark, light] = [partsOf(getComputedStyle(element).color), behind(element)].map(luminance).sort((one, other) => one - other);
    return (light + 0.05) / (dark + 0.05);
  };
  const seen = [...document.querySelectorAll("body *:not(svg *, option)")].filter((element) => element.checkVisibility() && isText(element));
  return [seen.length, seen.filter((element) => contrast(element) < 4.5).map((element) => element.outerHTML.slice(0, 80) + " " + contrast(element))];
})()`;

for (const [kind, home] of KINDS) {
  for (const theme of ["light", "dark"]) {
    for (const name of PAGES) {
      tested(`${name} can be read, ${kind}, in ${theme}`, () =>
        at(home() + name, async (visit) => {
          // What is out of sight gets its colours when it comes into sight.
          await visit.run(ALL_IN_SIGHT);
          // As the button for it does; and what the system wants is for the style sheet the same.
          await visit.run(`void (document.documentElement.dataset.theme = "${theme}")`);
          await visit.run(DRAWN);
          // Those of what is closed never end.
          assert.ok(await until(visit, "!document.getAnimations().some(({ effect }) => effect.target.checkVisibility())"));
          const [seen, hard] = await visit.run(HARD_TO_READ);
          assert.ok(seen > 20);
          assert.deepEqual(hard, []);
          // An engine that cannot choose a colour for the dark has those for the light.
          const isDark = theme === "dark" && home() === site.url;
          assert.equal(await visit.run("getComputedStyle(document.documentElement).backgroundColor"), isDark ? "rgb(16, 20, 24)" : "rgb(251, 250, 247)");
        }));
    }
  }
}

/** Every box of a page that a reader would see move, by its place from the top. */
const BOXES = '[...document.querySelectorAll("h1, h2, section, article, fieldset:not(#app), table, figure, .field, .number")].map((element) => { const { x, y, width, height } = element.getBoundingClientRect(); return [`${element.localName} ${element.className}`, x + scrollX, y + scrollY, width, height]; }).filter(([, , , width, height]) => width * height > 0)';

for (const name of PAGES.filter((name) => name !== "embedding.html")) {
  tested(`nothing of ${name} moves when it wakes`, async () => {
    const host = await serveWithFaults(DIST);
    host.fail(/\.wasm$/, "nothing for long");
    await visiting(async (visit) => {
      await visit.go(host.url + name);
      await visit.run(DRAWN);
      assert.equal(await visit.run(AWAKE), false);
      const before = await visit.run(BOXES);
      host.heal();
      assert.ok(await until(visit, AWAKE));
      await visit.run(DRAWN);
      const after = await visit.run(BOXES);
      assert.ok(after.length > 30);
      const moved = after.filter(([what, ...box], index) => what !== before[index]?.[0] || box.some((side, at) => Math.abs(side - before[index][at + 1]) > 1));
      assert.deepEqual(moved, []);
      assert.equal(after.length, before.length);
    });
    await host.close();
  });
}

/** Makes the rules for paper those of the screen, and resolves to whether there were any. */
const ON_PAPER = `(() => {
  const groups = [...document.styleSheets].flatMap(({ cssRules }) => [...cssRules]).filter(({ media }) => media?.mediaText === "print");
  for (const { media } of groups) media.mediaText = "all";
  return groups.length > 0;
})()`;

for (const name of PAGES) {
  tested(`${name} on paper has its numbers, light, and none of its controls`, () =>
    at(site.url + name, async (visit) => {
      const count = "[...document.querySelectorAll('main .number')].filter((element) => element.checkVisibility()).length";
      const before = await visit.run(count);
      await visit.run('void (document.documentElement.dataset.theme = "dark")');
      assert.equal(await visit.run(ON_PAPER), true);
      assert.equal(await visit.run("getComputedStyle(document.documentElement).backgroundColor"), "rgb(255, 255, 255)");
      assert.equal(await visit.run('[...document.querySelectorAll(".tools, .top nav, .slider")].filter((element) => element.checkVisibility()).length'), 0);
      assert.equal(await visit.run(count), before);
    }));
}

tested("a page is printed, where the engine can be asked to", () =>
  at(site.url, async (visit) => {
    if (visit.print) assert.match((await visit.print()).toString("latin1"), /^%PDF-/);
    else assert.equal(engine.name, "WebKit");
  }));

const WIDTHS = '[document.querySelector("isolated-margin").getBoundingClientRect().width, document.querySelector("main").clientWidth]';
tested("the element is as wide as its place, also in one that would let it be narrow", () =>
  at(
    `${hosts.url}plain.html`,
    async (visit) => {
      for (const style of ["display: flex; flex-direction: column; align-items: center", "display: grid; justify-items: start"]) {
        await visit.run(`document.querySelector("main").setAttribute("style", "${style}; padding: 0")`);
        const [own, place] = await visit.run(WIDTHS);
        assert.ok(Math.abs(own - place) <= 1, `${style}: ${own} of ${place}`);
      }
    },
    { ready: 'document.querySelector("isolated-margin")?.result !== null' },
  ));
