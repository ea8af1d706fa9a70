// A page of Playwright or Puppeteer, which speak alike, behind the interface of the engines.

/** What the console and exceptions of a page say, from now on. */
function problemsOf(page) {
  const problems = [];
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("console", (message) => {
    if (["error", "warning", "warn"].includes(message.type())) problems.push(message.text());
  });
  return problems;
}

/** A visit in a page that has a context of its own; `end` ends its browser. */
export const visitIn = (page, context, end) => ({
  problems: problemsOf(page),
  go: (address) => page.goto(address),
  run: (source) => page.evaluate(source),
  press: async (chord) => {
    const keys = chord.split("+");
    for (const key of keys) await page.keyboard.down(key);
    for (const key of keys.reverse()) await page.keyboard.up(key);
  },
  type: (text) => page.keyboard.type(text),
  print: async () => Buffer.from(await page.pdf()),
  close: () => context.close(),
  end,
});
