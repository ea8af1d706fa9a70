// The memory of the module that a program has loaded: the package does not show it, so its instances are watched.

const { Instance } = WebAssembly;

/** Watches what is instantiated from now on; to be called before the package is required. */
export function memoryOf(consumer) {
  let found;
  WebAssembly.Instance = new Proxy(Instance, {
    construct(target, given) {
      found = new target(...given);
      return found;
    },
  });
  consumer.require("isolated-margin");
  WebAssembly.Instance = Instance;
  if (found === undefined) throw new Error("no module was instantiated");
  const memory = Object.values(found.exports).find((value) => value instanceof WebAssembly.Memory);
  return () => memory.buffer;
}
