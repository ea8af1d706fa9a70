// The message by which a frame tells how high it must be: that of AMP.

/** Higher than any calculator is: what a frame asks for beyond it does not get. */
const HIGHEST = 20_000;

export const sizeMessage = (height) => ({ sentinel: "amp", type: "embed-size", height: Math.ceil(height) });

/** Gives a frame the height that a message asks for, if it asks for one. */
export function resize(frame, data) {
  const isSize = data?.sentinel === "amp" && data.type === "embed-size" && Number.isFinite(data.height) && data.height > 0;
  if (isSize) frame.style.height = `${Math.min(Math.ceil(data.height), HIGHEST)}px`;
}
