// <isolated-margin>: the element that a page pastes. It registers itself, waits until it nears the viewport, and has the
// calculator loaded then. Nothing else of it runs before, and it stores nothing.

import { frameIn } from "./framed.js";
import { NotStarted } from "../start/module.js";
import { calculatorScript } from "./script.js";
import { adopt } from "./sheet.js";
import { HINDRANCES } from "./words.js";

/** Where this script is from. By a name: what bundlers find spelt out in the place of an address, they follow. */
const HERE = import.meta.url;
/** The attributes that are parts of the state, and the names that these have in a link. */
const PARTS = {
  side: "side",
  leverage: "lev",
  value: "value",
  size: "size",
  unit: "unit",
  margin: "margin",
  wallet: "wallet",
  entry: "entry",
  mark: "mark",
  "maintenance-rate": "rate",
  "coin-price": "coin",
  venue: "venue",
  market: "market",
};
/** Those that links of version 1 could not have. */
const NEW_PARTS = ["size", "unit", "coin", "venue"];
const LOOKS = ["theme", "lang", "readonly"];
const THEMES = ["light", "dark", "system"];
/** How far outside the viewport it begins to load. */
const NEAR = "300px";

/** Whether a module can be compiled and started: this one is empty. */
function compiles() {
  try {
    return Boolean(new WebAssembly.Instance(new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0))));
  } catch {
    return false;
  }
}

let isAllowed;
/** Whether the policy of the page allows modules. Tried once, for a refusal is reported. */
const mayCompile = () => (isAllowed ??= compiles());

/** Whether a frame would help: where there is its page, and this is not that. */
const mayFrame = () => EMBED !== "" && !isEmbed();
/** Some hosts leave the ending out of the address. */
const isEmbed = () => {
  const plain = ({ origin, pathname }) => origin + pathname.replace(/\.html$/, "");
  return plain(new URL(EMBED, HERE)) === plain(new URL(location.href));
};

/** What hinders a calculator so that another try is of no use. */
const FINAL = ["forbidden", "unsupported", "broken"];

/** The calculator's own script and its module, which all elements share. */
async function load(place) {
  const calculator = await calculatorScript(place);
  await calculator.begin();
  return calculator;
}

class IsolatedMargin extends HTMLElement {
  static observedAttributes = [...Object.keys(PARTS), ...LOOKS];

  #shadow = this.attachShadow({ mode: "open" });
  /** Waits for the viewport; it is there from when the element is put into a page until it is taken out. */
  #watch;
  /** The calculator, while it stands in the page. */
  #calculator;
  /** What was set and not passed on: first a link, if there is one, then parts by their names, the latest last. */
  #link;
  #pairs = new Map();
  /** What was set last, by name: a fault can come later. */
  #set = {};
  /** What has been warned of. */
  #warned = new Set();

  constructor() {
    super();
    this.#wait();
  }

  /** What is set, as `{ side, leverage, …, link }`; a text is a link to a state. */
  get state() {
    this.#pass();
    return this.#calculator?.state() ?? null;
  }

