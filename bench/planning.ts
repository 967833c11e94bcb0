/**
 * A plan, ready to be timed: the real planner, the real score by imagination, a predictor with fixed weights.
 *
 * @module
 */
import { tensor, tidy } from "@tensorflow/tfjs-core";
import { planSpace } from "../core/actions.ts";
import { read } from "../core/engine/read.ts";
import type { History } from "../core/plan/encode.ts";
import { latentScore } from "../core/plan/latent_score.ts";
import type { Registry } from "../core/registry.ts";
import { seededRng } from "../core/rng.ts";
import { encodeSafetensors, type StoredTensors } from "../core/safetensors.ts";
import type { Encoder, Planner, PlanRequest, Predictor, Rng, Score, Variables } from "../core/types.ts";
import { createWorldModel } from "../core/world_model.ts";
import type { PlanShape } from "./plan_shapes.ts";
import type { TimedWork } from "./timed_work.ts";

const SPACE = planSpace({ kind: "box", low: [-1, -1], high: [1, 1] }, 5);

/** Values that show in what is imagined: modulations start at 0 and running statistics at 0 and 1. */
function trainedValues(name: string, count: number, rng: Rng): Float32Array | undefined {
  const draw = (value: () => number) => Float32Array.from({ length: count }, value);
  if (name.includes("modulation")) return draw(() => rng.uniform(-0.1, 0.1));
  if (name.endsWith("running_mean")) return draw(() => rng.uniform(-0.5, 0.5));
  if (name.endsWith("running_var")) return draw(() => rng.uniform(0.5, 2));
  return undefined;
}

function pretendTraining(variables: Variables, rng: Rng): void {
  for (const [name, v] of Object.entries(variables)) {
    const values = trainedValues(name, v.size, rng.fork(name));
    if (values) tidy(() => v.assign(tensor(values, v.shape)));
  }
}

/** Latents are given, so nothing is encoded. */
function blindEncoder(dim: number): Encoder {
  return {
    params: {},
    buffers: {},
    inputs: [],
    tokens: 1,
    dim,
    timeStride: 1,
    encode: () => {
      throw new Error("Cannot encode: a benchmark of plans has latents only, expected no frames");
    },
  };
}

/** What the episodes have seen and done, and what they are to reach. */
interface Situation {
  readonly histories: readonly History[];
  readonly goals: Float32Array;
}

function situationOf({ episodes, predictor: { history }, dim }: PlanShape): Situation {
  const rng = seededRng(1).fork("plan");
  const normals = (count: number) => Float32Array.from(rng.normals(count));
  const actions = () => Float32Array.from({ length: (history - 1) * SPACE.size }, () => rng.uniform(-1, 1));
  return {
    histories: Array.from(
      { length: episodes },
      () => ({ latents: normals(history * dim), actions: actions() }),
    ),
    goals: normals(episodes * dim),
  };
}

/** The first candidates of a plan, and their scores. */
interface FirstScores {
  readonly plans: Float64Array;
  readonly scores: Float64Array;
}

async function scoreFirst(planner: Planner, request: PlanRequest): Promise<FirstScores> {
  const seen: FirstScores[] = [];
  const score: Score = async (plans, candidates) => {
    const scores = await request.score(plans, candidates);
    seen.push({ plans: plans.slice(), scores });
    return scores;
  };
  await planner.plan({ ...request, score, iterations: 1 });
  return seen[0];
}

/** Floats of all histories, one after the other. */
function together(histories: readonly History[], part: keyof History): Float32Array {
  return Float32Array.from(histories.flatMap((history) => Array.from(history[part])));
}

async function filesOf(
  shape: PlanShape,
  variables: Variables,
  { histories, goals }: Situation,
  plans: Float64Array,
): Promise<TimedWork["files"]> {
  const { episodes: B, predictor: { history }, dim, planner, horizon } = shape;
  const entries = Object.entries(variables);
  const values = await read(entries.map(([, v]) => v.clone()));
  const weights: StoredTensors = new Map(
    entries.map(([name, v], i) => [name, { shape: v.shape, data: values[i] }]),
  );
  const inputs: StoredTensors = new Map([
    ["latents", { shape: [B, history, dim], data: together(histories, "latents") }],
    ["past", { shape: [B, history - 1, SPACE.size], data: together(histories, "actions") }],
    ["goals", { shape: [B, dim], data: goals }],
    ["plans", { shape: [B, planner.samples, horizon, SPACE.size], data: Float32Array.from(plans) }],
  ]);
  const sizes = { ...shape.predictor, ...planner, dim, horizon, episodes: B, action: SPACE.size };
  return {
    "sizes.json": JSON.stringify(sizes),
    "weights.safetensors": encodeSafetensors(weights),
    "inputs.safetensors": encodeSafetensors(inputs),
  };
}

function makePredictor(registry: Registry, { predictor, dim }: PlanShape): Predictor {
  const given = { tokens: 1, dim, action: SPACE.size, rng: seededRng(0).fork("predictor") };
  const made = registry.make("predictor", { use: "adaln-transformer", with: predictor }, given);
  pretendTraining({ ...made.params, ...made.buffers }, seededRng(3));
  return made;
}

/** Makes the plan on the open backend, and its first iteration once. Its answers are the scores of that iteration. */
export async function makePlanning(registry: Registry, shape: PlanShape): Promise<TimedWork> {
  const predictor = makePredictor(registry, shape);
  const variables = { ...predictor.params, ...predictor.buffers };
  const situation = situationOf(shape);
  const planner = registry.make("planner", { use: "cem", with: shape.planner }, {});
  const request = (seed: number): PlanRequest => ({
    batch: shape.episodes,
    horizon: shape.horizon,
    space: SPACE,
    score: latentScore({
      world: createWorldModel(blindEncoder(shape.dim), predictor),
      cost: registry.make("cost", { use: "goal-distance" }, {}),
      ...situation,
      action: SPACE.size,
    }),
    rngs: Array.from({ length: shape.episodes }, (_, i) => seededRng(seed).fork(i)),
  });
  const { plans, scores } = await scoreFirst(planner, request(0));
  let plan = 0;
  return {
    name: shape.name,
    rounds: shape.planner.iterations,
    effort: shape.effort,
    script: "plan.py",
    files: await filesOf(shape, variables, situation, plans),
    answers: new Map([
      ["scores", { shape: [shape.episodes, shape.planner.samples], data: Float32Array.from(scores) }],
    ]),
    time: async (iterations) => {
      const started = performance.now();
      await planner.plan({ ...request(++plan), iterations });
      return (performance.now() - started) / iterations;
    },
    [Symbol.dispose]: () => {
      for (const v of Object.values(variables)) v.dispose();
    },
  };
}
