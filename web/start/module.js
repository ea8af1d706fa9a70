// Fetches a module and starts it; where that cannot be, says why.

/** What hinders a module, as `reason`: "not-loaded", "unsupported", "forbidden", "memory" or "broken". */
export class NotStarted extends Error {
  constructor(reason, cause) {
    super(String(cause?.message ?? cause ?? reason), { cause });
    this.reason = reason;
  }
}

/**
 * Starts the module at an address with the function that its glue exports for that.
 * @throws {NotStarted}
 */
export async function start(init, address, integrity) {
  if (typeof WebAssembly !== "object") throw new NotStarted("unsupported", "This browser has no WebAssembly.");
  const answer = await arrived(address, integrity);
  try {
    return await init({ module_or_path: answer });
  } catch (error) {
    throw new NotStarted(await reasonOf(error, address, integrity), error);
  }
}

/**
 * The file at an address, with these very bytes. What the browser has kept may be bad: then the host is asked itself.
 * @throws {NotStarted}
 */
export async function arrived(address, integrity) {
  let missing;
  for (const cache of ["default", "reload"]) {
    try {
      const answer = await fetch(address, { cache, integrity });
      if (answer.ok) return answer;
      missing = answer.status;
    } catch (error) {
      missing = error;
    }
  }
  throw new NotStarted("not-loaded", missing);
}

/** Why a module whose bytes are right was refused. */
async function reasonOf(error, address, integrity) {
  if (error instanceof RangeError) return "memory";
  if (error instanceof WebAssembly.RuntimeError) return "broken";
  try {
    const bytes = await (await arrived(address, integrity)).arrayBuffer();
    return WebAssembly.validate(bytes) ? "forbidden" : "unsupported";
  } catch {
    return "forbidden";
  }
}
