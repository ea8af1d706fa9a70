// The module's state: whether it is loaded, and how a call goes in and comes back.

import load, { exportedNames, initSync } from "./bindings.js";
import { MarginError } from "./margin-error.js";

const nothing = () => {};

/** The exports of the module, once it is loaded. */
let exports;
/** The loadings that are under way, by what they were given. */
const loadings = new Map();

/** Loads the module from bytes, or from a compiled module, at once. */
export function loadNow(module) {
  exports ??= initSync({ module });
}

/**
 * Loads the module from wherever it is, once: when it is there, what is given is not looked at. Until then each source is
 * tried by itself, so that none that fails, or never comes, is in the way of another.
 */
export function loadFrom(given, source = () => given) {
  if (exports !== undefined) {
    // It may be a promise that nobody listens to.
    (async () => given)().catch(nothing);
    return Promise.resolve();
  }
  const loading = loadings.get(given) ?? attempt(source).finally(() => loadings.delete(given));
  loadings.set(given, loading);
  return loading;
}

async function attempt(source) {
  const found = source();
  try {
    const module = await compiled(await found);
    // What the glue is bound to once it stays bound to: another module must not come so far.
    const isOurs = String(WebAssembly.Module.exports(module).map(({ name }) => name)) === exportedNames;
    if (isOurs) exports ??= await load({ module_or_path: module });
  } catch (cause) {
    if (exports === undefined) throw notLoaded("cannot be loaded", cause);
  }
  if (exports === undefined) throw notLoaded("is not the one of this package");
}

function notLoaded(reason, cause) {
  const error = new MarginError({ code: "not-loaded", message: `the module ${reason}` });
  error.cause = cause;
  return error;
}

/** The module at an address, in an answer or of bytes. */
async function compiled(found) {
  if (found instanceof WebAssembly.Module) return found;
  if (found.byteLength !== undefined) return WebAssembly.compile(found);
  const isAddress = typeof found === "string" || found instanceof URL || found instanceof Request;
  const answer = isAddress ? await fetch(found) : found;
  const isNamed = answer.headers.get("content-type") === "application/wasm";
  return isNamed ? WebAssembly.compileStreaming(answer) : WebAssembly.compile(await answer.arrayBuffer());
}

/** 16 kB of arguments: more stack than any call into the module takes. */
const ROOM = new Array(2048).fill(0);

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
