// WebKitGTK's MiniBrowser on a screen of its own, steered over W3C WebDriver.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as after } from "node:timers/promises";
import { found } from "./found.mjs";

export const name = "WebKit";

const GETS_IT = "apt-get install webkit2gtk-driver xvfb";
/** How long one command may take, in milliseconds. What takes longer hangs. */
const PATIENCE = 30_000;
/** The keys that have no letter, as WebDriver writes them. */
const KEYS = { Tab: "\uE004", Enter: "\uE007", Escape: "\uE00C", ArrowLeft: "\uE012", ArrowUp: "\uE013", ArrowRight: "\uE014", ArrowDown: "\uE015" };

export async function launch() {
  // It chooses a free number by itself, and tells it.
  const screen = spawn(found("XVFB", ["Xvfb"], GETS_IT), ["-displayfd", "1", "-screen", "0", "1600x1200x24"], { stdio: ["ignore", "pipe", "ignore"] });
  const [number] = await once(screen.stdout, "data", { signal: AbortSignal.timeout(PATIENCE) });
  const display = `:${String(number).trim()}`;
  return { open: ({ width = 1280, height = 900 } = {}) => visit(display, width, height), close: async () => screen.kill() };
}

/** A driver of its own for each visit: one that has had a browser does not always get another. */
async function drive(display) {
  const port = await freePort();
  // Whatever the machine speaks: the locale that writes no separators.
  const env = { ...process.env, DISPLAY: display, LC_ALL: "C.UTF-8", LANGUAGE: "" };
  const driver = spawn(found("WEBKIT_DRIVER", ["WebKitWebDriver"], GETS_IT), [`--port=${port}`], { stdio: "ignore", detached: true, env });
  const call = async (method, path, body) => {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, { method, body: body && JSON.stringify(body), signal: AbortSignal.timeout(PATIENCE) });
    const { value } = await answer.json();
    if (!answer.ok) throw new Error(`WebKit: ${value.error}: ${value.message}`);
    return value;
  };
  const begun = Date.now();
  while (!(await call("GET", "/status").catch(() => undefined))) {
    if (Date.now() - begun > PATIENCE) throw new Error("WebKit's driver does not answer");
    await after(50);
  }
  return { call, stop: () => process.kill(-driver.pid) };
}

/** The program is not on PATH: it lies in the folder of its library. */
function miniBrowser() {
  const folders = ["/usr/lib", "/usr/libexec"].flatMap((folder) => deeper(folder).flatMap(deeper));
  return found("MINIBROWSER", ["MiniBrowser"], GETS_IT, folders);
}

function deeper(folder) {
  try {
    const names = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory() && /linux-gnu|webkit2?gtk/.test(entry.name));
    return [folder, ...names.map(({ name }) => join(folder, name))];
  } catch {
    return [];
  }
}

async function visit(display, width, height) {
  const { call, stop } = await drive(display);
  const options = { binary: miniBrowser(), args: ["--automation"] };
  const { sessionId } = await call("POST", "/session", { capabilities: { alwaysMatch: { "webkitgtk:browserOptions": options } } });
  const session = `/session/${sessionId}`;
  await call("POST", `${session}/window/rect`, { width, height });
  const keys = (values) => {
    const actions = values.flatMap((value) => ["keyDown", "keyUp"].map((type) => ({ type, value })));
    return call("POST", `${session}/actions`, { actions: [{ type: "key", id: "keyboard", actions }] });
  };
  return {
    // Its console cannot be listened to.
    problems: undefined,
    go: (url) => call("POST", `${session}/url`, { url }),
    run: (source) => call("POST", `${session}/execute/sync`, { script: `return (${source})`, args: [] }),
    press: (key) => keys([KEYS[key] ?? key]),
    type: (text) => keys([...text]),
    close: async () => stop(),
  };
}

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}
