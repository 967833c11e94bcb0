import {
  closeSync,
  constants,
  fstatSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  renameSync,
  type RmOptions,
  rmSync,
  statfsSync,
  writeSync,
} from "node:fs";

/** Every call that changes a run folder goes through here, so that tests can refuse any one of them. */
export interface Disk {
  /**
   * Opens a file or folder to read, a file that must not be there, or one to add to its end, made where it is
   * missing. What is written never goes through a link.
   */
  readonly open: (path: string, how: "read" | "new" | "append") => number;
  /** Writes bytes from `at` on; gives back how many, which may be fewer than there are. */
  readonly write: (handle: number, bytes: Uint8Array, at: number) => number;
  /** Waits until what was written is on the disk. */
  readonly sync: (handle: number) => void;
  /** Closes a file. */
  readonly close: (handle: number) => void;
  /** Takes the lock of an open file, which the system frees with the file; false when another process has it. */
  readonly lock: (file: Deno.FsFile) => boolean;
  /** Bytes that are free where a file or folder lies. */
  readonly free: (path: string) => number;
  /** Gives another name. */
  readonly rename: (from: string, to: string) => void;
  /** Makes a folder and those above it. */
  readonly makeFolder: (path: string) => void;
  /** Removes a folder with all that it holds, if it is there. */
  readonly remove: (path: string) => void;
}

const WHOLE: RmOptions = { recursive: true, force: true };

const { O_RDONLY, O_WRONLY, O_CREAT, O_EXCL, O_APPEND } = constants;
// Windows has neither.
const [NO_LINK, NO_WAIT] = [constants.O_NOFOLLOW ?? 0, constants.O_NONBLOCK ?? 0];

const FLAGS = {
  read: O_RDONLY,
  new: O_WRONLY | O_CREAT | O_EXCL | NO_LINK,
  append: O_WRONLY | O_CREAT | O_APPEND | NO_LINK | NO_WAIT,
};

/**
 * Deno with limited permissions follows links before the system is asked not to; so what was opened is held against
 * what bears the name.
 */
function isItself(path: string, handle: number): boolean {
  const [opened, named] = [fstatSync(handle), lstatSync(path)];
  return opened.isFile() && opened.ino === named.ino && opened.dev === named.dev;
}

function open(path: string, how: keyof typeof FLAGS): number {
  const handle = openSync(path, FLAGS[how]);
  if (how !== "append" || isItself(path, handle)) return handle;
  closeSync(handle);
  throw new Error("found a link, expected a file of its own");
}

const real: Disk = {
  open,
  write: (handle, bytes, at) => writeSync(handle, bytes, at),
  sync: (handle) => fsyncSync(handle),
  close: (handle) => closeSync(handle),
  lock: (file) => file.tryLockSync(true),
  free: (path) => {
    const { bavail, bsize } = statfsSync(path);
    return bavail * bsize;
  },
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
