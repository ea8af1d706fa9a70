// Gives a module's imports and exports short names, in the module and in the glue that wasm-bindgen wrote for it.
//
// wasm-bindgen names them after what they are, with a digest. Nothing but these two files reads the names, and they are
// two kilobytes that no compression takes away.

/** The letters and digits of the names, which must not begin with a digit. */
const LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

const IMPORTS = 2;
const EXPORTS = 7;

/** Reads the parts of the binary format that are needed here. */
class Reader {
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 0;
  }

  byte() {
    return this.bytes[this.at++];
  }

  take(length) {
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }

  number() {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.byte();
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
  }

  text() {
    return Buffer.from(this.take(this.number())).toString("utf8");
  }

  /** What follows the names of an import: a type index, or a table, a memory, a global, a tag. */
  description() {
    const start = this.at;
    const kind = this.byte();
    if (kind === 1) this.byte();
    if (kind === 1 || kind === 2) {
      const hasMaximum = this.byte() & 1;
      this.number();
      if (hasMaximum) this.number();
    } else if (kind === 3) {
      this.take(2);
    } else {
      if (kind === 4) this.byte();
      this.number();
    }
    return this.bytes.subarray(start, this.at);
  }
}

function number(value) {
  const bytes = [];
  do {
    bytes.push((value & 0x7f) | (value > 0x7f ? 0x80 : 0));
    value >>>= 7;
  } while (value > 0);
  return Buffer.from(bytes);
}

const text = (value) => Buffer.concat([number(Buffer.byteLength(value)), Buffer.from(value)]);

/** Shorter names than this may be words of the language, or of the browser. */
const SHORTEST = 13;

/** `{ module, glue }` with short names; what the glue does not name keeps its own. */
export function shortNames(module, glue) {
  const names = new Map();
  const short = (name) => {
    if (!names.has(name)) names.set(name, name.length >= SHORTEST && glue.includes(name) ? nameOf(names.size) : name);
    return names.get(name);
  };
  const nameOf = (index) => LETTERS[index % 52] + (index < 52 ? "" : nameOf(Math.floor(index / 52) - 1));

  const imports = (reader) => {
    const parts = [];
    const count = reader.number();
    for (let index = 0; index < count; index += 1) {
      parts.push(text(short(reader.text())), text(short(reader.text())), reader.description());
    }
    return Buffer.concat([number(count), ...parts]);
  };
  const exports = (reader) => {
    const parts = [];
    const count = reader.number();
    for (let index = 0; index < count; index += 1) {
      parts.push(text(short(reader.text())), Buffer.from([reader.byte()]), number(reader.number()));
    }
    return Buffer.concat([number(count), ...parts]);
  };

  const reader = new Reader(module);
  const sections = [reader.take(8)];
  while (reader.at < module.length) {
    const id = reader.byte();
    const content = reader.take(reader.number());
    const rewrite = { [IMPORTS]: imports, [EXPORTS]: exports }[id];
    const written = rewrite ? rewrite(new Reader(content)) : content;
    sections.push(Buffer.from([id]), number(written.length), written);
  }

  // The longest first: no name is to be replaced inside another.
  const known = [...names].filter(([name, now]) => name !== now).sort(([one], [other]) => other.length - one.length);
  const pattern = known.map(([name]) => name.replaceAll(/[^\w]/g, "\\$&")).join("|");
  const renamed = glue.replaceAll(new RegExp(`(?<![\\w$])(${pattern})(?![\\w$])`, "g"), (name) => names.get(name));
  return { module: Buffer.concat(sections), glue: renamed };
}
