// Lets the pages work without a network from the second visit on.

/** Registers the service worker. Not in frames, and not where data are to be saved. */
export function register() {
  try {
    if (self !== top || navigator.connection?.saveData) return;
    // Refused in private windows and where there is no secure context, some of which throw; the pages work without.
    navigator.serviceWorker?.register(new URL("sw.js", import.meta.url)).catch(() => {});
  } catch {}
}
