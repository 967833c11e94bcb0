import type { Rng } from "../../core/types.ts";

/** Most edits of one file, and most bytes that one of them takes or moves. */
const EDITS = 4;
const SPAN = 24;

/** What is put into texts: tokens of JSON and of modules, numbers at the edge, names that reach a prototype. */
export const SCRAPS: readonly Uint8Array[] = [
  ..."{}[]\",:/\\\n\0'`;=().",
  "null",
  "true",
  "-1",
  "1e999",
  "1e-400",
  "9007199254740993",
  "0.5",
  '""',
  "{}",
  "[]",
  '"__proto__":',
  '"constructor":',
  '"../../x"',
  "\uFEFF",
  "//",
  "/*",
  "[".repeat(2000),
  '"'.concat("x".repeat(5000), '"'),
].map((text) => new TextEncoder().encode(text));

/** Scraps for numbers in binary form. */
const RAW: readonly Uint8Array[] = [
  new Uint8Array(8),
  new Uint8Array(8).fill(0xff),
  Uint8Array.of(0, 0, 0, 0x80),
  Uint8Array.of(0xff, 0xff, 0xff, 0x7f),
];

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Puts `fresh` in the place of `length` bytes at `at`. */
function splice(bytes: Uint8Array, at: number, length: number, fresh: Uint8Array): Uint8Array {
  return joined([bytes.subarray(0, at), fresh, bytes.subarray(Math.min(bytes.length, at + length))]);
}

function overwrite(bytes: Uint8Array, at: number, fresh: Uint8Array): Uint8Array {
  const changed = bytes.slice();
  changed.set(fresh.subarray(0, bytes.length - at), at);
  return changed;
}

/** One edit; those of the first four kinds keep the length. */
function edit(bytes: Uint8Array, rng: Rng, keepsLength: boolean): Uint8Array {
  const at = rng.integer(bytes.length + 1);
  const span = 1 + rng.integer(SPAN);
  const from = rng.integer(bytes.length + 1);
  switch (rng.integer(keepsLength ? 4 : 8)) {
    case 0:
      return overwrite(bytes, at, Uint8Array.of(rng.integer(256)));
    case 1:
      return overwrite(bytes, at, Uint8Array.of((bytes[at] ?? 0) ^ (1 << rng.integer(8))));
    case 2:
      return overwrite(bytes, at, RAW[rng.integer(RAW.length)]);
    case 3:
      return overwrite(bytes, at, bytes.subarray(from, from + span));
    case 4:
      return splice(bytes, at, span, new Uint8Array());
    case 5:
      return splice(bytes, at, 0, bytes.subarray(from, from + span));
    case 6:
      return splice(bytes, at, rng.integer(SPAN), SCRAPS[rng.integer(SCRAPS.length)]);
    default:
      return rng.integer(4) === 0
        ? bytes.subarray(0, at)
        : splice(bytes, at, 0, SCRAPS[rng.integer(SCRAPS.length)]);
  }
}

/**
 * A file with one to four random edits: bytes and bits changed, spans lost, doubled or moved, scraps put in, the end
 * cut off.
 *
 * @param keepsLength Only bytes change, for formats whose reader would else stop at the size of the file.
 */
export function mutate(bytes: Uint8Array, rng: Rng, keepsLength = false): Uint8Array {
  let changed = bytes;
  for (let left = 1 + rng.integer(EDITS); left > 0; left--) changed = edit(changed, rng, keepsLength);
  return changed;
}
