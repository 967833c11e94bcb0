/**
 * The safetensors format: eight bytes of header length, a JSON header, then raw little-endian data.
 * Reading trusts nothing: see the checks in {@linkcode decodeSafetensors}.
 *
 * @module
 */
import { InputError } from "./errors.ts";
import { excerpt } from "./task/explain.ts";

/** One stored tensor. */
export interface StoredTensor {
  /** Dimensions. */
  readonly shape: readonly number[];
  /** Values, row-major. */
  readonly data: Float32Array;
}

/** Tensors by name; a Map, so that no name can reach a prototype. */
export type StoredTensors = ReadonlyMap<string, StoredTensor>;

const HEADER_LIMIT = 100_000_000;
const TENSOR_LIMIT = 65_536;
/** More dimensions are a bomb: their product is a number of millions of digits. */
const RANK_LIMIT = 32;
const SPACE = 0x20;
const FORBIDDEN = new Set(["__proto__", "constructor", "prototype"]);

/**
 * Tensors as the bytes of a safetensors file, in the order of the map.
 *
 * @example
 * ```ts
 * import { decodeSafetensors, encodeSafetensors } from "@orrery/orrery/core";
 * import assert from "node:assert/strict";
 *
 * const weights = new Map([["w", { shape: [2], data: Float32Array.of(1, 2) }]]);
 * assert.deepEqual(decodeSafetensors(encodeSafetensors(weights), "weights").get("w")?.shape, [2]);
 * ```
 */
export function encodeSafetensors(tensors: StoredTensors): Uint8Array {
  const header: Record<string, { dtype: "F32"; shape: readonly number[]; data_offsets: [number, number] }> =
    {};
  let end = 0;
  for (const [name, { shape, data }] of tensors) {
    header[name] = { dtype: "F32", shape, data_offsets: [end, end + data.byteLength] };
    end += data.byteLength;
  }
  const text = new TextEncoder().encode(JSON.stringify(header));
  // The data starts at a multiple of eight, so that it can be viewed without copying.
  const head = new Uint8Array(Math.ceil(text.length / 8) * 8).fill(SPACE);
  head.set(text);
  const bytes = new Uint8Array(8 + head.length + end);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(head.length), true);
  bytes.set(head, 8);
  let offset = 8 + head.length;
  for (const { data } of tensors.values()) {
    bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), offset);
    offset += data.byteLength;
  }
  return bytes;
}

/** What is read: single precision, and whole numbers such as PyTorch's counters beside it. */
type Dtype = "F32" | "I64";

/** Bytes of a number. */
const BYTES: { readonly [dtype in Dtype]: bigint } = { F32: 4n, I64: 8n };

const floats: { readonly [dtype in Dtype]: (data: ArrayBuffer) => Float32Array } = {
  F32: (data) => new Float32Array(data),
  I64: (data) => Float32Array.from(new BigInt64Array(data), Number),
};

interface Entry {
  readonly dtype: Dtype;
  readonly shape: readonly number[];
  readonly begin: number;
  readonly end: number;
}

/** The header as text, after checking that it can be as long as it says. */
function headerText(bytes: Uint8Array, fail: (why: string) => never): string {
  if (bytes.length < 8) fail(`it has ${bytes.length} bytes, expected at least 8`);
  const length = new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true);
  const room = Math.min(HEADER_LIMIT, bytes.length - 8);
  if (length > BigInt(room)) fail(`its header claims ${length} bytes, expected at most ${room}`);
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(
      bytes.subarray(8, 8 + Number(length)),
    );
  } catch {
    return fail("its header holds other bytes, expected UTF-8");
  }
}

/** `JSON.parse` keeps the last of two equal keys without a word, so keys are counted; `text` is valid JSON. */
function countKeys(text: string): number {
  const colon = /\s*:/y;
  let count = 0;
  for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at + 1)) {
    // To the quote that closes the string.
    for (at++; text[at] !== '"'; at++) if (text[at] === "\\") at++;
    colon.lastIndex = at + 1;
    if (colon.test(text)) count++;
  }
  return count;
}

