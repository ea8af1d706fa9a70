// What the page Account works while a price is slid, with the most positions that it holds.

/**
 * The link to an isolated and a cross account with a long and a smaller short of every market: twelve positions, each with
 * a liquidation price that no price within 9% reaches.
 */
export const TWELVE_POSITIONS = `#a1${["isolated", "cross"].map((mode, account) => {
  const letter = "ab"[account];
  const markets = [["BTCUSDT", 60_000], ["ETHUSDT", 2_000], ["SOLUSDT", 100]];
  const settings = markets.map(([market]) => `&${letter}.${market}=${mode}:10`);
  const positions = markets.flatMap(([market, price]) =>
    [["long", 12_000], ["short", 3_000]].map(([side, value]) => {
      const margin = mode === "isolated" ? [value / 10] : [];
      return [market, side, value / price, value, ...margin].join(":");
    }),
  );
  const numbered = positions.map((position, index) => `&${letter}.${index + 1}=${position}`);
  return `&${letter}.wallet=5500&${letter}.positions=hedge${settings.join("")}${numbered.join("")}`;
}).join("")}`;

/**
 * Runs in the page: so many frames with so many `input` events of a price slider in each, to and fro between 7% under and
 * over the price. Resolves to the milliseconds of each frame: `work` (the events with what they change at once, what waited
 * for the frame, and the layout), and `whole`, from the first event until the frame was laid out, waiting included.
 */
export async function slide(input, { frames, events }) {
  const task = () =>
    new Promise((done) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = done;
      port2.postMessage(undefined);
    });
  const frame = () => new Promise((done) => requestAnimationFrame(() => done(performance.now())));
  const taken = [];
  let moved = 0;
  for (let index = 0; index < frames; index += 1) {
    // A task posted in an animation frame runs after that frame was drawn.
    await frame();
    await task();
    const began = frame();
    const started = performance.now();
    for (let event = 0; event < events; event += 1) {
      moved += 1;
      input.value = String(500 + Math.round(50 * Math.sin(moved / 7)));
      input.dispatchEvent(new Event("input", { bubbles: true }));
      // What an event left to be done at once is done before the next: as microtasks, which a task ends with.
      for (let time = 0; time < 4; time += 1) await undefined;
    }
    const left = performance.now();
    // Asked for last, so what the page does in this frame is done by then.
    await frame();
    document.body.getBoundingClientRect();
    const ended = performance.now();
    taken.push({ work: left - started + ended - (await began), whole: ended - started });
  }
  return taken;
}
