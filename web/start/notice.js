// The notice that stands ahead of every page, and the controls that cannot be used until the page answers.
//
// What is known is on `<html>`: `data-awake` once the page has answered, `data-failed` with what hinders it, `data-stopped`
// where it can do nothing for that.

const { documentElement: root } = document;
const byId = (id) => document.getElementById(id);

/** From here on the page answers. */
export function answers() {
  root.dataset.awake = "";
  show();
}

/**
 * Says what has happened. What `stops` the page outweighs what does not; else the first reason counts. `again` is another try,
 * in the place of another load.
 */
export function say(reason, { stops = true, again } = {}) {
  const { failed, stopped } = root.dataset;
  if (stopped !== undefined || (failed !== undefined && !stops)) return;
  root.dataset.failed = reason;
  if (stops) root.dataset.stopped = "";
  const hadFocus = byId("app").contains(document.activeElement);
  show();
  const button = byId("start").querySelector("button");
  if (stops && hadFocus) button.focus();
  button.onclick = () => {
    if (!again) return location.reload();
    delete root.dataset.failed;
    delete root.dataset.stopped;
    show();
    again();
  };
}

/** Says it where the module breaks off, at once or later. */
export function watchModule() {
  addEventListener("error", ({ error }) => {
    if (typeof WebAssembly === "object" && error instanceof WebAssembly.RuntimeError) say("broken");
  });
}

function show() {
  const { awake, failed, stopped } = root.dataset;
  const hasAnswered = awake !== undefined;
  byId("app").disabled = !hasAnswered || stopped !== undefined;
  // A disabled group of fields does not reach into the widget.
  for (const widget of document.querySelectorAll("isolated-margin")) widget.inert = stopped !== undefined;
  const notice = byId("start").querySelector(".notice");
  notice.hidden = hasAnswered && failed === undefined;
  for (const text of notice.querySelectorAll("[data-reason]")) text.hidden = text.dataset.reason !== (failed ?? "waiting");
  // Once the page has answered, its numbers are the reader's.
  for (const example of notice.querySelectorAll(".example")) example.hidden = hasAnswered;
  notice.querySelector("button").hidden = failed === undefined;
}
