import type { StoredTensors } from "../core/safetensors.ts";
import { relativeError } from "../reference/replayer.ts";
import type { WorstError } from "./bench_result.ts";

/** Gradients of parameters are called `gradient <parameter>`. */
export const GRADIENT = "gradient ";

/**
 * Parameters whose gradient is zero in exact arithmetic: the keys' bias moves all scores of a place alike, and what is
 * added to all rows alike on the way to BatchNorm goes out with their mean. What is left is rounding, which is compared
 * with the largest entry of all gradients.
 */
const IDLE = /attention\.key\.bias$|encoder\.(head|norm|projector\.hidden)\.bias$/;

const largest = (values: Float32Array): number => values.reduce((most, x) => Math.max(most, Math.abs(x)), 0);

/** The worst of the gradients among two sets of answers; undefined when there are none. */
export function worstGradient(ours: StoredTensors, theirs: StoredTensors): WorstError | undefined {
  const names = [...new Set([...ours.keys(), ...theirs.keys()])].filter((name) => name.startsWith(GRADIENT));
  const scale = Math.max(...names.map((name) => largest(theirs.get(name)?.data ?? new Float32Array())));
  const errors = names.map((name): WorstError => {
    const [own, other] = [ours.get(name)?.data ?? [], theirs.get(name)?.data ?? new Float32Array()];
    return {
      error: relativeError(own, other, IDLE.test(name) ? scale : undefined),
      tensor: name.slice(GRADIENT.length),
    };
  });
  return errors.toSorted((a, b) => b.error - a.error)[0];
}
