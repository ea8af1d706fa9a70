// The page that is framed: the element over its whole width, with the state of the fragment and the looks of the query.
// It writes nothing into the address, and tells the page round it how high it is.

import "./element.js";
import { sizeMessage } from "./size.js";

const sheet = new CSSStyleSheet();
sheet.replaceSync("html { color-scheme: light dark; } body { margin: 0; }");
document.adoptedStyleSheets = [sheet];

const element = document.createElement("isolated-margin");
const looks = new URLSearchParams(location.search);
element.setAttribute("theme", looks.get("theme") ?? "system");
for (const name of ["lang", "readonly"]) if (looks.has(name)) element.setAttribute(name, looks.get(name));
const follow = () => {
  element.state = location.hash;
};
follow();
addEventListener("hashchange", follow);
document.getElementById("app").append(element);

const isFramed = parent !== window;
const tell = () => {
  if (isFramed) parent.postMessage(sizeMessage(element.getBoundingClientRect().height), "*");
};
new ResizeObserver(tell).observe(element);
addEventListener("message", ({ source, data }) => {
  if (isFramed && source === parent && data?.sentinel === "amp" && data.type === "request-embed-size") tell();
});
element.addEventListener("margin-ready", () => {
  document.documentElement.dataset.awake = "";
});
