import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  type RmOptions,
  rmSync,
  writeSync,
} from "node:fs";

/** Every call that changes a run folder goes through here, so that tests can refuse any one of them. */
export interface Disk {
  /** Opens a file or, to read only, a folder. */
  readonly open: (path: string, flags: "r" | "w" | "a") => number;
  /** Writes bytes from `at` on; gives back how many, which may be fewer than there are. */
  readonly write: (handle: number, bytes: Uint8Array, at: number) => number;
  /** Waits until what was written is on the disk. */
  readonly sync: (handle: number) => void;
  /** Closes a file. */
  readonly close: (handle: number) => void;
  /** Gives another name. */
  readonly rename: (from: string, to: string) => void;
  /** Makes a folder and those above it. */
  readonly makeFolder: (path: string) => void;
  /** Removes a folder with all that it holds, if it is there. */
  readonly remove: (path: string) => void;
}

const WHOLE: RmOptions = { recursive: true, force: true };

const real: Disk = {
  open: (path, flags) => openSync(path, flags),
  write: (handle, bytes, at) => writeSync(handle, bytes, at),
  sync: (handle) => fsyncSync(handle),
  close: (handle) => closeSync(handle),
  rename: (from, to) => renameSync(from, to),
  makeFolder: (path) => void mkdirSync(path, { recursive: true }),
  remove: (path) => rmSync(path, WHOLE),
};

let current = real;

/** The disk that is written to. */
export function disk(): Disk {
  return current;
}

/** Puts what `change` makes of the real disk in its place, until the result is disposed. */
export function replaceDisk(change: (real: Disk) => Disk): Disposable {
  current = change(real);
  return { [Symbol.dispose]: () => void (current = real) };
}
