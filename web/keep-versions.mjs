// Keeps, beside the files of a new version, those of the versions before it: for pages that were opened, and loaders that
// were kept, before the site changed.
//
//   node web/keep-versions.mjs <the folder that is published now> dist
//
// Only what is named after its content is kept, of so many versions as readers may still have open.

import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const MOST = 6;
const [published, dist] = process.argv.slice(2);
const isNamed = (name) => /-[0-9a-f]{16}\.\w+$/.test(name);
/** The named files of every version in a folder, the newest first. Older folders have no list. */
const versionsIn = (folder) => {
  const path = join(folder, "versions.json");
  return existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : [readdirSync(folder, { recursive: true }).filter(isNamed).sort()];
};

const [newest] = versionsIn(dist);
const isAnother = (files) => files.join() !== newest.join();
const versions = [newest, ...versionsIn(published).filter(isAnother)].slice(0, MOST);
for (const name of versions.flat()) {
  const path = join(dist, name);
  if (existsSync(path)) continue;
  mkdirSync(dirname(path), { recursive: true });
  copyFileSync(join(published, name), path);
}
writeFileSync(join(dist, "versions.json"), JSON.stringify(versions));
console.log(`${versions.length - 1} earlier versions are kept`);
