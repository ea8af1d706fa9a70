// What the element says where nothing has come that has words: the only sentences outside the catalogue.

export const HINDRANCES = {
  "not-loaded": "The calculator did not arrive. Check your connection, then reload the page.",
  forbidden: "The calculator needs WebAssembly, which this browser or this page does not allow.",
};
