// For the page that holds frames of the calculator: gives each the height that it asks for.
//
// Heard is only who is one of these frames, and only a size.
const folder = new URL("../../", import.meta.url).href;
const frames = () => [...document.querySelectorAll("iframe")].filter(({ src }) => src.startsWith(`${folder}embed.html`));

addEventListener("message", ({ source, data }) => {
  const frame = frames().find(({ contentWindow }) => contentWindow === source);
  const isSize = data?.sentinel === "amp" && data.type === "embed-size" && Number.isFinite(data.height) && data.height > 0;
  if (frame && isSize) frame.style.height = `${Math.min(Math.ceil(data.height), 20_000)}px`;
});
// Those that have asked before anyone heard.
for (const { contentWindow } of frames()) contentWindow.postMessage({ sentinel: "amp", type: "request-embed-size" }, "*");
