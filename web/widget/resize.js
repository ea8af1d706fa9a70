// For the page that holds frames of the calculator: gives each the height that it asks for.
//
// Heard is only who is one of these frames, and only a size.
import { Heights } from "./size.js";

const folder = new URL("../../", import.meta.url).href;
const frames = () => [...document.querySelectorAll("iframe")].filter(({ src }) => src.startsWith(`${folder}embed.html`));
/** What each frame asks for, and the address to which the page had led it by then. */
const known = new WeakMap();
const heightsOf = (frame) => {
  if (!known.has(frame)) known.set(frame, { heights: new Heights(frame), address: frame.src });
  return known.get(frame);
};

addEventListener("message", ({ source, data }) => {
  const frame = frames().find(({ contentWindow }) => contentWindow === source);
  if (frame) heightsOf(frame).heights.hear(data);
});
// Where the page gives a frame another address, it is another document once that is loaded.
document.addEventListener(
  "load",
  ({ target }) => {
    if (!frames().includes(target)) return;
    const entry = heightsOf(target);
    if (entry.address === target.src) return;
    entry.address = target.src;
    entry.heights.renew();
  },
  true,
);
// Those that have asked before anyone heard.
for (const frame of frames()) heightsOf(frame).heights.ask();
