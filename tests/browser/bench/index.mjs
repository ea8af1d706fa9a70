// How fast the pages and the widget are, in Chromium:
//
//   node tests/browser/bench/index.mjs [FOLDER …]
//
// The folders are builds of the page, to be compared in one sitting: each figure is taken of each of them by turns.

import { DIST, launch } from "../support/browser.mjs";
import { serveHosts } from "../support/host.mjs";
import { serve } from "../support/server.mjs";
import { frames } from "./frames.mjs";
import { loads } from "./loads.mjs";
import { memory } from "./memory.mjs";
import { widget } from "./widget.mjs";

const folders = process.argv.length > 2 ? process.argv.slice(2) : [DIST];
const builds = [];
for (const folder of folders) {
  const site = await serve(folder);
  builds.push({ folder, site, hosts: await serveHosts(site.url), name: folders.length > 1 ? folder : "" });
}
const browser = await launch();
await frames(browser, builds);
for (const build of builds) {
  await memory(browser, build);
  await widget(browser, build);
}
await browser.close();
await loads(builds);
for (const { site, hosts } of builds) {
  await hosts.close();
  await site.close();
}
