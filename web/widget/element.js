// <isolated-margin>: the element that a page pastes. It registers itself, waits until it nears the viewport, and has the
// calculator loaded then. Nothing else of it runs before, and it stores nothing.

/** Where this script is from. By a name: what bundlers find spelt out in the place of an address, they follow. */
const HERE = import.meta.url;
/** The attributes that are parts of the state, and the names that these have in a link. */
const PARTS = {
  side: "side",
  leverage: "lev",
  value: "value",
  margin: "margin",
  wallet: "wallet",
  entry: "entry",
  mark: "mark",
  "maintenance-rate": "rate",
  venue: undefined,
  market: "market",
};
const LOOKS = ["theme", "lang", "readonly"];
const THEMES = ["light", "dark", "system"];
/** How far outside the viewport it begins to load. */
const NEAR = "300px";

const sheet = (text) => {
  const style = new CSSStyleSheet();
  style.replaceSync(text);
  return style;
};
/** Until the calculator stands there: about the room that it will take. */
const WAITING = sheet(WAITING_STYLE);

/** Whether the policy of the page allows it to compile a module: this one is empty. */
function mayCompile() {
  try {
    return new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0)) instanceof WebAssembly.Module;
  } catch {
    return false;
  }
}

/** The calculator's own script and its module, which all elements share. */
async function load() {
  const calculator = await import(CALCULATOR);
  await calculator.begin();
  return calculator;
}

class IsolatedMargin extends HTMLElement {
  static observedAttributes = [...Object.keys(PARTS), ...LOOKS];

  #shadow = this.attachShadow({ mode: "open" });
  #watch;
  /** The calculator, while it stands in the page. */
  #calculator;
  /** The link to its state, while it is out of the page. */
  #link;
  /** What has been set and not been passed on. */
  #pending = new Set();
  /** What has been warned of. */
  #warned = new Set();

  constructor() {
    super();
    this.#wait();
  }

  /** What is set, as `{ side, leverage, … , link }`; a text is a link to a state. */
  get state() {
    return this.#calculator?.state() ?? null;
  }

  set state(state) {
    this.#state = state ?? "";
    if (this.#calculator) this.#apply();
  }

  #state;

  /** Every number on screen, exactly: `{ sentence, isolated, cross }`. Nothing until `margin-ready`. */
  get result() {
    return this.#calculator?.result() ?? null;
  }

  connectedCallback() {
    if (this.#calculator || this.#watch) return;
    // What was set before the element was known to be one hides the accessor of its class.
    if (Object.hasOwn(this, "state")) {
      const { state } = this;
      delete this.state;
      this.state = state;
    }
    this.#watch = new IntersectionObserver(
      (entries) => entries.some((entry) => entry.isIntersecting) && this.#start(),
      { rootMargin: NEAR },
    );
    this.#watch.observe(this);
  }

  disconnectedCallback() {
    // An element that is moved comes back at once.
    queueMicrotask(() => {
      if (!this.isConnected) this.#stop();
    });
  }

  attributeChangedCallback(name, before, text) {
    if (before === text) return;
    if (LOOKS.includes(name)) return this.#look();
    if (this.#pending.size === 0 && this.#calculator) queueMicrotask(() => this.#calculator && this.#apply());
    this.#pending.add(name);
  }

  /** The element's own content stands in it, until the calculator does. */
  #wait() {
    const place = document.createElement("div");
    place.className = "waiting";
    place.append(document.createElement("slot"));
    this.#shadow.replaceChildren(place);
    this.#shadow.adoptedStyleSheets = [WAITING];
  }

  async #start() {
    this.#watch?.disconnect();
    const watch = this.#watch;
    const isGone = () => !this.isConnected || this.#watch !== watch;
    if (!mayCompile()) return this.#frame();
    try {
      const { open } = await load();
      if (isGone()) return;
      this.#calculator = open(this.#shadow, (kind) => this.#tell(kind));
    } catch (error) {
      return isGone() || this.#fault({ attribute: null, value: null, code: "not-loaded", message: String(error?.message ?? error) });
    }
    if (this.#link !== undefined) this.#calculator.follow(this.#link);
    else this.#pending = new Set(Object.keys(PARTS).filter((name) => this.hasAttribute(name)));
    this.#look();
    this.#apply();
    this.#tell("margin-ready");
  }

  #stop() {
    this.#watch?.disconnect();
    this.#watch = undefined;
    if (!this.#calculator) return;
    this.#link = this.state?.link;
    this.#calculator.close();
    this.#calculator = undefined;
    this.#wait();
  }

  /** Passes on what was set. */
  #apply() {
    const names = [...this.#pending];
    this.#pending.clear();
    const state = this.#state;
    this.#state = undefined;
    const texts = (of) => names.map((name) => [name, of(name)]);
    const set = (pairs) => pairs.length && this.#faults(this.#calculator.set(pairs), Object.fromEntries(pairs));
    set(texts((name) => this.getAttribute(name)));
    if (typeof state === "string") this.#faults(this.#calculator.follow(state), {});
    else if (state) set(Object.entries(state).map(([key, value]) => [dashed(key), value == null ? null : String(value)]));
  }

  #look() {
    const theme = this.getAttribute("theme");
    const lang = this.getAttribute("lang");
    const isTheme = theme === null || THEMES.includes(theme);
    const language = canonical(lang);
    this.#calculator?.look({ theme: isTheme ? theme : null, language, isReadonly: this.hasAttribute("readonly") });
    if (!this.#calculator) return;
    const refuse = (attribute, value, message) => this.#fault({ attribute, value, code: "bad-value", message });
    if (!isTheme) refuse("theme", theme, `A theme is one of ${THEMES.join(", ")}.`);
    if (lang && !language) refuse("lang", lang, "This is no language tag.");
  }

  #faults(faults, values) {
    for (const fault of faults) this.#fault({ ...fault, value: values[fault.attribute] ?? null });
  }

