// The entry that brings no module: `init` must be given it. All else is as in the package's main entry.

import type { ModuleSource } from "./index.js";

export * from "./index.js";

/**
 * Loads the module that the host brings, once; calls before that are refused with `"not-loaded"`.
 *
 * @throws {MarginError} `"not-loaded"` without a source, or where what it is given is not the module of this package.
 *
 * @example
 * ```ts
 * import { init, version } from "isolated-margin/slim";
 *
 * export async function start(module: WebAssembly.Module) {
 *   await init(module);
 *   return version();
 * }
 * ```
 */
export function init(source: ModuleSource): Promise<void>;
export default init;
