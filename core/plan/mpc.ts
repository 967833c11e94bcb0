import { InputError } from "../errors.ts";
import { planSpace } from "../actions.ts";
import type { EnvSpec, Goal, PlanSetting, Score, WorldModel } from "../types.ts";
import { encodeFrames } from "./encode_frames.ts";
import { latentScore } from "./latent_score.ts";
import { type PlanningPolicy, type Problem, recedingHorizon } from "./receding_horizon.ts";

/** What model-predictive control needs. */
export interface MpcSetup {
  /** Sees and imagines. */
  readonly world: WorldModel;
  /** Planner, cost and horizon. */
  readonly setting: PlanSetting;
  /** Raw env actions in one block. */
  readonly frameskip: number;
  /** What is acted in. */
  readonly spec: Pick<EnvSpec, "observations" | "actionSpace">;
  /** Milliseconds, for latencies. */
  readonly now: () => number;
}

/**
 * Model-predictive control: a policy that imagines where plans lead and acts on the one that ends nearest to the
 * goal as observed, see {@linkcode recedingHorizon}. It sees only what the encoder reads, of the present frame;
 * a goal is encoded once.
 *
 * @throws {InputError} when the encoder reads a stream that the world does not have.
 */
export function mpc({ world, setting, frameskip, spec, now }: MpcSetup): PlanningPolicy {
  const { observations, actionSpace } = spec;
  const streams = world.encoder.inputs;
  const missing = streams.find((stream) => !Object.hasOwn(observations, stream));
  if (missing !== undefined) {
    throw new InputError(
      `Cannot plan: the encoder reads stream "${missing}", expected one of ${
        Object.keys(observations).map((name) => `"${name}"`).join(", ")
      }`,
    );
  }
  const action = planSpace(actionSpace, frameskip).size;
  const size = world.encoder.tokens * world.encoder.dim;
  const known = new WeakMap<Goal, Float32Array>(); // goal latents [P, D]

  /** Present latents `[B, P, D]`; encodes goals that are new in the same go. */
  async function see(problems: readonly Problem[]): Promise<Float32Array> {
    const fresh = [...new Set(problems.map(({ goal }) => goal))].filter((goal) => !known.has(goal));
    const frames = [...problems.map(({ snapshot }) => snapshot), ...fresh].map((seen) => seen.observations);
    const latents = await encodeFrames(world, observations, frames);
    const after = problems.length * size;
    fresh.forEach((goal, i) => known.set(goal, latents.slice(after + i * size, after + (i + 1) * size)));
    return latents.subarray(0, after);
  }

  async function scorer(problems: readonly Problem[]): Promise<Score> {
    const starts = await see(problems);
    const goals = new Float32Array(starts.length);
    problems.forEach(({ goal }, i) => goals.set(known.get(goal) ?? [], i * size));
    return latentScore({ world, cost: setting.cost, starts, goals, action });
  }

  const { planner, horizon, execute } = setting;
  return recedingHorizon({ planner, horizon, execute, frameskip, actionSpace, streams, scorer, now });
}
