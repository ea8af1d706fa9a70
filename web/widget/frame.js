// The page that is framed: the element over its whole width, with the state of the fragment and the looks of the query.
// It writes nothing into the address, and tells the page round it how high it is.

import "./element.js";
import { answers, say, watchModule } from "../start/notice.js";
import { tellHeight } from "./size.js";

document.documentElement.dataset.starting = "";
watchModule();
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
new ResizeObserver(tellHeight(() => element.getBoundingClientRect().height)).observe(element);
element.addEventListener("margin-ready", answers);
element.addEventListener("margin-error", ({ detail }) => {
  // Not what is wrong with an attribute, but that there is no calculator.
  if (detail.attribute !== null) return;
  element.hidden = true;
  // It tries again when it comes into sight. Another load would be a document that the page round it does not hear.
  const again = () => {
    element.hidden = false;
  };
  say(detail.code, detail.code === "not-loaded" ? { again } : {});
});
