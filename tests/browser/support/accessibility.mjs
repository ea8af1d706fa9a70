// What a program can tell of accessibility.

import assert from "node:assert/strict";
import { AxeBuilder } from "@axe-core/playwright";

/** `target-size` is only run with the last of these. */
export const TAGS = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"];

/** Refuses a page that breaks a rule. */
export async function accessible(page) {
  const { violations, passes } = await new AxeBuilder({ page }).withTags(TAGS).analyze();
  assert.ok(passes.length > 0);
  assert.deepEqual(violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ target }) => target.flat().join(" > ")).join(" | ")}`), []);
}
