// The entry for hosts that bring the module, such as workers that may not compile: `init` must be given it.

import { MarginError } from "./margin-error.js";
import { loadFrom } from "./module.js";

export * from "./api.js";

export const init = (source) =>
  loadFrom(source, () => {
    if (source !== undefined) return source;
    throw new MarginError({ code: "not-loaded", message: "this entry brings no module: `await init(module)`" });
  });
export default init;
