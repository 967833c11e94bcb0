/**
 * The action border: native actions of a world on one side, normalised action blocks on the other. A dimension
 * with finite bounds scales to [−1, 1], one without stays native, a choice becomes one-hot, and a block is
 * `frameskip` actions one after the other. Models and planners see nothing else.
 *
 * @module
 */
import { InputError } from "./errors.ts";
import type { Action, ActionSpace, PlanSpace } from "./types.ts";

/** Numbers in one native action: the dimensions of a box; 1 for a choice. */
export function nativeSize(space: ActionSpace): number {
  return space.kind === "box" ? space.low.length : 1;
}

/** Numbers in one normalised action: the dimensions of a box; n for one of n choices. */
export function normalisedSize(space: ActionSpace): number {
  return space.kind === "box" ? space.low.length : space.n;
}

const isBounded = (low: number, high: number): boolean => Number.isFinite(low) && Number.isFinite(high);

/**
 * The space of action blocks that planners search: A·frameskip dimensions within [−1, 1] (one-hot: [0, 1]); an
 * unbounded dimension keeps its native bounds. Of choices it says among how many, for planners that rank them.
 *
 * @throws {InputError} when `frameskip` is not a whole number from 1.
 *
 * @example
 * ```ts
 * import { planSpace } from "@orrery/orrery/core";
 * import assert from "node:assert/strict";
 *
 * const space = planSpace({ kind: "box", low: [0, -5], high: [512, 5] }, 2);
 * assert.deepEqual(space, { size: 4, low: [-1, -1, -1, -1], high: [1, 1, 1, 1] });
 * ```
 */
export function planSpace(space: ActionSpace, frameskip: number): PlanSpace {
  if (!Number.isInteger(frameskip) || frameskip < 1) {
    throw new InputError(
      `Cannot make action blocks: frameskip is ${frameskip}, expected a whole number from 1`,
    );
  }
  const repeat = (values: readonly number[]): number[] =>
    Array.from({ length: frameskip }, () => values).flat();
  const bounds = (which: "low" | "high", bounded: number): number[] => {
    if (space.kind === "discrete") return repeat(new Array(space.n).fill(Math.max(0, bounded)));
    return repeat(space[which].map((own, i) => isBounded(space.low[i], space.high[i]) ? bounded : own));
  };
  return {
    size: normalisedSize(space) * frameskip,
    low: bounds("low", -1),
    high: bounds("high", 1),
    ...(space.kind === "discrete" && { choices: space.n }),
  };
}

/**
 * One native action `[n]` in normalised form `[A]`. Values beyond a bound map beyond ±1.
 *
 * @throws {InputError} when the action has another length, holds NaN or names no choice.
 */
export function normaliseAction(space: ActionSpace, native: ArrayLike<number>): Float32Array {
  if (native.length !== nativeSize(space)) {
    throw new InputError(
      `Cannot normalise an action: it has ${native.length} numbers, expected ${nativeSize(space)}`,
    );
  }
  const out = new Float32Array(normalisedSize(space));
  if (space.kind === "discrete") {
    const choice = native[0];
    if (!Number.isInteger(choice) || choice < 0 || choice >= space.n) {
      throw new InputError(
        `Cannot normalise an action: choice ${choice}, expected a whole number from 0 to ${space.n - 1}`,
      );
    }
    out[choice] = 1;
    return out;
  }
  for (let i = 0; i < out.length; i++) {
    if (Number.isNaN(native[i])) {
      throw new InputError(`Cannot normalise an action: it has NaN at position ${i}, expected a number`);
    }
    out[i] = scaleIn(native[i], space.low[i], space.high[i]);
  }
  return out;
}

function scaleIn(value: number, low: number, high: number): number {
  if (!isBounded(low, high)) return value;
  return low === high ? 0 : 2 * (value - low) / (high - low) - 1;
}

/** Native actions, one after the other, as one normalised block `[A·frameskip]`. */
export function normaliseBlock(space: ActionSpace, natives: readonly ArrayLike<number>[]): Float32Array {
  const size = normalisedSize(space);
  const out = new Float32Array(size * natives.length);
  natives.forEach((native, i) => out.set(normaliseAction(space, native), i * size));
  return out;
}

/**
 * The native actions of a normalised block `[A·frameskip]`: never outside the bounds of the space, whatever the
 * block holds; a choice is the largest entry, the first of equal ones.
 *
 * @throws {InputError} when the block is not a multiple of A long or holds NaN.
 *
 * @example
 * ```ts
 * import { nativeActions, normaliseBlock } from "@orrery/orrery/core";
 * import assert from "node:assert/strict";
 *
 * const space = { kind: "box", low: [0], high: [512] } as const;
 * const block = normaliseBlock(space, [Float32Array.of(128), Float32Array.of(512)]);
 * assert.deepEqual(block, Float32Array.of(-0.5, 1));
 * assert.deepEqual(nativeActions(space, block), [Float32Array.of(128), Float32Array.of(512)]);
 * ```
 */
export function nativeActions(space: ActionSpace, block: ArrayLike<number>): Action[] {
  const size = normalisedSize(space);
  if (block.length === 0 || block.length % size !== 0) {
    throw new InputError(
      `Cannot act: the action block has ${block.length} numbers, expected a multiple of ${size}`,
    );
  }
  for (let i = 0; i < block.length; i++) {
    if (Number.isNaN(block[i])) {
      throw new InputError(`Cannot act: the action block has NaN at position ${i}, expected a number`);
    }
  }
  return Array.from({ length: block.length / size }, (_, k) => nativeAction(space, block, k * size));
}

function nativeAction(space: ActionSpace, block: ArrayLike<number>, at: number): Action {
  if (space.kind === "discrete") {
    let best = 0;
    for (let i = 1; i < space.n; i++) if (block[at + i] > block[at + best]) best = i;
    return Float32Array.of(best);
  }
  return Float32Array.from(space.low, (low, i) => {
    const high = space.high[i];
    const value = block[at + i];
    return within(isBounded(low, high) ? low + (high - low) * (value + 1) / 2 : value, low, high);
  });
}

/** The float32 nearest to `value` that lies in [low, high]; rounding alone could step over a bound. */
function within(value: number, low: number, high: number): number {
  const rounded = Math.fround(Math.min(high, Math.max(low, value)));
  if (rounded > high) return neighbour(rounded, -1);
  return rounded < low ? neighbour(rounded, 1) : rounded;
}

/** The next float32 in a direction. */
function neighbour(value: number, direction: 1 | -1): number {
  if (value === 0) return direction * 2 ** -149;
  const bits = new Int32Array(Float32Array.of(value).buffer);
  bits[0] += value > 0 ? direction : -direction;
  return new Float32Array(bits.buffer)[0];
}
