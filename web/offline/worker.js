// The service worker: keeps the pages for when there is no network. It fills its cache once, and asks nobody else.
//
// A page is fetched anew while there is a network; what is named after its content never changes. The widget and the
// page that frames it are left alone, also where they stand in one of our own pages.

const FOLDER = new URL("./", location).href;
/** The caches of this folder, of which one is of this version: another folder of the site may hold another copy. */
const OURS = `isolated-margin ${FOLDER} `;
const CACHE = OURS + VERSION;
const NAMED = /^(page|tables)-[\w-]+\.(js|css|wasm|txt)$/;

addEventListener("install", (event) => {
  event.waitUntil(fill());
  skipWaiting();
});

addEventListener("activate", (event) => {
  event.waitUntil(dropOthers().then(() => clients.claim()));
});

addEventListener("fetch", (event) => {
  const { request } = event;
  const [address] = request.url.split(/[?#]/);
  if (request.method !== "GET" || !address.startsWith(FOLDER)) return;
  const name = address.slice(FOLDER.length);
  if (NAMED.test(name)) event.respondWith(kept(event, request));
  else if (request.mode === "navigate") {
    // Some hosts leave the ending out of the address.
    const page = PAGES.find((page) => page === name || page === `${name}.html`);
    if (page !== undefined) event.respondWith(fresh(request, FOLDER + page));
  }
});

/** Fetches everything anew, whatever the browser has. An answer after a redirection would be refused for a page. */
async function fill() {
  const cache = await caches.open(CACHE);
  const put = async (name) => {
    const answer = await fetch(new Request(FOLDER + name, { cache: "no-cache" }));
    if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
    await cache.put(FOLDER + name, new Response(await answer.blob(), { headers: answer.headers }));
  };
  await Promise.all(FILES.map(put));
}

/** Drops what is of another version, but for the tables, which are named after their content. */
async function dropOthers() {
  const cache = await caches.open(CACHE);
  for (const name of await caches.keys()) {
    if (!name.startsWith(OURS) || name === CACHE) continue;
    const other = await caches.open(name);
    for (const request of await other.keys()) {
      if (request.url.startsWith(`${FOLDER}tables-`)) await cache.put(request, await other.match(request));
    }
    await caches.delete(name);
  }
}

/** From the cache, else from the network and into the cache, if that can be. */
async function kept(event, request) {
  const cache = await caches.open(CACHE);
  const known = await cache.match(request.url);
  if (known) return known;
  const answer = await fetch(request);
  // Some hosts answer with a page for a file that is not there.
  if (answer.status === 200 && !answer.headers.get("content-type")?.startsWith("text/html")) {
    event.waitUntil(cache.put(request.url, answer.clone()).catch(() => {}));
  }
  return answer;
}

/** From the network; from the cache where there is none. */
async function fresh(request, page) {
  try {
    return await fetch(request);
  } catch (error) {
    const cache = await caches.open(CACHE);
    const known = await cache.match(page);
    if (known) return known;
    throw error;
  }
}
