// The module's state: whether it is loaded, and how a call goes in and comes back.

import load, { initSync } from "./bindings.js";
import { MarginError } from "./margin-error.js";

/** The exports of the module, once it is loaded. */
let exports;
/** The loading that is under way, or has succeeded. */
let loading;

/** Loads the module from bytes, or from a compiled module, at once. */
export function loadNow(module) {
  exports ??= initSync({ module });
}

/**
 * Loads the module from wherever it is, once: what is given later is not looked at. After a failure it can be tried
 * again.
 */
export function loadFrom(source) {
  loading ??= Promise.resolve()
    .then(source)
    .then((found) => exports ?? load({ module_or_path: found }))
    .then((loaded) => {
      exports = loaded;
    })
    .catch((error) => {
      loading = undefined;
      throw error;
    });
  return loading;
}

/** 16 kB of arguments: more stack than any call into the module takes. */
const ROOM = new Array(2048).fill(0);
const nothing = () => {};

/** Calls into the module, and makes its refusals errors. */
export function call(run, ...values) {
  if (exports === undefined) {
    throw new MarginError({ code: "not-loaded", message: "the module is not loaded: `await init()` first" });
  }
  // Where the caller's stack is about to end, it ends here. Within the module it would leave what was being done half
  // done, and its memory taken.
  nothing(...ROOM);
  // The module's own stack is left as it was when something was thrown.
  const stack = exports.__stack_pointer;
  const top = stack.value;
  try {
    return run(...values);
  } catch (thrown) {
    stack.value = top;
    throw typeof thrown === "string" ? new MarginError(JSON.parse(thrown)) : thrown;
  }
}
