// The engines, behind one small interface, so that a test is written once.
//
// An engine has a `name` and can be launched; what is launched can `open` a visit and `close`. A visit can
//
//   go(address)      open an address; resolves once it is loaded
//   run(source)      run the source of an expression in the page, and resolve to its value, also where that is promised
//   press(key)       press a key, by its name in DOM events, or several at once: "Control+v"
//   type(text)       press the keys of a text
//   print()          print the page, and resolve to the bytes of a PDF; undefined where nobody can ask for that
//   problems         what the console and exceptions said, or undefined where nobody can hear it
//   close()
//
// Each of these is given up after a while: a browser that hangs is ended, and the test says so.

import { setTimeout as after } from "node:timers/promises";
import { patiently } from "./patience.mjs";

const asked = process.env.ENGINE ?? "chromium";
if (!["chromium", "firefox", "webkit"].includes(asked)) throw new Error(`ENGINE is chromium, firefox or webkit, not ${asked}`);
// That one alone: what steers the others takes its time to load.
const chosen = await import(`./${asked}.mjs`);

/** The engine of this run: the variable ENGINE, else Chromium. */
export const engine = { name: chosen.name, launch: () => patiently(chosen) };

/** Resolves to the value of an expression once it is true, or to what it was at last. */
export async function until(visit, source, times = 100) {
  for (let time = 0; ; time += 1) {
    const value = await visit.run(source);
    if (value || time === times) return value;
    await after(100);
  }
}
