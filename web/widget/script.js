// The calculator's own script: with the bytes that were built with this one, or else the newest.

import { arrived } from "../start/module.js";

/** Where this script is from. A page that pins its digest says so, and gets no other calculator than that of this version. */
const HERE = import.meta.url;
const isPinned = new URL(HERE).searchParams.has("pinned");
/** How long a link may take with what has just been fetched, in milliseconds. */
const PATIENCE = 5_000;
let loading;
let hasFailed = false;

/** Loads it, once for all elements; after a failure it can be asked for again. `place` holds a link while that is needed. */
export function calculatorScript(place) {
  // Bundlers follow an address that is spelt out, and look after the bytes themselves.
  loading ??= (DIGEST === "" ? import(CALCULATOR) : own(place)).catch((error) => {
    loading = undefined;
    hasFailed = true;
    throw error;
  });
  return loading;
}

const own = (place) => checked(CALCULATOR, DIGEST, place).catch((error) => (isPinned ? Promise.reject(error) : newest(place, error)));

/** What the host has by now, where a new version has taken the place of this one. */
async function newest(place, error) {
  const answer = await fetch(new URL("newest.json", HERE), { cache: "no-cache" }).catch(() => undefined);
  if (!answer?.ok) throw error;
  const { script, integrity } = await answer.json();
  if (script === CALCULATOR) throw error;
  return checked(script, integrity, place);
}

/**
 * Imports a script with these very bytes. An import checks none; but it takes what a link has preloaded, whose digest all
 * engines check but WebKit, and that takes what was fetched.
 */
async function checked(script, integrity, place) {
  const { href } = new URL(script, HERE);
  // An address that was refused once is refused again, whatever comes.
  const address = hasFailed ? `${href}?${Date.now()}` : href;
  await (await arrived(address, integrity)).arrayBuffer();
  const link = document.createElement("link");
  if (link.relList.supports("modulepreload")) {
    Object.assign(link, { rel: "modulepreload", crossOrigin: "anonymous", integrity, href: address });
    try {
      await new Promise((resolve, reject) => {
        link.addEventListener("load", resolve);
        link.addEventListener("error", () => reject(new Error("The calculator's script has other bytes.")));
        // An element that is taken out of its page meanwhile takes the link with it, and no event comes.
        setTimeout(resolve, PATIENCE);
        place.append(link);
      });
    } finally {
      link.remove();
    }
  }
  return import(address);
}
