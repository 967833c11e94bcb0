import { InputError } from "../errors.ts";
import { planSpace } from "../actions.ts";
import type { EnvSpec, Goal, PlanSetting, Score, WorldModel } from "../types.ts";
import { contextLength, encodeContexts, type History } from "./encode.ts";
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
 * goal as observed, see {@linkcode recedingHorizon}. It sees only what the encoder reads: the present frame, and
 * the earlier ones that the predictor looks back on, one an action block, with the actions between them, as in
 * training. An episode's first plans see as many as there are. A goal is encoded once.
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

  /** What each problem has seen, as latents; encodes goals that are new in the same go. */
  async function see(problems: readonly Problem[]): Promise<readonly History[]> {
    const fresh = [...new Set(problems.map(({ goal }) => goal))].filter((goal) => !known.has(goal));
    const contexts = problems.map(({ context }) => context);
    const aims = fresh.map((goal) => goal.observations);
    const { histories, latents } = await encodeContexts(world, observations, contexts, aims);
    fresh.forEach((goal, i) => known.set(goal, latents[i]));
    return histories;
  }

  async function scorer(problems: readonly Problem[]): Promise<Score> {
    const histories = await see(problems);
    const goals = new Float32Array(problems.length * size);
    problems.forEach(({ goal }, i) => goals.set(known.get(goal) ?? [], i * size));
    return latentScore({ world, cost: setting.cost, histories, goals, action });
  }

  const history = contextLength(world);
  const { planner, horizon, execute } = setting;
  return recedingHorizon({
    planner,
    horizon,
    execute,
    frameskip,
    history,
    actionSpace,
    streams,
    scorer,
    now,
  });
}
