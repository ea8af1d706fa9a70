// The calculator in an element's shadow: loaded once, when the first element nears the viewport.

import init, { Widget } from "module:glue";
import style from "style:widget";
import { start } from "../start/module.js";
import { adopt } from "./sheet.js";

let beginning;
/** Loads the module, once for all elements; after a failure it can be asked for again. */
export function begin() {
  beginning ??= start(init, new URL(MODULE, import.meta.url), INTEGRITY).catch((error) => {
    beginning = undefined;
    throw error;
  });
  return beginning;
}

/** What can be styled from outside, by the name of its part. */
const STYLED = { sentence: ".sentence", inputs: ".inputs", isolated: ".outcome.isolated", cross: ".outcome.cross", chart: "figure", notes: ".notes" };

/** Names and texts, one after the other, as an object: `isolated.max-loss` becomes `isolated: { maxLoss }`. */
function object(pairs) {
  const whole = {};
  for (let index = 0; index < pairs.length; index += 2) {
    const names = pairs[index].split(".").map((name) => name.replace(/-(.)/g, (_, letter) => letter.toUpperCase()));
    const last = names.pop();
    const part = names.reduce((part, name) => (part[name] ??= {}), whole);
    part[last] = pairs[index + 1] || null;
  }
  return whole;
}

function faults(parts) {
  const faults = [];
  for (let index = 0; index < parts.length; index += 3) {
    const [attribute, code, message] = parts.slice(index, index + 3);
    faults.push({ attribute, code, message });
  }
  return faults;
}

/** Where this script is from. By a name: what bundlers find spelt out in the place of an address, they follow. */
const HERE = import.meta.url;
/** The folder with the tables of the markets that are no part of the module. */
const SITE = new URL("../../", HERE).href;

/** Puts a calculator into a shadow root. `tell` hears what its reader does, by the name of the event;
 *  `fail` what is wrong with what was set, where that is known only later. */
export function open(shadow, tell, fail) {
  adopt(shadow, style);
  const place = document.createElement("div");
  const root = document.createElement("div");
  place.className = "place";
  root.className = "calculator";
  root.setAttribute("part", "calculator");
  place.append(root);
  const heard = (isDone) => tell(isDone ? "margin-change" : "margin-input");
  const widget = new Widget(root, SITE, heard, (parts) => fail(faults(parts)));
  for (const [part, selector] of Object.entries(STYLED)) root.querySelector(selector).setAttribute("part", part);
  shadow.replaceChildren(place);
  const width = new ResizeObserver(() => widget.measure());
  width.observe(place);
  let known;
  return {
    state: () => object(widget.state()),
    result: () => object(widget.result()),
    set(pairs) {
      const given = pairs.filter(([, text]) => text !== null);
      const taken = pairs.filter(([, text]) => text === null);
      return faults(widget.set(given.map(([name]) => name), given.map(([, text]) => text), taken.map(([name]) => name)));
    },
    follow: (link) => faults(widget.follow(link)),
    look({ theme, language, isReadonly }) {
      if (theme) root.dataset.theme = theme;
      else delete root.dataset.theme;
      root.toggleAttribute("data-readonly", isReadonly);
      if (known !== (language ?? "")) widget.useLanguage(language ?? undefined);
      known = language ?? "";
    },
    /** What brings its state back. */
    kept: () => object(widget.state()),
    /** It stands in another document. */
    dress: () => adopt(shadow, style),
    close() {
      width.disconnect();
      place.remove();
      widget.free();
    },
  };
}
