// The interface of the engines, with a limit to what a browser may take.

import { setTimeout as after } from "node:timers/promises";

/** How long one command may take, in milliseconds. What takes longer hangs. */
export const PATIENCE = 30_000;

/** A browser that ends a visit which hangs, and says so, instead of waiting with it. */
export async function patiently({ name, launch }) {
  const browser = await inTime(name, "start", launch());
  return {
    open: async (size) => patient(name, await inTime(name, "open a window", browser.open(size))),
    close: () => inTime(name, "close", browser.close()).catch(browser.end),
  };
}

function patient(name, visit) {
  const command = (called) => async (...values) => {
    const answer = inTime(name, `${called} ${values.join(" ")}`, visit[called](...values));
    return answer.catch((error) => {
      if (error instanceof Hangs) visit.end();
      throw error;
    });
  };
  const commands = ["go", "run", "press", "type", "print", "close"].filter((called) => visit[called]).map((called) => [called, command(called)]);
  return { problems: visit.problems, ...Object.fromEntries(commands) };
}

class Hangs extends Error {}

/** Resolves as what is promised does, and rejects when that takes too long. */
async function inTime(name, what, promised) {
  const over = new AbortController();
  const limit = after(PATIENCE, undefined, { signal: over.signal }).then(() => {
    throw new Hangs(`${name} hangs: it did not ${what.slice(0, 200)} within ${PATIENCE / 1000} s`);
  });
  // Where it was ended in time.
  limit.catch(() => {});
  return Promise.race([promised, limit]).finally(() => over.abort());
}
