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
