// The notices of third parties: every crate of others that is in the modules of some packages, with its license.
//
//   node web/notices.mjs web [another package]… > THIRD-PARTY-NOTICES.txt
//
// Of several licenses to choose from, MIT is chosen where it is one. Crates under the same text are named together.

import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

const LICENSE = /^(licen[cs]e|copying|unlicense|notice)/i;
/** The words of a license that some crates name without bringing them. */
const MIT = readFileSync("LICENSE-MIT", "utf8").replace(/^.*?(?=Permission is hereby granted)/s, "");

const told = execFileSync("cargo", ["metadata", "--format-version", "1", "--locked", "--filter-platform", "wasm32-unknown-unknown"], {
  encoding: "utf8",
  maxBuffer: 2 ** 28,
});
const metadata = JSON.parse(told);
const packages = new Map(metadata.packages.map((found) => [found.id, found]));
const dependencies = new Map(metadata.resolve.nodes.map(({ id, deps }) => [id, deps]));

/** All that is compiled into the modules: neither what builds them nor what tests them. */
function compiled(names) {
  const found = new Set();
  const visit = (id) => {
    const isMacro = packages.get(id).targets.some(({ kind }) => kind.includes("proc-macro"));
    if (isMacro || found.has(id)) return;
    found.add(id);
    for (const { pkg, dep_kinds } of dependencies.get(id)) {
      if (dep_kinds.some(({ kind }) => kind === null)) visit(pkg);
    }
  };
  for (const name of names) visit(metadata.packages.find((found) => found.name === name && !found.source).id);
  return [...found].map((id) => packages.get(id)).filter(({ source }) => source);
}

/** The text under which a crate is used. */
function licenseOf({ name, license, authors, manifest_path: manifest }) {
  const folder = dirname(manifest);
  const files = readdirSync(folder).filter((file) => LICENSE.test(file));
  const isMit = /\bMIT\b/.test(license);
  const chosen = isMit ? files.filter((file) => /mit/i.test(file)) : files;
  const texts = (chosen.length > 0 ? chosen : files).sort().map((file) => readFileSync(join(folder, file), "utf8").trim());
  if (texts.length > 0) return texts.join("\n\n");
  if (!isMit) throw new Error(`${name} brings no text of its license, ${license}`);
  return `Copyright (c) ${authors.map((author) => author.replace(/ <.*/, "")).join(", ") || `the authors of ${name}`}\n\n${MIT.trim()}`;
}

const users = new Map();
for (const found of compiled(process.argv.slice(2))) {
  const text = licenseOf(found);
  users.set(text, [...(users.get(text) ?? []), found]);
}
const named = ({ name, version, license }) => `${name} ${version} (${license})`;
const sections = [...users].map(([text, crates]) => ({ crates: crates.map(named).sort(), text })).sort((one, other) => (one.crates[0] < other.crates[0] ? -1 : 1));
const head =
  "Isolated Margin contains the standard library of Rust (https://github.com/rust-lang/rust, MIT OR Apache-2.0, copyright The Rust\n" +
  "Project Contributors) and the following crates, each with its license.\n";
const rule = "-".repeat(100);
process.stdout.write([head, ...sections.map(({ crates, text }) => `${crates.join("\n")}\n\n${text}\n`)].join(`\n${rule}\n\n`));
