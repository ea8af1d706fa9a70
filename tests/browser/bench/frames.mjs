// Where the time of a slider's frame goes, on a processor slowed to a quarter: in the handler with the model, in what writes the
// page, in style and layout; and the whole until the picture is handed on. Told by the browser's own trace, so nothing is
// laid out that a reader's frame would not lay out.

import { TWELVE_POSITIONS } from "../support/account.mjs";
import { awake, settled, visit } from "../support/browser.mjs";
import { slider } from "../support/page.mjs";
import { heading, line, milliseconds } from "./report.mjs";

export const SLOW_DOWN = 4;
const TURNS = 4;
const EVENTS = 80;

/** The pages with the slider that is moved, and which part of its way. */
const CASES = [
  { what: "Compare, leverage", address: ({ site }) => site.url, slider: "Leverage" },
  { what: "Compare, mark price", address: ({ site }) => site.url, slider: "Mark price" },
  { what: "Account, price", address: ({ site }) => `${site.url}account.html`, slider: "BTCUSDT price" },
  { what: "Account, 12 positions, price", address: ({ site }) => `${site.url}account.html${TWELVE_POSITIONS}`, slider: "BTCUSDT price", from: 0.45, to: 0.55 },
  { what: "Venues, leverage", address: ({ site }) => `${site.url}venues.html`, slider: "Leverage" },
  { what: "widget, leverage", address: ({ hosts }) => `${hosts.url}plain.html`, slider: "Leverage", isHost: true },
];

/** Runs in the page: so many events of a slider, all over a part of its way, each marked in the trace and drawn before the next. */
async function move(input, { events, from = 0, to = 1 }) {
  // A task posted in an animation frame runs after that frame was drawn.
  const drawn = () =>
    new Promise((done) =>
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = done;
        port2.postMessage(undefined);
      }),
    );
  const [lowest, highest] = [Number(input.min), Number(input.max)];
  for (let event = 0; event < events; event += 1) {
    const part = from + ((to - from) * ((event * 37) % 100)) / 100;
    await drawn();
    performance.mark("moved");
    input.value = String(Math.round(lowest + (highest - lowest) * part));
    input.dispatchEvent(new Event("input", { bubbles: true }));
    await drawn();
    await drawn();
  }
  performance.mark("moved");
}

/** What the browser's trace tells while `run` runs. */
async function traced(devtools, run) {
  const events = [];
  const collect = ({ value }) => events.push(...value);
  devtools.on("Tracing.dataCollected", collect);
  const complete = new Promise((resolve) => devtools.once("Tracing.tracingComplete", resolve));
  await devtools.send("Tracing.start", { transferMode: "ReportEvents", traceConfig: { includedCategories: ["devtools.timeline", "blink.user_timing"] } });
  await run();
  await devtools.send("Tracing.end");
  await complete;
  devtools.off("Tracing.dataCollected", collect);
  return events;
}

/** The names by which the trace calls what runs scripts, and what draws. */
const SCRIPT = new Set(["RunMicrotasks", "FunctionCall", "FireAnimationFrame", "TimerFire", "EventDispatch"]);
const LAYOUT = new Set(["UpdateLayoutTree", "Layout"]);
const DRAWING = new Set(["PrePaint", "Paint", "Layerize", "Commit"]);

/** The parts of each frame, in milliseconds. */
function partsOf(trace) {
  const marks = trace.filter(({ name, cat }) => name === "moved" && cat.includes("user_timing")).sort((a, b) => a.ts - b.ts);
  const { pid, tid } = marks[0];
  const spans = trace.filter((event) => event.pid === pid && event.tid === tid && event.ph === "X").sort((a, b) => a.ts - b.ts);
  return marks.slice(1).map(({ ts: end }, index) => {
    const within = spans.filter(({ ts }) => ts >= marks[index].ts && ts < end);
    const sum = (isOne) => within.filter(isOne).reduce((total, { dur }) => total + dur / 1000, 0);
    const handler = sum(({ name, args }) => name === "EventDispatch" && args.data?.type === "input");
    // Spans of scripts lie in each other: what is inside one that was counted is not counted again.
    let counted = 0;
    const script = sum(({ name, ts, dur }) => {
      const isOuter = SCRIPT.has(name) && ts >= counted;
      if (isOuter) counted = ts + dur;
      return isOuter;
    });
    const layout = sum(({ name }) => LAYOUT.has(name));
    const event = script + layout;
    return { handler, effects: script - handler, layout, event, frame: event + sum(({ name }) => DRAWING.has(name)) };
  });
}

const PARTS = [
  ["handler", "the handler with the model"],
  ["effects", "what writes the page"],
  ["layout", "style and layout"],
  ["event", "event to layout"],
  ["frame", "event to picture"],
];

/** Measures the slider's frame on every page and in the widget, and tells it. */
export async function frames(browser, builds) {
  for (const { what, address, slider: name, isHost, ...way } of CASES) {
    const visits = [];
    for (const build of builds) {
      const { page, close } = await visit(browser, address(build), { ready: isHost ? settled : awake });
      const input = slider(page, name).first();
      await input.waitFor();
      const devtools = await page.context().newCDPSession(page);
      visits.push({ build, page, close, input, devtools, frames: [] });
    }
    // The first turn warms up.
    for (let turn = 0; turn <= TURNS; turn += 1) {
      for (const { page, input, devtools, frames } of visits) {
        await page.bringToFront();
        await devtools.send("Emulation.setCPUThrottlingRate", { rate: SLOW_DOWN });
        const trace = await traced(devtools, () => input.evaluate(move, { events: EVENTS, ...way }));
        await devtools.send("Emulation.setCPUThrottlingRate", { rate: 1 });
        if (turn > 0) frames.push(...partsOf(trace));
      }
    }
    heading(`${what}, a frame at 1/${SLOW_DOWN} speed`);
    for (const [part, label] of PARTS) {
      for (const { build, frames } of visits) line(label, milliseconds(frames.map((frame) => frame[part])), build);
    }
    for (const { close } of visits) await close();
  }
}
