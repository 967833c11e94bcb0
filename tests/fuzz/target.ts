import type { Rng } from "../../core/types.ts";

/** A reader of files that anyone may have written. */
export interface Target {
  /** Its name, in kebab-case. */
  readonly name: string;
  /** Default number of cases of `deno task fuzz`. */
  readonly cases: number;
  /**
   * Whether a case may end or hang its process: a library of another language, or code that is run. The processes
   * around it must then survive.
   */
  readonly mayEnd: boolean;
  /** A damaged file; a function of the stream. */
  damage(rng: Rng): Uint8Array;
  /** Reads a file. Returns, or throws an error that is meant for the user. */
  read(file: Uint8Array): void | Promise<void>;
}
