const [IMPORTS, MEMORIES] = [2, 5];
const [FUNCTION, TABLE, MEMORY, GLOBAL] = [0, 1, 2, 3];
/** Limits with a maximum, private and shared. */
const [PRIVATE, SHARED] = [1, 3];

/** Reads a WebAssembly binary from front to back. */
class Reader {
  readonly bytes: Uint8Array;
  at: number;

  constructor(bytes: Uint8Array, at: number) {
    this.bytes = bytes;
    this.at = at;
  }

  byte(): number {
    return this.bytes[this.at++];
  }

  /** A whole number in LEB128. */
  number(): number {
    let value = 0;
    for (let scale = 1;; scale *= 128) {
      const byte = this.byte();
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
  }

  skip(count: number): void {
    this.at += count;
  }

  limits(): void {
    const flags = this.byte();
    this.number();
    if (flags & 1) this.number();
  }
}

/** Where the flags of an imported memory stand, from the body of the section of imports. */
function importedFlags(reader: Reader): number | undefined {
  for (let left = reader.number(); left > 0; left--) {
    for (let name = 0; name < 2; name++) reader.skip(reader.number());
    const kind = reader.byte();
    if (kind === MEMORY) return reader.at;
    if (kind === FUNCTION) reader.number();
    else if (kind === TABLE) {
      reader.skip(1);
      reader.limits();
    } else if (kind === GLOBAL) reader.skip(2);
    else break;
  }
  return undefined;
}

function memoryFlags(binary: Uint8Array): number | undefined {
  for (let at = 8; at < binary.length;) {
    const reader = new Reader(binary, at);
    const section = reader.byte();
    const size = reader.number();
    at = reader.at + size;
    const own = section === MEMORIES && reader.number() > 0 ? reader.at : undefined;
    const flags = section === IMPORTS ? importedFlags(reader) : own;
    if (flags !== undefined) return flags;
  }
  return undefined;
}

/**
 * The same WebAssembly module on shared memory, which several threads can see: one flag of the binary (WebAssembly
 * core specification, threads proposal, "limits"). The code stays as it is; only one thread at a time may run what
 * allocates.
 *
 * @param binary A module with one memory, its own or imported, that has a maximum size.
 * @throws {TypeError} Where there is no such memory.
 */
export function shareMemory(binary: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const at = memoryFlags(binary);
  if (at === undefined || binary[at] !== PRIVATE) {
    throw new TypeError("Cannot share a module's memory: none has a maximum size, expected one that has");
  }
  const shared = binary.slice();
  shared[at] = SHARED;
  return shared;
}
