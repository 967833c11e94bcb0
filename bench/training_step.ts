/**
 * A training step, ready to be timed: fixed batch, real stage.
 *
 * @module
 */
import { buildModel, modelVariables } from "../core/build.ts";
import type { Registry } from "../core/registry.ts";
import { seededRng } from "../core/rng.ts";
import { read } from "../core/engine/read.ts";
import { encodeSafetensors, type StoredTensors } from "../core/safetensors.ts";
import { Stage } from "../core/train/stage.ts";
import type { StageTask, Task } from "../core/task/task.ts";
import type { Batch, Variables } from "../core/types.ts";
import { COMMON, encoderOf, type StepShape } from "./step_shapes.ts";
import type { TimedWork } from "./timed_work.ts";
import { GRADIENT } from "./worst_gradient.ts";

const BETAS = [0.9, 0.999] as const;
/** Largest gradient norm. */
const CLIP = 1;

/**
 * Frames that differ in colour and in light from side to side, with noise. Of noise alone all latents are nearly the same,
 * and BatchNorm blows their rounding up until gradients compare badly.
 */
function fixedBatch({ batch, size = COMMON.size }: StepShape): Batch {
  const rng = seededRng(1).fork("bench");
  const { frames, action } = COMMON;
  const side = size * 3;
  const pixels = new Uint8Array(batch * frames * size * side);
  for (let from = 0; from < pixels.length; from += size * side) {
    const [r, g, b, slope] = [0, 1, 2, 3].map(() => rng.integer(120));
    for (let i = 0; i < size * side; i++) {
      const light = Math.floor(slope * (i % side) / side);
      pixels[from + i] = [r, g, b][i % 3] + light + rng.integer(16);
    }
  }
  const actions = Float32Array.from({ length: batch * (frames - 1) * action }, () => rng.uniform(-1, 1));
  return { size: batch, frames, observations: { pixels }, actions };
}

function stageOf({ batch }: StepShape): StageTask {
  return {
    learn: ["encoder", "predictor"],
    target: "online",
    objectives: { prediction: { weight: 1 }, sigreg: { weight: 0.09, with: { slices: COMMON.slices } } },
    optimiser: {
      learningRate: COMMON.learningRate,
      weightDecay: 1e-3,
      betas: BETAS,
      epsilon: 1e-8,
      clip: CLIP,
      warmup: 0,
      schedule: "constant",
    },
    steps: 1e9,
    batch,
    window: COMMON.frames,
    logEvery: 1e9,
    checkpointEvery: 1e9,
  };
}

function taskOf(shape: StepShape): Task {
  const { hidden, depth } = COMMON;
  return {
    name: "bench",
    version: 1,
    seed: 0,
    plugins: [],
    data: { policy: { use: "random" }, episodes: 2, steps: 1, heldOut: 0.5, frameskip: 5 },
    model: {
      encoder: encoderOf(shape),
      predictor: { use: "residual-mlp", with: { hidden, depth, activation: "gelu", projector: 0 } },
    },
    train: { joint: stageOf(shape) },
    evaluate: {},
  };
}

/** Values of variables, by name. */
async function stored(variables: Variables): Promise<StoredTensors> {
  const entries = Object.entries(variables);
  const values = await read(entries.map(([, v]) => v.clone()));
  return new Map(entries.map(([name, v], i) => [name, { shape: v.shape, data: values[i] }]));
}

/**
 * Gradients of the one step that was taken, by parameter: what AdamW's first moments have of them, with its share and
 * the clipping undone.
 */
async function firstGradients(stage: Stage, gradNorm: number): Promise<StoredTensors> {
  const factor = (1 - BETAS[0]) * Math.min(1, CLIP / (gradNorm + 1e-6));
  const moments = [...await stored(stage.moments())].filter(([name]) => name.endsWith(".m"));
  return new Map(
    moments.map(([name, { shape, data }]) => [
      GRADIENT + name.slice(0, -".m".length),
      { shape, data: data.map((value) => value / factor) },
    ]),
  );
}

function filesOf(
  shape: StepShape,
  weights: StoredTensors,
  { observations, actions }: Batch,
  directions: ArrayLike<number>,
): TimedWork["files"] {
  const { frames, action, slices } = COMMON;
  const { batch, dim, size = COMMON.size } = shape;
  const inputs: StoredTensors = new Map([
    ["pixels", { shape: [batch, frames, size, size, 3], data: Float32Array.from(observations.pixels) }],
    ["actions", { shape: [batch, frames - 1, action], data: actions }],
    ["directions", { shape: [dim, slices], data: Float32Array.from(directions) }],
  ]);
  return {
    "sizes.json": JSON.stringify({ ...COMMON, ...shape }),
    "weights.safetensors": encodeSafetensors(weights),
    "inputs.safetensors": encodeSafetensors(inputs),
  };
}

/**
 * Makes the step on the open backend, and takes it once. Its answers are the loss, the gradient norm and all gradients
 * of that first step.
 */
export async function makeTrainingStep(registry: Registry, shape: StepShape): Promise<TimedWork> {
  const { size = COMMON.size } = shape;
  const spec = {
    observations: { pixels: { shape: [size, size, 3], dtype: "uint8" } },
    actionSpace: { kind: "box", low: [-1, -1], high: [1, 1] },
  } as const;
  const batch = fixedBatch(shape);
  const task = taskOf(shape);
  const model = buildModel(task, registry, spec, seededRng(0).fork("init"));
  const variables = modelVariables(model);
  const weights = await stored(variables);
  const rng = seededRng(2);
  const batches = { at: () => batch };
  const stage = new Stage({ name: "joint", task: task.train.joint, model, registry, batches, rng });
  // The directions that the stage will draw in its first step.
  const directions = rng.fork("step").fork(0).fork("sigreg").normals(shape.dim * COMMON.slices);
  const row = await stage.advance(() => 0);
  if (!row) throw new Error("Cannot start the benchmark: the first step was not logged");
  const scalar = (value: number) => ({ shape: [], data: Float32Array.of(value) });
  return {
    name: shape.name,
    rounds: 1,
    effort: { trial: 4, turn: 8, turns: 5, plain: 0, slowTurns: 3 },
    script: "training_step.py",
    files: filesOf(shape, weights, batch, directions),
    answers: new Map([
      ["loss", scalar(row.loss)],
      ["gradNorm", scalar(row.gradNorm)],
      ...await firstGradients(stage, row.gradNorm),
    ]),
    time: async (steps) => {
      const started = performance.now();
      for (let i = 0; i < steps; i++) await stage.advance(() => 0);
      // A GPU has only been told what to do; what depends on the last step waits for it.
      await read([Object.values(variables)[0].clone()]);
      return (performance.now() - started) / steps;
    },
    [Symbol.dispose]: () => {
      stage.dispose();
      for (const v of Object.values(variables)) v.dispose();
    },
  };
}
