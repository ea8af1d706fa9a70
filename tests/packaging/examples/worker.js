// In a module worker.
import init, { evaluate } from "isolated-margin";

self.onmessage = async ({ data }) => {
  await init();
  self.postMessage(evaluate(data));
};
