/** Where long work tells how far it is; the command line draws it. */
export interface Progress {
  /** A phase begins. */
  phase(name: string): void;
  /** `done` of `total` units, with a few words. */
  at(done: number, total: number, what: string): void;
  /** A line worth keeping. */
  say(line: string): void;
}

/** Thrown when the user asked to stop and everything is saved. */
export class Interrupted extends Error {
  /** Name of the class, for messages. */
  override name = "Interrupted";
}

/** Throws {@linkcode Interrupted} when the signal was given. */
export function throwIfInterrupted(signal: AbortSignal): void {
  if (signal.aborted) throw new Interrupted("Interrupted");
}
