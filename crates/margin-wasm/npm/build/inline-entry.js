// What inline.js and node.cjs are built from: the module is in the file.

import bytes from "../isolated-margin.wasm";
import { loadNow } from "../module.js";

export * from "../api.js";

loadNow(bytes);

export const init = async () => {};
export default init;
