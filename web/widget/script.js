// The calculator's own script: with the bytes that were built with this one, or else the newest.

import { arrived } from "../start/module.js";

/** Where this script is from. */
const HERE = import.meta.url;
let loading;
let hasFailed = false;

/** Loads it, once for all elements; after a failure it can be asked for again. */
export function calculatorScript() {
  // Bundlers follow an address that is spelt out, and look after the bytes themselves.
  loading ??= (DIGEST === "" ? import(CALCULATOR) : checked(CALCULATOR, DIGEST).catch(newest)).catch((error) => {
    loading = undefined;
    hasFailed = true;
    throw error;
  });
  return loading;
}

/** What the host has by now, where a new version has taken the place of this one. */
async function newest(error) {
  const answer = await fetch(new URL("newest.json", HERE), { cache: "no-cache" }).catch(() => undefined);
  if (!answer?.ok) throw error;
  const { script, integrity } = await answer.json();
  if (script === CALCULATOR) throw error;
  return checked(script, integrity);
}

/** Imports a script once it is there with these very bytes. An import itself checks none, but finds what was fetched. */
async function checked(script, integrity) {
  const { href } = new URL(script, HERE);
  // An address that was refused once is refused again, whatever comes.
  const address = hasFailed ? `${href}?${Date.now()}` : href;
  await (await arrived(address, integrity)).arrayBuffer();
  return import(address);
}
