/** Places in the shared memory between a thread that waits and its broker. */
export const Field = {
  /** {@linkcode End} of the last question; {@linkcode WAITING} while there is none. */
  answer: 0,
  /** Bytes of the answer, or what {@linkcode End} says more. */
  length: 1,
  /** Exit code of the process. */
  detail: 2,
  /** 1 when the process has ended. */
  ended: 3,
} as const;
/** One of {@linkcode Field}. */
export type Field = typeof Field[keyof typeof Field];

/** What became of a question. */
export const End = {
  /** There is an answer. */
  none: 1,
  /** The answer is longer than is allowed. */
  large: 2,
  /** The process has ended. */
  exited: 3,
  /** The process could not be started. */
  unstarted: 4,
} as const;
/** One of {@linkcode End}. */
export type End = typeof End[keyof typeof End];

/** In the place of an answer that is still awaited. */
export const WAITING = 0;

/** What a broker is given first. */
export interface BrokerSetup {
  /** Program to start. */
  readonly command: string;
  /** Its arguments. */
  readonly args: readonly string[];
  /** Its whole environment. */
  readonly env: { readonly [name: string]: string };
  /** Memory of the {@linkcode Field}s. */
  readonly control: SharedArrayBuffer;
  /** Memory of answers; grows. */
  readonly data: SharedArrayBuffer;
}

/** What a broker is asked. */
export type BrokerRequest =
  | { readonly kind: "ask"; readonly question: Uint8Array }
  | { readonly kind: "kill" };
