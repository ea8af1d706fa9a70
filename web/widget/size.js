// How a frame tells how high it must be, and how the page round it hears that.
//
// The first message is that of AMP. Whoever answers it with a port hears the rest through that: a port belongs to the
// document that was given it, so nothing is heard of another one that the frame is led to later.

/** Higher than any calculator is: what a frame asks for beyond it does not get. */
const HIGHEST = 20_000;

const sizeMessage = (height) => ({ sentinel: "amp", type: "embed-size", height: Math.ceil(height) });
const request = { sentinel: "amp", type: "request-embed-size" };
const is = (data, type) => data?.sentinel === "amp" && data.type === type;
const isSize = (data) => is(data, "embed-size") && Number.isFinite(data.height) && data.height > 0;

/** In the frame: tells the page round it, and answers that. `height` measures. Returns what tells anew. */
export function tellHeight(height) {
  const isFramed = parent !== window;
  let port;
  const tell = () => {
    if (!isFramed) return;
    const message = sizeMessage(height());
    parent.postMessage(message, "*");
    port?.postMessage(message);
  };
  addEventListener("message", ({ source, data, ports }) => {
    if (!isFramed || source !== parent || !is(data, request.type)) return;
    port = ports[0] ?? port;
    tell();
  });
  return tell;
}

/** In the page: gives one frame the heights that the document in it asks for. */
export class Heights {
  #frame;
  /** Where the document that was heard speaks from then on. */
  #port;

  constructor(frame) {
    this.#frame = frame;
  }

  /** Asks the document that is there now. */
  ask() {
    this.#frame.contentWindow?.postMessage(request, "*");
  }

  /** A message from the frame's window: heard is the first size of a document. */
  hear(data) {
    if (this.#port || !isSize(data)) return;
    this.#give(data);
    const { port1, port2 } = new MessageChannel();
    this.#port = port1;
    port1.onmessage = ({ data }) => {
      if (isSize(data)) this.#give(data);
    };
    this.#frame.contentWindow.postMessage(request, "*", [port2]);
  }

  /** The page has led the frame to another document, which is there now. */
  renew() {
    this.#port?.close();
    this.#port = undefined;
    this.ask();
  }

  #give({ height }) {
    this.#frame.style.height = `${Math.min(Math.ceil(height), HIGHEST)}px`;
  }
}
