// What node.cjs is built from.

import { readFileSync } from "node:fs";
import { join } from "node:path";

import { loadNow } from "../module.js";

export * from "../api.js";

loadNow(readFileSync(join(__dirname, "isolated-margin.wasm")));

export const init = async () => {};
export default init;
