// The entry for browsers and bundlers: the module is a file beside this one, and fetched by `init`.

import { loadFrom } from "./module.js";

export * from "./api.js";

export const init = (source) => loadFrom(source, () => source ?? new URL("./isolated-margin.wasm", import.meta.url));
export default init;
