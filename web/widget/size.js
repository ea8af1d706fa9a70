// How a frame tells how high it must be, and how the page round it hears that.
//
// The first message is that of AMP. Whoever answers it with a port hears the rest through that: a port belongs to the
// document that was given it, so nothing is heard of another one that the frame is led to later.

/** Higher than any calculator is: what a frame asks for beyond it does not get. */
const HIGHEST = 20_000;

const sizeMessage = (height) => ({ sentinel: "amp", type: "embed-size", height: Math.ceil(height) });
const request = { sentinel: "amp", type: "request-embed-size" };
const is = (data, type) => data?.sentinel === "amp" && data.type === type;

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

/** In the page: asks a frame for its height. */
export const ask = (frame) => frame.contentWindow.postMessage(request, "*");

/** In the page: hears frames. `hear(frame, data)` takes the first size of each, `forget(frame)` lets it have another first. */
export function hearHeights() {
  const heard = new WeakMap();
  const give = (frame, { height }) => {
    frame.style.height = `${Math.min(Math.ceil(height), HIGHEST)}px`;
  };
  const isSize = (data) => is(data, "embed-size") && Number.isFinite(data.height) && data.height > 0;
  return {
    hear(frame, data) {
      if (!isSize(data) || heard.get(frame) === frame.src) return;
      heard.set(frame, frame.src);
      give(frame, data);
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = ({ data }) => {
        if (isSize(data)) give(frame, data);
      };
      frame.contentWindow.postMessage(request, "*", [port2]);
    },
    forget: (frame) => heard.delete(frame),
  };
}
