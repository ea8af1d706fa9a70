// What Lighthouse says of each page on a phone with a slow connection, as it simulates one; the host compresses.

import { readFileSync } from "node:fs";
import { brotliCompressSync } from "node:zlib";
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";
import { executable, PAGES } from "../support/browser.mjs";
import { hosting, listen } from "../support/server.mjs";
import { heading, line, quantile } from "./report.mjs";

const TURNS = 3;
/** The figures: what Lighthouse calls each, what we do, and how it is written. */
const FIGURES = [
  ["first-contentful-paint", "first paint", (value) => `${Math.round(value)} ms`],
  ["largest-contentful-paint", "largest paint", (value) => `${Math.round(value)} ms`],
  ["total-blocking-time", "blocked", (value) => `${Math.round(value)} ms`],
];

function compressing(folder) {
  const known = new Map();
  const send = (response, file, type) => {
    if (!known.has(file)) known.set(file, brotliCompressSync(readFileSync(file)));
    const bytes = known.get(file);
    response.writeHead(200, { "content-type": type, "content-encoding": "br", "content-length": bytes.length }).end(bytes);
  };
  return listen(hosting(folder, { send }));
}

/** Measures how each page of each build loads, and tells it. */
export async function loads(builds) {
  const sites = [];
  for (const build of builds) sites.push({ build, site: await compressing(build.folder), runs: {} });
  const chrome = await launch({ chromePath: executable(), chromeFlags: ["--headless=new", "--no-sandbox", "--disable-background-networking"] });
  for (let turn = 0; turn < TURNS; turn += 1) {
    for (const page of PAGES) {
      for (const { site, runs } of sites) {
        const { lhr } = await lighthouse(site.url + page, { port: chrome.port, onlyCategories: ["performance"], logLevel: "error" });
        const figures = FIGURES.map(([audit]) => lhr.audits[audit].numericValue);
        (runs[page] ??= []).push([lhr.categories.performance.score * 100, ...figures]);
      }
    }
  }
  await chrome.kill();
  heading(`Lighthouse, phone, median of ${TURNS}`, ["performance", ...FIGURES.map(([, name]) => name)].map((name) => name.padStart(14)).join(""));
  for (const page of PAGES) {
    for (const { build, runs } of sites) {
      const told = [(value) => String(Math.round(value)), ...FIGURES.map(([, , tell]) => tell)];
      line(page, told.map((tell, index) => tell(quantile(runs[page].map((run) => run[index]), 0.5)).padStart(14)).join(""), build);
    }
  }
  for (const { site } of sites) await site.close();
}
