/**
 * Values that survive JSON, and passed randomness.
 *
 * @module
 */

/** Whatever survives JSON. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** A component chosen by name, with its options. */
export interface Use {
  /** Registered name, kebab-case. */
  readonly use: string;
  /** Options that differ from the component's defaults. */
  readonly with?: { readonly [option: string]: Json };
}

/** A world chosen by name, with what is wrapped around it. */
export interface EnvUse extends Use {
  /** Wrappers, the innermost first. */
  readonly wrap?: readonly Use[];
}

/**
 * A seeded stream of random numbers. Randomness is passed, never ambient: one root seed forks named streams,
 * and a fork depends on the parent's seed and the label only, not on what was drawn before.
 */
export interface Rng {
  /** Uniform in [low, high); 53 random bits. Without arguments [0, 1). */
  uniform(low?: number, high?: number): number;
  /** Uniform whole number in [0, n). */
  integer(n: number): number;
  /** Standard normal. */
  normal(): number;
  /** `count` standard normals. */
  normals(count: number): Float64Array;
  /** An independent stream; the same label always gives the same one. */
  fork(label: string | number): Rng;
  /** The position in the stream, fixed length {@linkcode RNG_STATE_SIZE}. */
  getState(): Float64Array;
  /** Continues from a position taken by `getState`. */
  setState(state: Float64Array): void;
  /** The key of this stream, for logs. */
  readonly key: string;
}
