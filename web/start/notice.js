// The notice that stands ahead of every page, and the controls that cannot be used until the page answers.

const { documentElement: root } = document;
const byId = (id) => document.getElementById(id);

/** From here on the page answers. */
export function answers() {
  byId("app").disabled = false;
  root.dataset.awake = "";
  show();
}

/** Says what has happened. The first reason counts; where the page stops for it, its controls do. */
export function say(reason, stops = true) {
  if ("failed" in root.dataset) return;
  root.dataset.failed = reason;
  byId("app").disabled ||= stops;
  show();
}

function show() {
  const { failed, awake } = root.dataset;
  const notice = byId("start");
  notice.hidden = awake !== undefined && failed === undefined;
  for (const text of notice.querySelectorAll("[data-reason]")) text.hidden = text.dataset.reason !== (failed ?? "waiting");
  // Once the page has answered, its numbers are the reader's.
  for (const example of notice.querySelectorAll(".example")) example.hidden = awake !== undefined;
  const button = notice.querySelector("button");
  button.hidden = failed === undefined;
  button.onclick = () => location.reload();
}
