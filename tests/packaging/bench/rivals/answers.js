// The answers without a price that every rival gives.

export const SAFE = { kind: "never", reason: "safe-side" };
export const COVERED = { kind: "never", reason: "collateral-covers-loss" };
export const BEYOND = { kind: "never", reason: "beyond-any-price" };
export const NO_EXPOSURE = { kind: "never", reason: "no-exposure" };
export const NOW = { kind: "now" };

/** The end of a pair on the side that hurts a position. */
export const hurting = ({ below, above }, side) => (side === "long" ? below : above);
