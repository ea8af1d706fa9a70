import type { ModuleSource } from "./index.js";

export * from "./index.js";

/**
 * Loads the module that is given, once; after a failure it can be tried again. This entry brings none of its own.
 *
 * @example
 * ```ts
 * import module from "isolated-margin/wasm";
 * await init(module);
 * ```
 */
export function init(source: ModuleSource | Promise<ModuleSource>): Promise<void>;
export default init;
