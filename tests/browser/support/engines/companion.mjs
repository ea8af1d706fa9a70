// Programs that run beside a test, and end with it, however it ends.

import { spawn } from "node:child_process";

const running = new Set();

/** Starts a program with a process group of its own. Returns its process, with `stop()` for it and all that it has started. */
export function companion(program, args, options = {}) {
  const child = spawn(program, args, { stdio: "ignore", ...options, detached: true });
  // Said by whoever waits for it: it does not answer.
  child.on("error", () => {});
  child.stop = () => {
    // Once: its number may belong to another by then.
    if (running.delete(child)) endGroup(child.pid);
  };
  running.add(child);
  return child;
}

/** Ends a process group at once, also one that is stopped and so would not hear that it shall end. */
export function endGroup(pid) {
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // It has ended.
  }
}

process.on("exit", () => running.forEach(({ stop }) => stop()));
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(signal, () => process.exit(1));
