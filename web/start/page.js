// What a page's own script does: loads the module, which takes over what the build has written, and lets the page be used.

import init from "module:glue";
import { register } from "../offline/register.js";
import { start } from "./module.js";
import { answers, say, watchModule } from "./notice.js";
import { watchPrices } from "./prices.js";

document.documentElement.dataset.starting = "";
watchModule();
watchPrices();
try {
  await start(init, new URL(MODULE, import.meta.url), INTEGRITY);
  answers();
  if (IS_PUBLISHED) register();
} catch (error) {
  console.error(error);
  say(error.reason ?? "broken");
}
