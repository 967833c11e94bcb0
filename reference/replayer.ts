/** A tensor of a reference file, row-major. */
export interface OracleTensor {
  /** Dimensions. */
  readonly shape: readonly number[];
  /** Values. */
  readonly data: readonly number[];
}

/** A reference file; what a case holds differs from file to file. */
export interface OracleFile {
  /** Engine, version and what was run. */
  readonly source: { readonly engine: string; readonly version: string; readonly what: string };
  /** The cases. */
  readonly cases: readonly { readonly [field: string]: unknown }[];
  /** Conventions, constants and extra tables. */
  readonly [field: string]: unknown;
}

/** The largest error of one quantity of one case. */
export interface Discrepancy {
  /** Which case. */
  readonly case: string;
  /** Which quantity, e.g. `grad net.0.weight`. */
  readonly quantity: string;
  /** The error, in the sense of the tolerance. */
  readonly error: number;
  /** What is allowed. */
  readonly tolerance: number;
}

/** What replaying a file showed. */
export interface Replay {
  /** One entry a quantity and case. */
  readonly discrepancies: readonly Discrepancy[];
  /** Kinds of case that the project has no code for yet, with their number. */
  readonly missing: { readonly [kind: string]: number };
}

/** Replays reference files of one kind through the project's own code. */
export interface Replayer {
  /** The kind of file, for messages. */
  readonly name: string;
  /** Whether this replayer understands the file; told by its content, never by its name. */
  accepts(file: OracleFile): boolean;
  /** Replays every case on the active backend. */
  replay(file: OracleFile): Promise<Replay>;
}

/**
 * Largest difference ÷ largest reference value (`scale` in its place where the exact value is zero). NaN and
 * wrong lengths count as infinite.
 */
export function relativeError(
  actual: ArrayLike<number>,
  expected: ArrayLike<number>,
  scale?: number,
): number {
  if (actual.length !== expected.length) return Infinity;
  let difference = 0;
  let largest = 0;
  for (let i = 0; i < expected.length; i++) {
    const error = Math.abs(actual[i] - expected[i]);
    difference = Number.isNaN(error) ? Infinity : Math.max(difference, error);
    largest = Math.max(largest, Math.abs(expected[i]));
  }
  const divisor = scale ?? largest;
  return difference === 0 ? 0 : difference / (divisor === 0 ? 1 : divisor);
}
