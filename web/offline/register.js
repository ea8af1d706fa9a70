// Lets the pages work without a network from the second visit on. Not in frames, and not where data are to be saved.

if (self === top && !navigator.connection?.saveData) {
  // Refused in private windows and where there is no secure context; the pages work without.
  navigator.serviceWorker?.register(new URL("sw.js", import.meta.url)).catch(() => {});
}
