// The interface of the engines, with a limit to what a browser may take, and an end to waiting for one that has ended.

import { once } from "node:events";
import { setTimeout as after } from "node:timers/promises";

/** How long one command may take, in milliseconds. What takes longer hangs. */
export const PATIENCE = 30_000;

/** A browser that ends a visit which hangs, and says so, instead of waiting with it. */
export async function patiently({ name, launch }) {
  const browser = await inTime(name, "start", launch());
  const ended = browser.process ? once(browser.process, "exit").then(() => Promise.reject(new Error(`${name} has ended in the middle`))) : NEVER;
  let isEnded = false;
  ended.catch(() => (isEnded = true));
  return {
    open: async (size) => patient(name, ended, await inTime(name, "open a window", browser.open(size), ended)),
    async close() {
      // Not waited for: what has ended already does not tell that it ends.
      if (isEnded) browser.end();
      else await inTime(name, "close", browser.close()).catch(() => void browser.end());
    },
  };
}

const NEVER = new Promise(() => {});

function patient(name, ended, visit) {
  const command = (called) => async (...values) => {
    const answer = inTime(name, `${called} ${values.join(" ")}`, visit[called](...values), ended);
    return answer.catch((error) => {
      if (error instanceof Hangs) visit.end();
      throw error;
    });
  };
  const commands = ["go", "run", "press", "type", "print"].filter((called) => visit[called]).map((called) => [called, command(called)]);
  // What went wrong before is what is to be said, not that it cannot be closed then.
  const close = () => command("close")().catch(() => {});
  return { problems: visit.problems, ...Object.fromEntries(commands), close };
}

class Hangs extends Error {}

/** Resolves as what is promised does, and rejects when that takes too long, or the browser has `ended`. */
async function inTime(name, what, promised, ended = NEVER) {
  const over = new AbortController();
  const limit = after(PATIENCE, undefined, { signal: over.signal }).then(() => {
    throw new Hangs(`${name} hangs: it did not ${what.slice(0, 200)} within ${PATIENCE / 1000} s`);
  });
  // Where it was ended in time.
  limit.catch(() => {});
  return Promise.race([promised, limit, ended]).finally(() => over.abort());
}
