// What a page's own script cannot tell: that it never came, or that the module broke off later.
//
// It is the last of a page's scripts: the others have run before it, or never will. And it is the one file without a name
// after its content, so that every host is asked for it anew.

import { say } from "./notice.js";

/** What shows that a script has run, by the part of the page that it is. */
const SIGNS = {
  page: () => "starting" in document.documentElement.dataset,
  element: () => customElements.get("isolated-margin") !== undefined,
};

/** Asks the host itself for a file, under an address of which the browser has kept nothing. Resolves to whether it came. */
function again(element, address) {
  const copy = document.createElement(element.localName);
  for (const { name, value } of element.attributes) copy.setAttribute(name, value);
  copy.setAttribute(address, `${element.getAttribute(address)}?${Date.now()}`);
  return new Promise((resolve) => {
    copy.addEventListener("load", () => resolve(true));
    copy.addEventListener("error", () => resolve(false));
    element.replaceWith(copy);
  });
}

addEventListener("error", ({ error }) => {
  if (typeof WebAssembly === "object" && error instanceof WebAssembly.RuntimeError) say("broken");
});

for (const script of document.querySelectorAll("script[data-part]")) {
  if (!SIGNS[script.dataset.part]() && !(await again(script, "src"))) say("not-loaded");
}
// What every style sheet of ours begins with.
const isStyled = () => getComputedStyle(document.documentElement).getPropertyValue("--ground") !== "";
if (!isStyled()) {
  await again(document.querySelector("link[rel=stylesheet]"), "href");
  if (!isStyled()) say("unstyled", false);
}
