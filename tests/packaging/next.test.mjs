// The packed package in Next.js, with nothing configured for it: in client components and in server components.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { launch } from "../browser/support/browser.mjs";
import { EXPECTED } from "./support/expected.mjs";
import { printed, serve } from "./support/loads.mjs";
import { HERE, NEAR, project } from "./support/project.mjs";

const consumer = project({ parent: NEAR });
let browser;
let server;

before(async () => {
  // Where it stands is the only thing that must be said.
  consumer.write("next.config.mjs", `export default { output: "export", turbopack: { root: ${JSON.stringify(HERE)} } };`);
  consumer.write("app/layout.jsx", `export default function Layout({ children }) { return <html lang="en"><head><link rel="icon" href="data:," /></head><body>{children}</body></html>; }`);
  consumer.add("examples/next-page.jsx", "app/page.jsx");
  consumer.add("support/known.js", "app/known.js");
  consumer.write("app/server/page.jsx", `
    import * as api from "isolated-margin"; import { known } from "../known.js";
    export default async function Page() { return <p id="known">{await known(api)}</p>; }`);
  consumer.write("app/client/page.jsx", `
    "use client";
    import * as api from "isolated-margin"; import { useEffect } from "react"; import { known } from "../known.js";
    export default function Page() {
      useEffect(() => { known(api).then((text) => { document.body.textContent = text; document.body.dataset.done = ""; }); }, []);
      return null;
    }`);
  const environment = { ...process.env, NEXT_TELEMETRY_DISABLED: "1", CI: "1" };
  execFileSync(process.execPath, [join(HERE, "node_modules/next/dist/bin/next"), "build"], { cwd: consumer.folder, env: environment, stdio: ["ignore", "ignore", "inherit"] });
  browser = await launch();
  server = await serve(consumer.path("out"));
});
after(async () => {
  await server?.close();
  await browser?.close();
});

test("a client component", async () => {
  const { text, problems } = await printed(browser, `${server.url}client.html`);
  assert.deepEqual([text, problems], [EXPECTED, []]);
});

test("a server component", () => {
  const [, escaped] = consumer.read("out/server.html").match(/<p id="known">(.*?)<\/p>/);
  assert.equal(escaped.replaceAll("&quot;", '"'), EXPECTED);
});

test("the example next-page.jsx", async () => {
  const page = await browser.newPage();
  await page.goto(server.url);
  await page.waitForFunction(() => document.querySelector("p")?.textContent !== "", undefined, { timeout: 20_000 });
  assert.equal(await page.textContent("p"), "100");
  await page.close();
});
