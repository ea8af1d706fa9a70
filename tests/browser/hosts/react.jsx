// A page of React 19 that mounts, updates and unmounts the element. The test drives it through `window.host`.

import { createRoot } from "react-dom/client";
import { flushSync } from "react-dom";

const heard = [];
const hear = ({ type }) => heard.push(type);

function Article({ leverage, isShown }) {
  if (!isShown) return <p>No calculator here.</p>;
  return <isolated-margin side="short" leverage={leverage} onmargin-ready={hear} onmargin-input={hear} onmargin-change={hear} />;
}

const root = createRoot(document.getElementById("root"));
const show = (leverage, isShown = true) => flushSync(() => root.render(<Article leverage={leverage} isShown={isShown} />));
show(20);
window.host = { show, hide: () => show(0, false), heard };
