// How figures are told.

const WIDTH = 50;

/** The value below which so great a part of the values is. */
export function quantile(values, part) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];
}

/** The median and the 95th percentile, in milliseconds, in columns. */
export const milliseconds = (values) => [0.5, 0.95].map((part) => `${quantile(values, part).toFixed(1)} ms`.padStart(10)).join("");

/** A line: what was measured, its figures, and of which build, where there are several. */
export const line = (what, figures, build) => console.log(what.padEnd(WIDTH) + figures + (build.name && `   ${build.name}`));

/** The heading of a table. */
export const heading = (what, columns = "    median       95%") => console.log(`\n${what.padEnd(WIDTH)}${columns}`);
