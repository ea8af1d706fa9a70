// Where a program is: as a variable names it, else the first on PATH.

import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

/** The program's file. Refuses with the command that gets it. */
export function found(variable, programs, getsIt, further = []) {
  const named = process.env[variable];
  if (named && !existsSync(named)) throw new Error(`${variable} names ${named}, where no file is: correct or unset the variable`);
  const folders = [...process.env.PATH.split(delimiter), ...further];
  const file = named || folders.flatMap((folder) => programs.map((program) => join(folder, program))).find((file) => existsSync(file));
  if (!file) throw new Error(`${programs[0]} is missing: \`${getsIt}\` gets it, or the variable ${variable} names it`);
  return file;
}
