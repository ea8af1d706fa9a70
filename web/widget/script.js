// The calculator's own script: with the bytes that were built with this one, or else the newest.

/** Where this script is from. */
const HERE = import.meta.url;
let loading;
let hasFailed = false;

/** Loads it, once for all elements. `place` holds the link that checks its digest while that is needed. */
export function calculatorScript(place) {
  // Bundlers follow an address that is spelt out, and look after the bytes themselves.
  loading ??= (DIGEST === "" ? import(CALCULATOR) : own(place).catch((error) => newest(place, error))).catch((error) => {
    loading = undefined;
    hasFailed = true;
    throw error;
  });
  return loading;
}

/** What the browser has kept of a file is passed by under an address that it does not know. */
const anew = (address) => `${address}?${Date.now()}`;

const own = (place) => {
  const address = new URL(CALCULATOR, HERE).href;
  return checked(hasFailed ? anew(address) : address, DIGEST, place);
};

/** What the host has by now, where a new version has taken the place of this one; or, where it has not, that once more. */
async function newest(place, error) {
  const answer = await fetch(new URL("newest.json", HERE), { cache: "no-cache" }).catch(() => undefined);
  if (!answer?.ok) throw error;
  const { script, integrity } = await answer.json();
  return checked(anew(new URL(script, HERE).href), integrity, place);
}

/** Imports a script if its digest is right. A browser that cannot check it takes it as it comes. */
async function checked(address, integrity, place) {
  const link = document.createElement("link");
  if (link.relList.supports("modulepreload")) {
    Object.assign(link, { rel: "modulepreload", crossOrigin: "anonymous", integrity, href: address });
    try {
      await new Promise((resolve, reject) => {
        link.addEventListener("load", resolve);
        link.addEventListener("error", () => reject(new Error("The calculator's script did not arrive.")));
        place.append(link);
      });
    } finally {
      link.remove();
    }
  }
  return import(address);
}
