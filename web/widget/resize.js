// For the page that holds frames of the calculator: gives each the height that it asks for.
//
// Heard is only who is one of these frames, and only a size.
import { ask, hearHeights } from "./size.js";

const folder = new URL("../../", import.meta.url).href;
const frames = () => [...document.querySelectorAll("iframe")].filter(({ src }) => src.startsWith(`${folder}embed.html`));
const { hear } = hearHeights();

addEventListener("message", ({ source, data }) => {
  const frame = frames().find(({ contentWindow }) => contentWindow === source);
  if (frame) hear(frame, data);
});
// Those that have asked before anyone heard.
for (const frame of frames()) ask(frame);