  set state(state) {
    if (typeof state === "string") this.#replace(state);
    else for (const [name, text] of this.#read(state)) this.#change(name, text);
    this.#pass();
  }

  /** Every number on screen, exactly: `{ sentence, isolated, cross }`. Nothing until `margin-ready`. */
  get result() {
    this.#pass();
    return this.#calculator?.result() ?? null;
  }

  connectedCallback() {
    if (this.#calculator) return this.#calculator.moved?.();
    if (this.#watch) return;
    // What was set before the element was known to be one hides the accessor of its class.
    if (Object.hasOwn(this, "state")) {
      const { state } = this;
      delete this.state;
      this.state = state;
    }
    this.#await();
  }

  disconnectedCallback() {
    // An element that is moved comes back at once.
    queueMicrotask(() => {
      if (!this.isConnected) this.#stop();
    });
  }

  /** Another document: sheets are adopted anew. */
  adoptedCallback() {
    if (this.#calculator) this.#calculator.dress?.();
    else this.#wait();
  }

  attributeChangedCallback(name, before, text) {
    if (before === text) return;
    if (LOOKS.includes(name)) return this.#look([name]);
    this.#change(name, text);
    // A size, and what it counts, go together.
    const pair = ["size", "unit"];
    if (pair.includes(name) && this.hasAttribute("size")) for (const each of pair) this.#change(each, this.getAttribute(each));
    if (this.#calculator) queueMicrotask(() => this.#pass());
  }

  /** The members of an object that was given as the state, as texts. What has none is told. */
  #read(state) {
    const pairs = [];
    try {
      for (const [key, value] of Object.entries(state ?? {})) {
        const name = key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
        if (Object.hasOwn(PARTS, name)) pairs.push([name, value == null ? null : String(value)]);
      }
    } catch {
      this.#fault({ attribute: "state", value: null, code: "bad-value", message: "A part of the state cannot be read." });
    }
    return pairs;
  }

  #change(name, text) {
    this.#pairs.delete(name);
    this.#pairs.set(name, text);
  }

  #replace(link) {
    this.#link = link;
    this.#pairs.clear();
  }

  /** Passes on what was set. */
  #pass() {
    if (!this.#calculator) return;
    const [link, pairs] = [this.#link, [...this.#pairs]];
    this.#link = undefined;
    this.#pairs.clear();
    if (link !== undefined) {
      this.#set = {};
      this.#faults(this.#calculator.follow(link));
    }
    if (pairs.length === 0) return;
    Object.assign(this.#set, Object.fromEntries(pairs));
    this.#faults(this.#calculator.set(pairs));
  }

  /** The element's own content stands in it, until the calculator does. */
  #wait(className = "waiting") {
    const place = document.createElement("div");
    place.className = className;
    place.append(document.createElement("slot"));
    this.#shadow.replaceChildren(place);
    adopt(this.#shadow, WAITING_STYLE);
  }

  /** Starts when the element comes near; after a failure, when it comes near again. */
  #await(isAgain = false) {
    let mayStart = !isAgain;
    const watch = new IntersectionObserver(
      (entries) => {
        const isNear = entries.at(-1).isIntersecting;
        if (isNear && mayStart) this.#start(watch);
        mayStart ||= !isNear;
      },
      { rootMargin: NEAR },
    );
    this.#watch = watch;
    watch.observe(this);
  }

  async #start(watch) {
    watch.disconnect();
    const isGone = () => !this.isConnected || this.#watch !== watch;
    try {
      if (typeof WebAssembly !== "object") throw new NotStarted("unsupported", "This browser has no WebAssembly.");
      if (!mayCompile()) throw new NotStarted("forbidden", "This page allows no WebAssembly.");
      const { open } = await load(this.#shadow);
      if (isGone()) return;
      this.#calculator = open(this.#shadow, (kind) => this.#tell(kind), (late) => this.#faults(late));
    } catch (error) {
      if (isGone()) return;
      const code = error?.reason ?? "not-loaded";
      if (code !== "forbidden" || !mayFrame()) {
        this.#fail(code, String(error?.message ?? error));
        return FINAL.includes(code) ? undefined : this.#await(true);
      }
      const title = this.title || "Isolated Margin";
      this.#calculator = frameIn(this.#shadow, { addressOf: (parts, link) => this.#address(parts, link), title });
    }
    this.#pass();
    this.#look(LOOKS);
    this.#tell("margin-ready");
  }

  /** What stands in the element stays, with a word on what has happened, and takes no more room than it needs. */
  #fail(code, message) {
    this.#wait("failed");
    const hindrance = document.createElement("p");
    hindrance.setAttribute("role", "status");
    hindrance.textContent = HINDRANCES[code];
    this.#shadow.append(hindrance);
    this.#fault({ attribute: null, value: null, code, message });
  }

  #stop() {
    this.#watch?.disconnect();
    this.#watch = undefined;
    if (!this.#calculator) return;
    this.#pass();
    const { link, parts = [] } = this.#calculator.kept();
    this.#calculator.close();
    this.#calculator = undefined;
    this.#replace(link);
    for (const [name, text] of parts) this.#change(name, text);
    this.#wait();
  }

  /** Looks as its attributes say; of those that changed it says what cannot be. */
  #look(changed) {
    if (!this.#calculator) return;
    const [theme, lang] = [this.getAttribute("theme"), this.getAttribute("lang")];
    const isTheme = theme === null || THEMES.includes(theme);
    const language = canonical(lang);
    this.#calculator.look({ theme: isTheme ? theme : null, language, isReadonly: this.hasAttribute("readonly") });
    const refuse = (attribute, value, message) => this.#fault({ attribute, value, code: "bad-value", message });
    if (!isTheme && changed.includes("theme")) refuse("theme", theme, `A theme is one of ${THEMES.join(", ")}.`);
    if (lang && !language && changed.includes("lang")) refuse("lang", lang, "This is no language tag.");
  }

  #faults(faults) {
    for (const fault of faults) this.#fault({ ...fault, value: this.#set[fault.attribute] ?? null });
  }

  #fault(detail) {
    const said = `${detail.attribute ?? "calculator"}: ${detail.message}`;
    if (!this.#warned.has(said)) console.warn(`<isolated-margin> ${said}`);
    this.#warned.add(said);
    this.#tell("margin-error", detail);
  }

  #tell(kind, detail = { state: this.state, result: this.result }) {
    this.dispatchEvent(new CustomEvent(kind, { bubbles: true, composed: true, detail }));
  }

  /** The address of a frame that shows what is set. */
  #address(parts, link) {
    const address = new URL(EMBED, HERE);
    for (const name of LOOKS) if (this.hasAttribute(name)) address.searchParams.set(name, this.getAttribute(name));
    const texts = [...parts].map(([name, text]) => [name, name === "market" ? escaped(text.trim()) : text.trim()]);
    const plain = texts.filter(([name, text]) => PARTS[name] && (name === "market" || /^[\w.-]+$/.test(text)));
    const said = new Map(plain.map(([name, text]) => [PARTS[name], text]));
    // A rate is that of the flat market, which need not be named beside it.
    if (said.has("rate") && !said.has("market")) said.set("market", "flat");
    const isNew = NEW_PARTS.some((part) => said.has(part));
    const begun = (link.replace(/^#/, "") || "v2").replace(/^v1(?=&|$)/, isNew ? "v2" : "v1");
    const kept = begun.split("&").filter((part) => !said.has(part.split("=")[0]));
    address.hash = [...kept, ...[...said].map((part) => part.join("="))].join("&");
    return address;
  }
}

/** A symbol as a link writes it. */
function escaped(symbol) {
  const byte = (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`;
  return encodeURIComponent(symbol).replaceAll("%40", "@").replace(/[!~*'()]/g, byte);
}

function canonical(lang) {
  try {
    return (lang && Intl.getCanonicalLocales(lang)[0]) || null;
  } catch {
    return null;
  }
}

if (!customElements.get("isolated-margin")) customElements.define("isolated-margin", IsolatedMargin);
