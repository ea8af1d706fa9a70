// The service worker: keeps the pages for when there is no network, or a bad one. It fills its cache once, and asks nobody else.
//
// It knows each file by its name and its digest, and keeps nothing with other bytes. A page is fetched anew while there is
// a network that answers; what is named after its content never changes. The widget and the page that frames it are left
// alone, also where they stand in one of our own pages.

/** The names of the pages, of what they load, and of the tables that they may ask for, each with its digest. */
/* global PAGES, PARTS, TABLES, VERSION */
const DIGESTS = { ...PAGES, ...PARTS, ...TABLES };
const FOLDER = new URL("./", location).href;
/** The caches of this folder, of which one is of this version: another folder of the site may hold another copy. */
const OURS = `isolated-margin ${FOLDER} `;
const CACHE = OURS + VERSION;
/** How long a page may take to come while there is a kept one, in milliseconds. */
const PATIENCE = 3_000;

addEventListener("install", (event) => {
  event.waitUntil(fill());
  skipWaiting();
});

addEventListener("activate", (event) => {
  event.waitUntil(dropOthers().then(() => clients.claim()));
});

addEventListener("fetch", (event) => {
  const { request } = event;
  const [address] = request.url.split("#");
  if (request.method !== "GET" || !address.startsWith(FOLDER)) return;
  const name = address.slice(FOLDER.length);
  if (request.mode === "navigate") {
    const page = pageOf(name.split("?")[0]);
    if (page) event.respondWith(fresh(request, page));
  } else if (Object.hasOwn(PARTS, name) || Object.hasOwn(TABLES, name)) {
    event.respondWith(kept(event, name, request));
  }
});

/** The file of the page that an address leads to. Some hosts leave the ending out of the address. */
const pageOf = (name) => [name || "index.html", `${name}.html`].find((file) => Object.hasOwn(PAGES, file));

/** Fetches the pages and their parts: what the browser has of them by now, and where that is wrong, from the host. */
async function fill() {
  const cache = await caches.open(CACHE);
  const put = async (name) => {
    const answer = await whole(name, "default").catch(() => whole(name, "reload"));
    if (!mayKeep(name, answer)) throw new Error(`${name} cannot be kept`);
    // An answer after a redirection would be refused for a page.
    await cache.put(FOLDER + name, new Response(await answer.blob(), { headers: answer.headers }));
  };
  await Promise.all(Object.keys({ ...PAGES, ...PARTS }).map(put));
}

/** Fetches a file, and refuses it with other bytes than it is known to have. */
async function whole(name, cache) {
  return fetch(FOLDER + name, { cache, integrity: DIGESTS[name] });
}

/** Whether an answer may be kept. Its bytes are right; but where the rest is wrong, it would not be taken for what it is. */
function mayKeep(name, { status, redirected, headers }) {
  const isPage = Object.hasOwn(PAGES, name);
  const isHtml = (headers.get("content-type") ?? "").startsWith("text/html");
  const isForgotten = /no-store/i.test(headers.get("cache-control") ?? "");
  // Some hosts lead from a page's file to its address without the ending.
  return status === 200 && isHtml === isPage && (isPage || !redirected) && !isForgotten;
}

/** Drops what is of another version, but for the tables that are still the same. */
async function dropOthers() {
  const cache = await caches.open(CACHE);
  for (const name of await caches.keys()) {
    if (!name.startsWith(OURS) || name === CACHE) continue;
    const other = await caches.open(name);
    for (const table of Object.keys(TABLES)) {
      const known = await other.match(FOLDER + table);
      if (known) await cache.put(FOLDER + table, known);
    }
    await caches.delete(name);
  }
}

/** From the cache, else from the network and into the cache, if that can be. A page asks anew for what proved bad. */
async function kept(event, name, request) {
  const cache = await caches.open(CACHE).catch(() => undefined);
  const known = request.cache === "reload" ? undefined : await cache?.match(FOLDER + name);
  if (known) return known;
  const answer = await whole(name, request.cache);
  if (mayKeep(name, answer)) event.waitUntil(cache?.put(FOLDER + name, answer.clone()).catch(() => {}));
  return answer;
}

/** From the network; from the cache where that does not answer, or not soon, or only with an error. */
async function fresh(request, page) {
  const cache = await caches.open(CACHE).catch(() => undefined);
  const known = await cache?.match(FOLDER + page);
  if (!known) return fetch(request);
  const tooLate = new Promise((resolve) => setTimeout(resolve, PATIENCE));
  const answer = await Promise.race([fetch(request).catch(() => undefined), tooLate]);
  return answer && (answer.ok || answer.type === "opaqueredirect") ? answer : known;
}
