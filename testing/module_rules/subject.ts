import { dispose, type Tensor, tensor, tidy } from "@tensorflow/tfjs-core";
import { read } from "../../core/engine/read.ts";
import { InputError } from "../../core/errors.ts";
import { seededRng } from "../../core/rng.ts";
import type { Mode, Module, Variables } from "../../core/types.ts";

/** A kind of module with weights, and how it is made and run for the rules. */
export interface Subject<M extends Module> {
  /** Its kind, for messages. */
  readonly kind: string;
  /** Makes one, from the same stream each time. */
  readonly make: () => M;
  /** Runs it on the same inputs each time; `batch` is 2 or more. */
  readonly run: (module: M, mode: Mode, batch: number) => Tensor;
}

/** Throws unless a rule holds; the sentence says `what was found, expected what`. */
export function demand(kind: string, holds: boolean, sentence: string): asserts holds {
  if (!holds) throw new InputError(`Cannot accept the ${kind}: ${sentence}`);
}

/** Standard normal numbers; the same label gives the same ones, row by row, however many rows there are. */
export function normalTensor(label: string, shape: readonly number[]): Tensor {
  const size = shape.reduce((product, n) => product * n, 1);
  return tensor(Float32Array.from(seededRng(0).fork(label).normals(size)), [...shape], "float32");
}

/** Makes a module for a while. */
export async function withModule<M extends Module, R>(
  { make }: Subject<M>,
  use: (module: M) => Promise<R>,
): Promise<R> {
  const module = make();
  try {
    return await use(module);
  } finally {
    dispose([module.params, module.buffers]);
  }
}

/** Runs a module and brings the result back. */
export async function output<M extends Module>(
  { run }: Subject<M>,
  module: M,
  mode: Mode,
  batch: number,
): Promise<Float32Array> {
  return (await read([tidy(() => run(module, mode, batch))]))[0];
}

/** The values of variables, by name. */
export async function valuesOf(variables: Variables): Promise<{ readonly [name: string]: Float32Array }> {
  const values = await read(Object.values(variables).map((variable) => variable.clone()));
  return Object.fromEntries(Object.keys(variables).map((name, i) => [name, values[i]]));
}

/** Whether two lists of numbers are the same, bit by bit. */
export function same(a: ArrayLike<number>, b: ArrayLike<number>): boolean {
  return a.length === b.length && Array.from(a).every((value, i) => Object.is(value, b[i]));
}

/** Whether two lists of numbers are the same but for rounding: kernels may sum in another order. */
export function close(a: ArrayLike<number>, b: ArrayLike<number>): boolean {
  const largest = Array.from(b).reduce((most, value) => Math.max(most, Math.abs(value)), 1e-6);
  return a.length === b.length && Array.from(a).every((value, i) => Math.abs(value - b[i]) <= 1e-4 * largest);
}
