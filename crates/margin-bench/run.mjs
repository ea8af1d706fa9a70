// Times the workloads in wasm, under Node: node crates/margin-bench/run.mjs <folder of the built module>

import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const SAMPLES = 50;
/** Long enough for the clock, short enough to be between two interruptions; in milliseconds. */
const SAMPLE = 5;
/** The engine compiles a function again once it is found to be hot; in milliseconds. */
const WARM_UP = 300;

const { Bench } = await import(pathToFileURL(resolve(join(process.argv[2], "margin_bench.js"))));
// First, while the memory is as the module began with it.
const [account, copy] = Bench.account_memory();
const bench = new Bench();

/** How often the workload runs within one sample, once it is warm. */
function repetitions(index) {
  const started = performance.now();
  let times = 0;
  for (; performance.now() - started < WARM_UP; times += 1) bench.run(index, 1);
  return Math.max(1, Math.round((times * SAMPLE) / WARM_UP));
}

/** Nanoseconds of one run, on the average of so many. */
function time(index, times) {
  const started = performance.now();
  bench.run(index, times);
  return ((performance.now() - started) * 1e6) / times;
}

const row = (name, ...cells) => console.log(name.padEnd(46) + cells.map((cell) => cell.padStart(14)).join(""));
row("ns", "min", "median", "median each");
for (let index = 0; index < bench.count(); index += 1) {
  const times = repetitions(index);
  const samples = Array.from({ length: SAMPLES }, () => time(index, times)).sort((a, b) => a - b);
  const [min, median, items] = [samples[0], samples[SAMPLES / 2], bench.items(index)];
  row(bench.name(index), min.toFixed(0), median.toFixed(0), items > 1 ? (median / items).toFixed(0) : "");
}
console.log(`memory of 10,000 positions in 5,000 markets: ${account} bytes, tables included; a further copy: ${copy} bytes`);
