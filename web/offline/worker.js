// The service worker: keeps the pages for when there is no network. It fills its cache once, and asks nobody else.
//
// A page is fetched anew while there is a network; what is named after its content never changes. The widget and the
// page that frames it are left alone, also where they stand in one of our own pages.

const CACHE = `isolated-margin-${VERSION}`;
const NAMED = /^(page|tables)-[\w-]+\.(js|css|wasm|txt)$/;

addEventListener("install", (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES)));
  skipWaiting();
});

addEventListener("activate", (event) => {
  const drop = (names) => Promise.all(names.filter((name) => name.startsWith("isolated-margin-") && name !== CACHE).map((name) => caches.delete(name)));
  event.waitUntil(caches.keys().then(drop).then(() => clients.claim()));
});

addEventListener("fetch", (event) => {
  const { request } = event;
  const folder = new URL("./", location).href;
  const [address] = request.url.split(/[?#]/);
  if (request.method !== "GET" || !address.startsWith(folder)) return;
  const name = address.slice(folder.length);
  if (NAMED.test(name)) event.respondWith(kept(request));
  else if (request.mode === "navigate") {
    // Some hosts leave the ending out of the address.
    const page = PAGES.find((page) => page === name || page === `${name}.html`);
    if (page !== undefined) event.respondWith(fresh(request, folder + page));
  }
});

/** From the cache, else from the network and into the cache. */
async function kept(request) {
  const cache = await caches.open(CACHE);
  const known = await cache.match(request.url);
  if (known) return known;
  const answer = await fetch(request);
  if (answer.ok) await cache.put(request.url, answer.clone());
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
