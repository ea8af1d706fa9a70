// The entry with the module in it, for hosts that fetch nothing. All is as in the package's main entry, and ready at once.

export * from "./index.js";
export { default } from "./index.js";