/** Keys of all objects in a JSON value of the header, which is three levels deep at most. */
function keysOf(value: unknown): number {
  if (!isRecord(value)) return 0;
  return Object.values(value).reduce<number>((sum, member) => sum + 1 + keysOf(member), 0);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A member of the header, which came from JSON, as a message shows it. */
function shown(value: unknown): string {
  return value === undefined ? "absent" : excerpt(JSON.parse(JSON.stringify(value)));
}

const isSize = (value: unknown): value is number =>
  typeof value === "number" && Number.isSafeInteger(value) && value >= 0;

function checkEntry(name: string, value: unknown, fail: (why: string) => never): Entry {
  if (FORBIDDEN.has(name)) fail(`it names a tensor ${excerpt(name)}, expected another name`);
  if (!isRecord(value)) return fail(`tensor ${excerpt(name)} is ${shown(value)}, expected an object`);
  const { dtype, shape, data_offsets: offsets, ...rest } = value;
  if (Object.keys(rest).length > 0) {
    fail(
      `tensor ${excerpt(name)} has ${
        shown(Object.keys(rest)[0])
      }, expected dtype, shape and data_offsets only`,
    );
  }
  if (dtype !== "F32" && dtype !== "I64") {
    return fail(`tensor ${excerpt(name)} has dtype ${shown(dtype)}, expected "F32" or "I64"`);
  }
  if (!Array.isArray(shape) || shape.length > RANK_LIMIT || !shape.every(isSize)) {
    return fail(
      `tensor ${excerpt(name)} has shape ${
        shown(shape)
      }, expected at most ${RANK_LIMIT} whole numbers from 0 to 2^53 − 1`,
    );
  }
  if (!Array.isArray(offsets) || offsets.length !== 2 || !offsets.every(isSize)) {
    return fail(`tensor ${excerpt(name)} has data offsets ${shown(offsets)}, expected two whole numbers`);
  }
  const [begin, end] = offsets;
  const size = shape.reduce((product, side) => product * BigInt(side), BYTES[dtype]);
  if (BigInt(end) - BigInt(begin) !== size) {
    fail(`tensor ${excerpt(name)} occupies ${end - begin} bytes, expected ${size}`);
  }
  return { dtype, shape, begin, end };
}

/**
 * Reads a safetensors file of dtypes F32 and I64, whole numbers rounded to single precision. Checked: header length,
 * UTF-8, JSON, duplicate and forbidden names, dtype, dimensions (product without overflow), and that the data is
 * covered without gap or overlap; `docs/safetensors.md` has the whole list. Values may be NaN.
 *
 * @param what How to call the file in messages.
 * @throws {InputError} saying what is wrong; nothing larger than the file is allocated.
 */
export function decodeSafetensors(bytes: Uint8Array, what: string): StoredTensors {
  const fail = (why: string): never => {
    throw new InputError(`Cannot read ${what}: ${why}`);
  };
  const text = headerText(bytes, fail);
  let header: unknown;
  try {
    header = JSON.parse(text);
  } catch {
    fail(`its header is ${excerpt(text)}, expected JSON`);
  }
  if (!isRecord(header)) return fail(`its header is ${shown(header)}, expected an object`);
  const names = Object.keys(header).filter((name) => name !== "__metadata__");
  if (text[0] !== "{") fail(`its header begins with ${excerpt(text[0])}, expected "{"`);
  if (names.length > TENSOR_LIMIT) fail(`it has ${names.length} tensors, expected at most ${TENSOR_LIMIT}`);
  const { __metadata__: metadata = {} } = header;
  if (!isRecord(metadata) || !Object.values(metadata).every((value) => typeof value === "string")) {
    fail(`its __metadata__ is ${shown(metadata)}, expected a table of texts`);
  }

  const start = 8 + new TextEncoder().encode(text).length;
  const record = header;
  const entries = names.map((name) => [name, checkEntry(name, record[name], fail)] as const);
  // After the entries, so that what is counted is known to be flat.
  const [written, known] = [countKeys(text), keysOf(header)];
  if (written !== known) {
    fail(`its header has ${written} names, ${known} of them different, expected none twice`);
  }
  entries.sort(([, a], [, b]) => a.begin - b.begin || a.end - b.end);
  let position = 0;
  for (const [name, { begin, end }] of entries) {
    if (begin !== position) fail(`tensor ${excerpt(name)} starts at byte ${begin}, expected ${position}`);
    if (start + end > bytes.length) {
      fail(
        `it ends after ${bytes.length} bytes, inside tensor ${excerpt(name)}, expected at least ${
          start + end
        }`,
      );
    }
    position = end;
  }
  if (start + position !== bytes.length) {
    fail(`it has ${bytes.length} bytes, expected ${start + position}`);
  }
  // Memory is set aside once the whole file is known to be sound.
  return new Map(entries.map(([name, { dtype, shape, begin, end }]) => {
    // Not slice(): of a Node buffer, which is a Uint8Array too, it would be a view of the whole file.
    const copy = new Uint8Array(bytes.subarray(start + begin, start + end));
    return [name, { shape, data: floats[dtype](copy.buffer) }];
  }));
}
