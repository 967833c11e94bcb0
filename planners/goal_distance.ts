import {
  abs,
  div,
  maximum,
  mean,
  mul,
  reshape,
  slice,
  sqrt,
  square,
  sub,
  sum,
  type Tensor,
  tidy,
} from "@tensorflow/tfjs-core";
import { choice, component, InputError } from "../core/mod.ts";
import type { Component } from "../core/mod.ts";

type Metric = "l2" | "l1" | "cosine";

const norm = (latents: Tensor): Tensor => sqrt(sum(square(latents), -1));

/** Distances of latents `[B, R, P, D]` to the goal `[B, 1, P, D]` → `[B, R]`. */
function distances(latents: Tensor, goal: Tensor, metric: Metric): Tensor {
  if (metric === "l2") return sum(square(sub(latents, goal)), [2, 3]);
  if (metric === "l1") return sum(abs(sub(latents, goal)), [2, 3]);
  const lengths = maximum(mul(norm(latents), norm(goal)), 1e-8); // [B, R, P]
  return mean(sub(1, div(sum(mul(latents, goal), 3), lengths)), 2);
}

function checkShapes(imagined: Tensor, goal: Tensor): void {
  const [B, , , P, D] = imagined.shape as number[];
  const expected = [B, P, D];
  if (imagined.rank === 5 && `${goal.shape}` === `${expected}`) return;
  throw new InputError(
    `Cannot measure the distance to the goal: imagined latents have shape [${imagined.shape}] and the goal [${goal.shape}], expected [B, N, H, P, D] and [B, P, D]`,
  );
}

/**
 * How far imagined latents are from the goal's: the sum of squared differences over tokens and width (`l2`; the
 * cost of LeWM and DINO-WM up to a factor), of absolute ones (`l1`; V-JEPA 2), or one minus the cosine, averaged
 * over tokens (`cosine`). Only the last imagined frame counts, or all of them are summed, which rewards getting there early.
 *
 * @example
 * ```ts
 * import { goalDistance } from "@orrery/orrery/planners";
 * import { tensor } from "@tensorflow/tfjs-core";
 * import "@tensorflow/tfjs-backend-cpu";
 * import assert from "node:assert/strict";
 *
 * const imagined = tensor([9, 2, 9, 5], [1, 2, 2, 1, 1]); // two candidates that end at 2 and at 5
 * const costs = goalDistance.make({}, {}).cost(imagined, tensor([3], [1, 1, 1]), tensor([0]));
 * assert.deepEqual([...await costs.data()], [1, 4]);
 * ```
 */
export const goalDistance: Component<"cost"> = component("cost", {
  description: "Distance of imagined latents to the goal's",
  options: {
    metric: choice(["l2", "l1", "cosine"], {
      default: "l2",
      description:
        "sum of squared differences, of absolute ones, or one minus the cosine averaged over tokens",
    }),
    step: choice(["last", "sum"], {
      default: "last",
      description: "whether the last imagined frame counts, or all of them are summed",
    }),
  },
  make: ({ metric, step }) => ({
    cost: (imagined, goal) =>
      tidy(() => {
        checkShapes(imagined, goal);
        const [B, N, H, P, D] = imagined.shape as number[];
        const frames = step === "last" ? 1 : H;
        const rows = reshape(imagined, [B * N, H, P * D]);
        const counted = slice(rows, [0, H - frames, 0], [B * N, frames, P * D]);
        const to = reshape(goal, [B, 1, P, D]);
        const each = distances(reshape(counted, [B, N * frames, P, D]), to, metric); // [B, N·frames]
        return sum(reshape(each, [B, N, frames]), 2); // [B, N]
      }),
  }),
});
