import { InputError } from "../../core/errors.ts";
import type { Json } from "../../core/types.ts";

/** Numbers as they cross the border of the sandbox. */
export type Numbers = Uint8Array | Float32Array | Float64Array;

/** What crosses the border of the sandbox, in either direction: a little JSON, and numbers beside it. */
export interface Message {
  /** Number of the question; its answer carries the same one. */
  readonly sequence: number;
  /** What is asked or answered. */
  readonly head: Json;
  /** Numbers that belong to it. */
  readonly arrays: readonly Numbers[];
}

/** Bytes of the length that stands before each message. */
export const PREFIX = 4;
/** Largest message, in bytes. */
export const LARGEST = 32 * 2 ** 20;

const TYPES = { u1: Uint8Array, f4: Float32Array, f8: Float64Array } as const;
type TypeName = keyof typeof TYPES;

function typeOf(array: Numbers): TypeName {
  if (array instanceof Uint8Array) return "u1";
  if (array instanceof Float32Array) return "f4";
  if (array instanceof Float64Array) return "f8";
  throw new InputError("Cannot write a message: found no array of numbers, expected one of bytes or floats");
}

function bytesOf({ buffer, byteOffset, byteLength }: Numbers): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

/** A message as bytes: its length, its number, the length of its JSON, the JSON, the arrays one after the other. */
export function encodeMessage({ sequence, head, arrays }: Message): Uint8Array<ArrayBuffer> {
  const json = new TextEncoder().encode(
    JSON.stringify([head, arrays.map((array) => [typeOf(array), array.length])]),
  );
  const size = arrays.reduce((sum, { byteLength }) => sum + byteLength, 3 * PREFIX + json.length);
  const out = new Uint8Array(size);
  const view = new DataView(out.buffer);
  view.setUint32(0, size - PREFIX, true);
  view.setUint32(PREFIX, sequence, true);
  view.setUint32(2 * PREFIX, json.length, true);
  out.set(json, 3 * PREFIX);
  let at = 3 * PREFIX + json.length;
  for (const array of arrays) {
    out.set(bytesOf(array), at);
    at += array.byteLength;
  }
  return out;
}

function refuse(found: string): never {
  throw new InputError(`Cannot read a message: it ${found}, expected one of this protocol`);
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return refuse("holds no JSON");
  }
}

function isDeclaration(value: unknown): value is readonly [TypeName, number] {
  return Array.isArray(value) && value.length === 2 && typeof value[0] === "string" &&
    Object.hasOwn(TYPES, value[0]) && Number.isInteger(value[1]) && value[1] >= 0;
}

/**
 * Reads a message back from its bytes, without the length before it. Nothing is allocated that the bytes do not
 * pay for. Throws {@linkcode InputError} for whatever {@linkcode encodeMessage} would not have written.
 */
export function decodeMessage(bytes: Uint8Array<ArrayBuffer>): Message {
  if (bytes.length < 2 * PREFIX) refuse(`has ${bytes.length} bytes`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = 2 * PREFIX + view.getUint32(PREFIX, true);
  if (end > bytes.length) refuse("is cut short");
  const content = parse(bytes.subarray(2 * PREFIX, end));
  if (!Array.isArray(content) || content.length !== 2 || !Array.isArray(content[1])) {
    refuse("has another form");
  }
  const [head, declared] = content;
  let at = end;
  const arrays = declared.map((declaration: unknown) => {
    if (!isDeclaration(declaration)) refuse("has another form");
    const [type, count] = declaration;
    const next = at + count * TYPES[type].BYTES_PER_ELEMENT;
    if (next > bytes.length) refuse("is cut short");
    const { buffer } = bytes.slice(at, next);
    at = next;
    return new TYPES[type](buffer);
  });
  if (at !== bytes.length) refuse(`has ${bytes.length - at} bytes too many`);
  return { sequence: view.getUint32(0, true), head, arrays };
}
