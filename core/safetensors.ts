/**
 * The safetensors format: eight bytes of header length, a JSON header, then raw little-endian data.
 * Reading trusts nothing: see the checks in {@linkcode decodeSafetensors}.
 *
 * @module
 */
import { InputError } from "./errors.ts";

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
  let text = JSON.stringify(header);
  // The data starts at a multiple of eight, so that it can be viewed without copying.
  text += " ".repeat((8 - (text.length % 8)) % 8);
  const head = new TextEncoder().encode(text);
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
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes.subarray(8, 8 + Number(length)));
  } catch {
    return fail("its header is not UTF-8");
  }
}

/** `JSON.parse` keeps the last of two equal keys without a word, so keys are counted. */
function countKeys(text: string): number {
  let count = 0;
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (c === '"') {
      for (i++; i < text.length && text[i] !== '"'; i++) if (text[i] === "\\") i++;
      if (depth === 1 && /^\s*:/.test(text.slice(i + 1, i + 17))) count++;
    } else if (c === "{" || c === "[") depth++;
    else if (c === "}" || c === "]") depth--;
  }
  return count;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const isSize = (value: unknown): value is number =>
  typeof value === "number" && Number.isSafeInteger(value) && value >= 0;

function checkEntry(name: string, value: unknown, fail: (why: string) => never): Entry {
  if (FORBIDDEN.has(name)) fail(`it names a tensor "${name}"`);
  if (!isRecord(value)) return fail(`tensor "${name}" is not described by an object`);
  const { dtype, shape, data_offsets: offsets } = value;
  if (dtype !== "F32" && dtype !== "I64") {
    return fail(`tensor "${name}" has dtype ${JSON.stringify(dtype)}, expected "F32" or "I64"`);
  }
  if (!Array.isArray(shape) || !shape.every(isSize)) return fail(`tensor "${name}" has a bad shape`);
  if (!Array.isArray(offsets) || offsets.length !== 2 || !offsets.every(isSize)) {
    return fail(`tensor "${name}" has bad data offsets`);
  }
  const [begin, end] = offsets;
  const size = shape.reduce((product, side) => product * BigInt(side), BYTES[dtype]);
  if (BigInt(end) - BigInt(begin) !== size) {
    fail(`tensor "${name}" occupies ${end - begin} bytes, expected ${size}`);
  }
  return { dtype, shape, begin, end };
}

/**
 * Reads a safetensors file of dtypes F32 and I64, whole numbers rounded to single precision. Checked: header length, UTF-8, JSON, duplicate and forbidden names, dtype, dimensions
 * (product without overflow), and that the data is covered without gap or overlap.
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
    fail("its header is not JSON");
  }
  if (!isRecord(header)) return fail("its header is not an object");
  const names = Object.keys(header).filter((name) => name !== "__metadata__");
  if (countKeys(text) !== Object.keys(header).length) fail("its header has a name twice");
  if (names.length > TENSOR_LIMIT) fail(`it has ${names.length} tensors, expected at most ${TENSOR_LIMIT}`);

  const start = 8 + new TextEncoder().encode(text).length;
  const record = header;
  const entries = names.map((name) => [name, checkEntry(name, record[name], fail)] as const);
  entries.sort(([, a], [, b]) => a.begin - b.begin || a.end - b.end);
  let position = 0;
  const tensors = new Map<string, StoredTensor>();
  for (const [name, { dtype, shape, begin, end }] of entries) {
    if (begin !== position) fail(`tensor "${name}" starts at byte ${begin}, expected ${position}`);
    if (start + end > bytes.length) {
      fail(`it ends after ${bytes.length} bytes, inside tensor "${name}", expected at least ${start + end}`);
    }
    // Not slice(): of a Node buffer, which is a Uint8Array too, it would be a view of the whole file.
    const copy = new Uint8Array(bytes.subarray(start + begin, start + end));
    tensors.set(name, { shape, data: floats[dtype](copy.buffer) });
    position = end;
  }
  if (start + position !== bytes.length) {
    fail(`it has ${bytes.length} bytes, expected ${start + position}`);
  }
  return tensors;
}
