// What a page's own script cannot tell: that it never came.
//
// It is the last of a page's scripts: the others have run before it, or never will. And it has no name after its content, so
// that every host is asked for it anew.

import { say } from "./notice.js";

/** What shows that a script has run, by the part of the page that it is, and whether the page can do nothing without. */
const PARTS = {
  page: { hasRun: () => "starting" in document.documentElement.dataset, stops: true },
  element: { hasRun: () => customElements.get("isolated-margin") !== undefined, stops: false },
};

/** Asks the host itself for a file, under an address of which the browser has kept nothing. Resolves once that has ended. */
function again(element, address) {
  const copy = document.createElement(element.localName);
  for (const { name, value } of element.attributes) copy.setAttribute(name, value);
  copy.setAttribute(address, `${element.getAttribute(address)}?${Date.now()}`);
  return new Promise((resolve) => {
    copy.addEventListener("load", resolve);
    copy.addEventListener("error", resolve);
    element.replaceWith(copy);
  });
}

for (const script of document.querySelectorAll("script[data-part]")) {
  const { hasRun, stops } = PARTS[script.dataset.part];
  if (!hasRun()) await again(script, "src");
  if (!hasRun()) say("not-loaded", { stops });
}
// What every style sheet of ours begins with.
const isStyled = () => getComputedStyle(document.documentElement).getPropertyValue("--ground") !== "";
if (!isStyled()) await again(document.querySelector("link[rel=stylesheet]"), "href");
if (!isStyled()) say("unstyled", { stops: false });
