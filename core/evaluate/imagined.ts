import { tensor, tidy, zeros } from "@tensorflow/tfjs-core";
import { normaliseBlock, planSpace } from "../actions.ts";
import { read } from "../engine/read.ts";
import { contextLength, encodeFrames, type Frame, type History } from "../plan/encode.ts";
import type { PlanRecord } from "../plan/planned_episode.ts";
import type { Cost, Env, Picture, WorldModel } from "../types.ts";
import type { FrameBank } from "../media/frame_bank.ts";
import type { Trial } from "./protocol.ts";
import type { Outcome } from "./trials.ts";

/** What a planned trial is looked at with. */
export interface ImagineTrialSetup {
  /** Sees and imagines. */
  readonly world: WorldModel;
  /** What the planner made small. */
  readonly cost: Cost;
  /** Raw env actions in one block. */
  readonly frameskip: number;
  /** A world to act the trial in again. */
  readonly env: Env;
  /** Where it started and what it had to reach. */
  readonly trial: Trial;
  /** What was done. */
  readonly outcome: Outcome;
  /** The plans that were followed. */
  readonly plans: readonly PlanRecord[];
  /** Shows latents as frames. */
  readonly bank: FrameBank;
}

/** What a planner saw coming, at each of the T+1 moments of a trial of T steps. */
export interface ImaginedTrial {
  /** Frames nearest to what was imagined for the moment `[T+1]`. */
  readonly pictures: readonly Picture[];
  /** Cost of what was imagined for the moment, as if a plan ended there; straight between blocks `[T+1]`. */
  readonly imagined: Float32Array;
  /** Cost of what was seen `[T+1]`. */
  readonly real: Float32Array;
}

/** Latents `[P, D]` of every moment, the goal's last. */
async function seeAll({ world, env, trial, outcome }: ImagineTrialSetup): Promise<Float32Array[]> {
  const look = (): Frame =>
    Object.fromEntries(world.encoder.inputs.map((stream) => [stream, env.observe(stream)]));
  env.setState(trial.start);
  const frames = [look()];
  for (const action of outcome.actions) {
    env.step(action);
    frames.push(look());
  }
  const all = [...frames, trial.goal.observations];
  const latents = await encodeFrames(world, env.observations, all);
  const size = latents.length / all.length;
  return all.map((_, i) => latents.subarray(i * size, (i + 1) * size));
}

/** What the predictor was given at a step: latents and actions as far back as it looks. */
function historyAt(
  { world, env, frameskip, outcome }: ImagineTrialSetup,
  seen: readonly Float32Array[],
  step: number,
): History {
  const blocks = Math.min(contextLength(world) - 1, step / frameskip);
  const first = step - blocks * frameskip;
  const starts = Array.from({ length: blocks }, (_, k) => first + k * frameskip);
  const concat = (parts: readonly Float32Array[]) => Float32Array.from(parts.flatMap((part) => [...part]));
  const actions = starts.map((at) =>
    normaliseBlock(env.actionSpace, outcome.actions.slice(at, at + frameskip))
  );
  return { latents: concat([...starts, step].map((at) => seen[at])), actions: concat(actions) };
}

/** What a plan was imagined to lead to: the present latent, then H future ones. */
async function follow(
  setup: ImagineTrialSetup,
  seen: readonly Float32Array[],
  { step, plan }: PlanRecord,
): Promise<Float32Array[]> {
  const { world, env, frameskip } = setup;
  const { tokens: P, dim: D } = world.encoder;
  const A = planSpace(env.actionSpace, frameskip).size;
  const { latents, actions } = historyAt(setup, seen, step);
  const T = latents.length / (P * D);
  const H = plan.length / A;
  const [futures] = await read([tidy(() => {
    const past = T > 1 ? tensor(actions, [1, T - 1, A]) : undefined;
    const future = tensor(Float32Array.from(plan), [1, 1, H, A]);
    return world.imagine(tensor(latents, [1, T, P, D]), future, past); // [1, 1, H, P, D]
  })]);
  const frames = Array.from({ length: H }, (_, h) => futures.subarray(h * P * D, (h + 1) * P * D));
  return [seen[step], ...frames];
}

/** Costs of single latents, each as if a plan ended there. */
async function costsOf(
  { world, cost, env, frameskip }: ImagineTrialSetup,
  latents: readonly Float32Array[],
  goal: Float32Array,
): Promise<Float32Array> {
  const { tokens: P, dim: D } = world.encoder;
  const N = latents.length;
  const A = planSpace(env.actionSpace, frameskip).size;
  const all = new Float32Array(N * P * D);
  latents.forEach((latent, n) => all.set(latent, n * P * D));
  const [costs] = await read([
    tidy(() => cost.cost(tensor(all, [1, N, 1, P, D]), tensor(goal, [1, P, D]), zeros([1, N, 1, A]))),
  ]);
  return costs;
}

/**
 * Looks at a planned trial again with the planner's eyes: for every moment, what the plan that led to it had
 * imagined, as the nearest stored frame, and what both the imagined and the seen latent cost. A plan imagines
 * one frame an action block; until the next one the last is shown.
 */
export async function imagineTrial(setup: ImagineTrialSetup): Promise<ImaginedTrial> {
  const { frameskip, outcome, plans, bank } = setup;
  const latents = await seeAll(setup);
  const [seen, goal] = [latents.slice(0, -1), latents[latents.length - 1]];
  const moments = outcome.actions.length + 1;
  const pictures = new Array<Picture>(moments);
  const imagined = new Float32Array(moments);
  for (const record of plans) {
    const frames = await follow(setup, seen, record);
    const costs = await costsOf(setup, frames, goal);
    const shown = frames.map((latent) => bank.nearest(latent));
    // The moment at which a plan is made belongs to the one before, whose end it shows.
    for (let t = record.step === 0 ? 0 : record.step + 1; t < moments; t++) {
      const blocks = Math.min((t - record.step) / frameskip, frames.length - 1);
      const [h, next] = [Math.floor(blocks), Math.ceil(blocks)];
      pictures[t] = shown[h];
      imagined[t] = costs[h] + (blocks - h) * (costs[next] - costs[h]);
    }
  }
  return { pictures, imagined, real: await costsOf(setup, seen, goal) };
}
