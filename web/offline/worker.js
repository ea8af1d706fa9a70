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
  const [name, query] = address.slice(FOLDER.length).split("?");
  if (request.mode === "navigate") {
    if (mayBePage(name)) event.respondWith(fresh(request, FOLDER + name));
  } else if (Object.hasOwn(PARTS, name) || Object.hasOwn(TABLES, name)) {
    // With a number behind its name a page asks for what proved bad.
    const isBad = request.cache === "reload" || /^\d+$/.test(query);
    if (isBad || query === undefined) event.respondWith(kept(event, name, isBad));
  }
});

/** Whether an address may be that of a page: some hosts leave the ending out of it. */
const mayBePage = (name) => name === "" || [name, `${name}.html`].some((page) => Object.hasOwn(PAGES, page));

/**
 * Fetches the pages and their parts: what the browser has of them by now, and where that is wrong, from the host. One after the
 * other, and the small ones first: where one cannot be kept, nothing more is asked for.
 */
async function fill() {
  const cache = await caches.open(CACHE);
  const isLarge = (name) => name.endsWith(".wasm");
  const names = [...Object.keys(PAGES), ...Object.keys(PARTS).sort((one, other) => isLarge(one) - isLarge(other))];
  for (const name of names) {
    if (await cache.match(FOLDER + name)) continue;
    const answer = await whole(name, "default").catch(() => whole(name, "reload"));
    if (!mayKeep(name, answer)) throw new Error(`${name} cannot be kept`);
    // An answer after a redirection would be refused for a page.
    const [bytes, { headers }] = [await answer.blob(), answer];
    const addresses = new Set([FOLDER + name, answer.url, ...(name === "index.html" ? [FOLDER] : [])]);
    for (const address of addresses) await cache.put(address, new Response(bytes, { headers }));
  }
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

/** From the cache, else from the network and into the cache, if that can be. What proved bad is asked for anew. */
async function kept(event, name, isBad) {
  const cache = await caches.open(CACHE).catch(() => undefined);
  const known = isBad ? undefined : await cache?.match(FOLDER + name);
  if (known) return known;
  const answer = await whole(name, isBad ? "reload" : "default");
  if (mayKeep(name, answer)) event.waitUntil(cache?.put(FOLDER + name, answer.clone()).catch(() => {}));
  return answer;
}

/** From the network; from the cache where that is not there, errs, or does not answer soon. */
async function fresh(request, address) {
  const cache = await caches.open(CACHE).catch(() => undefined);
  const known = await cache?.match(address);
  if (!known) return fetch(request);
  const tooLate = new Promise((resolve) => setTimeout(resolve, PATIENCE));
  const answer = await Promise.race([fetch(request).catch(() => undefined), tooLate]);
  return answer && answer.status !== 404 && answer.status < 500 ? answer : known;
}
