// What venues print on their screens and in their payloads: each case is one call of the package, and figures of its answer
// by their paths.

import assert from "node:assert/strict";

import { api } from "./account.mjs";
import { decimal } from "./decimal.mjs";

const CALLS = {
  evaluate: (input) => api.evaluate(input),
  compare: (input) => api.compare(input),
  solve: ({ scenario, wanted }) => ({ price: api.solve(scenario, wanted) }),
  simulate({ init, steps }) {
    const account = new api.Simulation(init);
    try {
      for (const step of steps) account.apply(step);
      return { state: account.toJSON(), report: account.report() };
    } finally {
      account.free();
    }
  },
};

/** What is at a path such as `positions[0].liquidation.price`. */
const at = (answer, path) => path.replaceAll("[", ".").replaceAll("]", "").split(".").reduce((value, part) => value?.[part], answer);

const isNumber = (text) => /^-?\d+(\.\d+)?$/.test(text);

/** Asks, and compares each printed figure. */
export function check({ call, input, expected }) {
  let answer;
  try {
    answer = CALLS[call](input);
  } catch (error) {
    if (!(error instanceof api.MarginError)) throw error;
    answer = { refused: error.code };
  }
  for (const { field, value, tolerance } of expected) {
    const ours = String(at(answer, field) ?? answer.refused);
    const matches = isNumber(ours) && isNumber(value) ? decimal(ours).sub(value).abs().lte(tolerance) : ours === value;
    assert.ok(matches, `${field}: printed ${value}, ours ${ours}`);
  }
}
