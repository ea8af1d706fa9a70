// WebKitGTK's MiniBrowser on a screen of its own, steered over W3C WebDriver.

import { once } from "node:events";
import { readdirSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as after } from "node:timers/promises";
import { companion } from "./companion.mjs";
import { found } from "./found.mjs";
import { PATIENCE } from "./patience.mjs";

export const name = "WebKit";

const GETS_IT = "apt-get install webkit2gtk-driver xvfb";
/** The keys that have no letter, as WebDriver writes them. */
const KEYS = {
  Control: "\uE009", Shift: "\uE008", Tab: "\uE004", Enter: "\uE007", Escape: "\uE00C", PageUp: "\uE00E", PageDown: "\uE00F", End: "\uE010", Home: "\uE011",
  ArrowLeft: "\uE012", ArrowUp: "\uE013", ArrowRight: "\uE014", ArrowDown: "\uE015",
};

export async function launch() {
  const drivers = [];
  // It chooses a free number by itself, and tells it.
  const screen = companion(found("XVFB", ["Xvfb"], GETS_IT), ["-displayfd", "1", "-screen", "0", "1600x1200x24"], { stdio: ["ignore", "pipe", "ignore"] });
  const [number] = await once(screen.stdout, "data", { signal: AbortSignal.timeout(PATIENCE) });
  const display = `:${String(number).trim()}`;
  const open = async ({ width = 1280, height = 900 } = {}) => {
    const driver = await drive(display);
    drivers.push(driver);
    return visit(driver, width, height);
  };
  const end = () => [...drivers, screen].forEach(({ stop }) => stop());
  return { open, close: async () => end(), end };
}

/** A driver of its own for each visit: one that has had a browser does not always get another. */
async function drive(display, attempts = 3) {
  const port = await freePort();
  // Whatever the machine speaks: the locale that writes no separators.
  const env = { ...process.env, DISPLAY: display, LC_ALL: "C.UTF-8", LANGUAGE: "" };
  const driver = companion(found("WEBKIT_DRIVER", ["WebKitWebDriver"], GETS_IT), [`--port=${port}`], { env });
  const call = async (method, path, body) => {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, { method, body: body && JSON.stringify(body) });
    const { value } = await answer.json();
    if (!answer.ok) throw new Error(`WebKit: ${value.error}: ${value.message}`);
    return value;
  };
  while (!(await call("GET", "/status").catch(() => undefined)) || ended(driver)) {
    // Somebody else was faster to take the port.
    if (ended(driver) && attempts > 1) return drive(display, attempts - 1);
    if (ended(driver)) throw new Error("WebKit's driver ends at once");
    await after(50);
  }
  return { call, stop: driver.stop };
}

const ended = ({ exitCode, signalCode }) => exitCode !== null || signalCode !== null;

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

async function visit({ call, stop }, width, height) {
  const options = { binary: miniBrowser(), args: ["--automation"] };
  const { sessionId } = await call("POST", "/session", { capabilities: { alwaysMatch: { "webkitgtk:browserOptions": options } } });
  const session = `/session/${sessionId}`;
  await call("POST", `${session}/window/rect`, { width, height });
  const keys = (actions) => call("POST", `${session}/actions`, { actions: [{ type: "key", id: "keyboard", actions }] });
  const down = (value) => ({ type: "keyDown", value });
  const up = (value) => ({ type: "keyUp", value });
  return {
    // Its console cannot be listened to, and it knows no command to print.
    problems: undefined,
    print: undefined,
    go: (url) => call("POST", `${session}/url`, { url }),
    run: (source) => call("POST", `${session}/execute/sync`, { script: `return (${source})`, args: [] }),
    press: (chord) => {
      const values = chord.split("+").map((key) => KEYS[key] ?? key);
      return keys([...values.map(down), ...values.toReversed().map(up)]);
    },
    type: (text) => keys([...text].flatMap((value) => [down(value), up(value)])),
    close: async () => stop(),
    end: stop,
  };
}

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}
