// What the element says where nothing has come that has words: the only sentences outside the catalogue.

/** By the code that `margin-error` tells. */
export const HINDRANCES = {
  "not-loaded": "The calculator did not arrive. Check your connection, then reload the page.",
  unsupported: "The calculator needs WebAssembly, which this browser does not have or has switched off.",
  forbidden: "The calculator needs WebAssembly, which the rules of this page forbid.",
  memory: "There is not enough free memory for the calculator. Close other tabs, then reload the page.",
  broken: "The calculator has stopped because of an error in it. Reload the page to try again.",
};
