/**
 * The HDF5 library with its silence broken: it reports failures by printing them, and often returns as if nothing
 * had happened. Everything printed is caught here and thrown.
 *
 * @module
 */
import * as h5 from "h5wasm/node";
import { HostError } from "../../../core/errors.ts";

/** Descriptor of standard error. */
const STANDARD_ERROR = 2;
/** Mode of a character device, in the eyes of the library's file system. */
const CHARACTER_DEVICE = 0o20000;

let printed: Uint8Array[] = [];

/** Keeps what the library prints: called in place of a write to standard error. */
function keep(_stream: unknown, buffer: ArrayBufferView, offset: number, length: number): number {
  printed.push(new Uint8Array(buffer.buffer, buffer.byteOffset + offset, length).slice());
  return length;
}

/** Redirects the library's own standard error; that of the process stays as it is. */
function redirect(files: object | null): void {
  const streams: unknown = files && "streams" in files ? files.streams : undefined;
  const stream: unknown = Array.isArray(streams) ? streams[STANDARD_ERROR] : undefined;
  if (typeof stream !== "object" || stream === null) {
    throw new HostError(
      "Cannot start HDF5: its standard error is missing, expected another version of h5wasm",
    );
  }
  Object.assign(stream, { node: { mode: CHARACTER_DEVICE }, stream_ops: { write: keep } });
}

redirect((await h5.ready).FS);

/** Why, in a few words: what the system said, or the innermost message; the outer ones repeat what was being done. */
function reasonOf(stack: string): string {
  const system = stack.match(/error message = '([^']*)'/);
  if (system) return system[1];
  const messages = [...stack.matchAll(/^\s*#\d+:.* in \w+\(\): (.*)$/gm)];
  return messages.at(-1)?.[1] ?? stack.trim().split("\n")[0];
}

function takePrinted(): string {
  const texts = printed.map((bytes) => new TextDecoder().decode(bytes));
  printed = [];
  return texts.join("");
}

/**
 * Runs one call of the library.
 *
 * @param failure Makes the error from the library's reason, a few words.
 * @throws What `failure` makes, when the library throws or prints.
 */
export function guarded<T>(failure: (reason: string) => Error, operation: () => T): T {
  let result: T;
  try {
    result = operation();
  } catch (error) {
    const stack = takePrinted();
    const reason = stack ? reasonOf(stack) : error instanceof Error ? error.message : String(error);
    throw failure(reason);
  }
  const stack = takePrinted();
  if (stack) throw failure(reasonOf(stack));
  return result;
}

export { h5 };