  #fault(detail) {
    const said = `${detail.attribute}: ${detail.message}`;
    if (!this.#warned.has(said)) console.warn(`<isolated-margin> ${said}`);
    this.#warned.add(said);
    this.#tell("margin-error", detail);
  }

  #tell(kind, detail = { state: this.state, result: this.result }) {
    this.dispatchEvent(new CustomEvent(kind, { bubbles: true, composed: true, detail }));
  }

  /** Where the page forbids modules, a frame of ours may still hold one. */
  #frame() {
    if (!EMBED) {
      const message = "The policy of this page forbids WebAssembly.";
      return this.#fault({ attribute: null, value: null, code: "forbidden", message });
    }
    this.#pending.clear();
    const frame = document.createElement("iframe");
    frame.src = this.#address();
    frame.title = this.title || "Isolated Margin";
    frame.referrerPolicy = "no-referrer";
    frame.sandbox.add("allow-scripts");
    const hear = ({ source, data }) => {
      if (!frame.isConnected) return removeEventListener("message", hear);
      const isSize = data?.sentinel === "amp" && data.type === "embed-size" && Number.isFinite(data.height) && data.height > 0;
      if (source === frame.contentWindow && isSize) frame.style.height = `${Math.min(Math.ceil(data.height), 20_000)}px`;
    };
    addEventListener("message", hear);
    this.#calculator = {
      state: () => null,
      result: () => null,
      set: () => this.#calculator.follow(),
      look: () => this.#calculator.follow(),
      follow: () => {
        // No entry in the history of the page.
        frame.contentWindow?.location.replace(this.#address());
        return [];
      },
      close: () => removeEventListener("message", hear),
    };
    this.#shadow.replaceChildren(frame);
  }

  /** The address of a frame with what is set. */
  #address() {
    const address = new URL(EMBED, HERE);
    for (const name of LOOKS) if (this.hasAttribute(name)) address.searchParams.set(name, this.getAttribute(name));
    const parts = Object.entries(PARTS).flatMap(([name, code]) => {
      const text = this.getAttribute(name)?.trim();
      return code && text && /^[\w.-]+$/.test(text) ? [`${code}=${text}`] : [];
    });
    address.hash = ["v1", ...parts].join("&");
    return address;
  }
}

const dashed = (key) => key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

function canonical(lang) {
  try {
    return (lang && Intl.getCanonicalLocales(lang)[0]) || null;
  } catch {
    return null;
  }
}

if (!customElements.get("isolated-margin")) customElements.define("isolated-margin", IsolatedMargin);
