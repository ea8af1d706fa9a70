// What stands in the element where the page's policy forbids modules: a frame of ours, whose own policy allows them.
//
// It shows what is set, and tells nothing of what its reader does: state and result stay `null`.

import { Heights } from "./size.js";

/** Puts a frame into a shadow root. `addressOf(parts, link)` is where it leads; `title` what it is called. */
export function frameIn(shadow, { addressOf, title }) {
  let parts = new Map();
  let link = "";
  let frame;
  let address;
  let heights;
  /** Whether the frame was led to another document, which is not there yet. */
  let isLed = false;
  const hear = ({ source, data }) => {
    if (frame && source === frame.contentWindow) heights.hear(data);
  };
  addEventListener("message", hear);

  function draw() {
    frame = document.createElement("iframe");
    address = addressOf(parts, link).href;
    frame.src = address;
    frame.title = title;
    frame.referrerPolicy = "no-referrer";
    frame.sandbox.add("allow-scripts");
    heights = new Heights(frame);
    frame.addEventListener("load", () => {
      if (isLed) heights.renew();
      isLed = false;
    });
    shadow.replaceChildren(frame);
  }

  /** Leads it elsewhere, without an entry in the history of the page. */
  function lead() {
    if (!frame) return draw();
    const next = addressOf(parts, link).href;
    if (next === address) return;
    const page = (address) => address.split("#")[0];
    isLed ||= page(next) !== page(address);
    address = next;
    frame.contentWindow?.location.replace(next);
  }

  return {
    state: () => null,
    result: () => null,
    set(pairs) {
      for (const [name, text] of pairs) text === null ? parts.delete(name) : parts.set(name, text);
      lead();
      return [];
    },
    follow(to) {
      parts = new Map();
      link = to;
      lead();
      return [];
    },
    look: lead,
    kept: () => ({ link, parts }),
    // A frame that is moved begins anew, with the address it was made with.
    moved: draw,
    close: () => removeEventListener("message", hear),
  };
}
