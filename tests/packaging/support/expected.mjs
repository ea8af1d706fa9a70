// What `known` gives, to the digit.

import { readFileSync } from "node:fs";

const load = (name) => JSON.parse(readFileSync(new URL(name, import.meta.url), "utf8"));
const { version } = load("../../../crates/margin-wasm/npm/package.json");

export const EXPECTED = JSON.stringify({ ...load("./expected.json"), version });
