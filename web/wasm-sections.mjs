// The parts of WebAssembly's binary format that the build reads and writes.

export const IMPORTS = 2;
export const EXPORTS = 7;

/** Reads the parts of the binary format that are needed here. */
export class Reader {
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

export function number(value) {
  const bytes = [];
  do {
    bytes.push((value & 0x7f) | (value > 0x7f ? 0x80 : 0));
    value >>>= 7;
  } while (value > 0);
  return Buffer.from(bytes);
}

export const text = (value) => Buffer.concat([number(Buffer.byteLength(value)), Buffer.from(value)]);

/** The module with some of its sections written anew: by their ids, what makes of a reader of the old content the new one. */
export function withSections(module, rewrites) {
  const reader = new Reader(module);
  const sections = [reader.take(8)];
  while (reader.at < module.length) {
    const id = reader.byte();
    const content = reader.take(reader.number());
    const written = rewrites[id]?.(new Reader(content)) ?? content;
    sections.push(Buffer.from([id]), number(written.length), written);
  }
  return Buffer.concat(sections);
}
