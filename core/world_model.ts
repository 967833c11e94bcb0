import { concat, reshape, slice, type Tensor, tidy, tile, zeros } from "@tensorflow/tfjs-core";
import { expectShape } from "./engine/expect_shape.ts";
import { InputError } from "./errors.ts";
import type { Encoder, Predictor, WorldModel } from "./types.ts";

/** The last `count` frames of `[R, T, …]`. */
function lastFrames(frames: Tensor, count: number): Tensor {
  const [rows, time, ...rest] = frames.shape as number[];
  if (count >= time) return frames;
  const begin = [0, time - count, ...rest.map(() => 0)];
  return slice(frames, begin, [rows, count, ...rest]);
}

function checkShapes(history: Tensor, plans: Tensor, past: Tensor | undefined): void {
  const [B, T] = history.shape as number[];
  const [batch, , H, A] = plans.shape as number[];
  if (history.rank !== 4 || plans.rank !== 4 || batch !== B || T < 1 || H < 1) {
    throw new InputError(
      `Cannot imagine: the history has shape [${history.shape}] and the plans [${plans.shape}], expected [B, T, P, D] and [B, N, H, A]`,
    );
  }
  if (past) expectShape(past, "past", [B, T - 1, A]);
}

/** `[B, …]` → `[B·N, …]`, each row N times. */
function repeatRows(x: Tensor, N: number): Tensor {
  const [B, ...rest] = x.shape as number[];
  const width = rest.reduce((product, n) => product * n, 1);
  return reshape(tile(reshape(x, [B, 1, width]), [1, N, 1]), [B * N, ...rest]);
}

/** Futures of rows `[R, T, P, D]` after actions `[R, T−1, A]` under actions `[R, H, A]` → `[R, H, P, D]`. */
function rollOut(predictor: Predictor, start: Tensor, past: Tensor | undefined, actions: Tensor): Tensor {
  const [R, H, A] = actions.shape as number[];
  const [, T, P, D] = start.shape as number[];
  let context = start; // [R, t, P, D]
  let taken = T > 1 ? past ?? zeros([R, T - 1, A]) : undefined; // [R, t − 1, A]
  const futures: Tensor[] = [];
  for (let h = 0; h < H; h++) {
    const action = slice(actions, [0, h, 0], [R, 1, A]);
    const blocks = taken ? concat([taken, action], 1) : action; // [R, t, A]
    const next = tidy(() => {
      const guesses = predictor.predict(context, { actions: blocks }, "infer"); // [R, t, P, D]
      return reshape(lastFrames(guesses, 1), [R, 1, P, D]);
    });
    futures.push(next);
    context = predictor.history === 1 ? next : lastFrames(concat([context, next], 1), predictor.history);
    const frames = Math.min(predictor.history, T + h + 1);
    taken = frames > 1 ? lastFrames(blocks, frames - 1) : undefined;
  }
  return concat(futures, 1); // [R, H, P, D]
}

/**
 * Joins an encoder and a predictor to a model that sees and imagines.
 *
 * `imagine` rolls the predictor out on its own guesses: at most the last `predictor.history` frames are kept, so
 * a Markov predictor's context never grows. Where the history has more than one frame and the actions that led
 * through it are not told, they count as zero blocks; planning from the present frame alone avoids that.
 * Both functions give tensors that belong to the caller.
 *
 * @example
 * ```ts
 * import { createWorldModel, type Encoder, type Predictor } from "@orrery/orrery/core";
 * import { add, reshape, tensor } from "@tensorflow/tfjs-core";
 * import "@tensorflow/tfjs-backend-cpu";
 * import assert from "node:assert/strict";
 *
 * const nothing = { params: {}, buffers: {} };
 * const encoder: Encoder = {
 *   ...nothing, inputs: ["position"], tokens: 1, dim: 1, timeStride: 1,
 *   encode: ({ position }) => reshape(position, [...position.shape, 1]),
 * };
 * const predictor: Predictor = {
 *   ...nothing, history: 1,
 *   predict: (latents, condition) =>
 *     "actions" in condition ? add(latents, reshape(condition.actions, latents.shape)) : latents,
 * };
 * const world = createWorldModel(encoder, predictor);
 * const start = tensor([10], [1, 1, 1, 1]);
 * const futures = world.imagine(start, tensor([1, 2, -1, -2], [1, 2, 2, 1])); // [1, 2, 2, 1, 1]
 * assert.deepEqual([...await futures.data()], [11, 13, 9, 7]);
 * ```
 */
export function createWorldModel(encoder: Encoder, predictor: Predictor): WorldModel {
  return {
    encoder,
    predictor,
    encode: (observations) => tidy(() => encoder.encode(observations, { mode: "infer" })),
    imagine: (history, plans, past) =>
      tidy(() => {
        checkShapes(history, plans, past);
        const [B, N, H, A] = plans.shape as number[];
        const [, , P, D] = history.shape as number[];
        const seen = lastFrames(history, predictor.history); // [B, T, P, D]
        const T = seen.shape[1] as number;
        const futures = rollOut(
          predictor,
          repeatRows(seen, N),
          past && T > 1 ? repeatRows(lastFrames(past, T - 1), N) : undefined,
          reshape(plans, [B * N, H, A]),
        );
        return reshape(futures, [B, N, H, P, D]);
      }),
  };
}
