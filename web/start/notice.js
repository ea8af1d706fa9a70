// The notice that stands ahead of every page, and the controls that cannot be used until the page answers.

const { documentElement: root } = document;
const byId = (id) => document.getElementById(id);

/** From here on the page answers. */
export function answers() {
  byId("app").disabled = false;
  byId("start").hidden = true;
  root.dataset.awake = "";
}

/** Says what has happened. The first reason counts; where the page stops for it, its controls do. */
export function say(reason, stops = true) {
  if ("failed" in root.dataset) return;
  root.dataset.failed = reason;
  if (stops) {
    byId("app").disabled = true;
    delete root.dataset.awake;
  }
  const notice = byId("start");
  for (const text of notice.querySelectorAll("[data-reason]")) text.hidden = !text.dataset.reason.split(" ").includes(reason);
  const button = notice.querySelector("button");
  button.hidden = false;
  button.addEventListener("click", () => location.reload());
  notice.hidden = false;
}
