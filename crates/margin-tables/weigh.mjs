// What the venues' table files weigh, raw and as a server sends them: node crates/margin-tables/weigh.mjs
// It fails when one is over its budget.

import { readFileSync, readdirSync } from "node:fs";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const FOLDER = new URL("../margin-venues/tables/", import.meta.url);
/** The most that choosing a venue may make a reader wait for, in bytes. */
const BUDGET = 60_000;

const brotli = (bytes) =>
  brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;

let over = 0;
const row = (...cells) => console.log(cells[0].padEnd(20) + cells.slice(1).map((cell) => String(cell).padStart(10)).join(""));
row("bytes", "raw", "gzip", "brotli", "tables", "rows", "markets");
for (const name of readdirSync(FOLDER).sort()) {
  const bytes = readFileSync(new URL(name, FOLDER));
  const [, tables, rows, markets] = /\nend (\d+) (\d+) (\d+)\n$/.exec(bytes.toString()) ?? [];
  const weight = brotli(bytes);
  row(name, bytes.length, gzipSync(bytes, { level: 9 }).length, weight, tables, rows, markets);
  if (weight > BUDGET || !markets) {
    console.log(`  ${name} is over its budget of ${BUDGET} bytes, or has no end`);
    over += 1;
  }
}
process.exitCode = over > 0 ? 1 : 0;
