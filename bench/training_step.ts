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
import type { Batch } from "../core/types.ts";
import { COMMON, encoderOf, type StepShape } from "./step_shapes.ts";

/** A step that can be repeated, and what a peer needs to make the same one. */
export interface TrainingStep {
  /** Files for the peer, by name. */
  readonly files: { readonly [name: string]: Uint8Array | string };
  /** Loss and gradient norm of the first step, from the weights in the files. */
  readonly first: { readonly loss: number; readonly gradNorm: number };
  /** Takes some steps; milliseconds a step. */
  time(steps: number): Promise<number>;
  /** Frees the model. */
  dispose(): void;
}

function fixedBatch({ batch }: StepShape): Batch {
  const rng = seededRng(1).fork("bench");
  const { frames, size, action } = COMMON;
  const pixels = Uint8Array.from({ length: batch * frames * size * size * 3 }, () => rng.integer(256));
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
      betas: [0.9, 0.999],
      epsilon: 1e-8,
      clip: 1,
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

/** Makes the step on the open backend. */
export async function makeTrainingStep(registry: Registry, shape: StepShape): Promise<TrainingStep> {
  const spec = {
    observations: { pixels: { shape: [COMMON.size, COMMON.size, 3], dtype: "uint8" } },
    actionSpace: { kind: "box", low: [-1, -1], high: [1, 1] },
  } as const;
  const batch = fixedBatch(shape);
  const task = taskOf(shape);
  const model = buildModel(task, registry, spec, seededRng(0).fork("init"));
  const entries = Object.entries(modelVariables(model));
  const values = await read(entries.map(([, v]) => v.clone()));
  const weights: StoredTensors = new Map(
    entries.map(([name, v], i) => [name, { shape: v.shape, data: values[i] }]),
  );
  const rng = seededRng(2);
  const stage = new Stage({
    name: "joint",
    task: task.train.joint,
    model,
    registry,
    batches: { at: () => batch },
    rng,
  });
  // The directions that the stage will draw in its first step.
  const directions = rng.fork("step").fork(0).fork("sigreg").normals(shape.dim * COMMON.slices);
  const row = await stage.advance(() => 0);
  if (!row) throw new Error("Cannot start the benchmark: the first step was not logged");
  return {
    first: { loss: row.loss, gradNorm: row.gradNorm },
    files: {
      "sizes.json": JSON.stringify({ ...COMMON, ...shape }),
      "weights.safetensors": encodeSafetensors(weights),
      "batch.safetensors": encodeSafetensors(
        new Map([
          ["pixels", {
            shape: [shape.batch, COMMON.frames, COMMON.size, COMMON.size, 3],
            data: Float32Array.from(batch.observations.pixels),
          }],
          ["actions", { shape: [shape.batch, COMMON.frames - 1, COMMON.action], data: batch.actions }],
          ["directions", { shape: [shape.dim, COMMON.slices], data: Float32Array.from(directions) }],
        ]),
      ),
    },
    time: async (steps) => {
      const started = performance.now();
      for (let i = 0; i < steps; i++) await stage.advance(() => 0);
      // A GPU has only been told what to do; what depends on the last step waits for it.
      await read([entries[0][1].clone()]);
      return (performance.now() - started) / steps;
    },
    dispose: () => {
      stage.dispose();
      for (const [, v] of entries) v.dispose();
    },
  };
}
