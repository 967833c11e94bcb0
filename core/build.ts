import { InputError } from "./errors.ts";
import { planSpace } from "./actions.ts";
import { join } from "./nn/layer.ts";
import { createWorldModel } from "./world_model.ts";
import type { Registry } from "./registry.ts";
import type { Task } from "./task/task.ts";
import type {
  Encoder,
  EnvSpec,
  Module,
  ObservationSpace,
  Predictor,
  Rng,
  Variables,
  WorldModel,
} from "./types.ts";

/** The parts of a model, made from a task. */
export interface Model {
  /** Encoder and predictor as one. */
  readonly world: WorldModel;
  /** The encoder. */
  readonly encoder: Encoder;
  /** The predictor. */
  readonly predictor: Predictor;
  /** Streams of the world, with their shapes. */
  readonly observations: { readonly [stream: string]: ObservationSpace };
  /** Width of an action block. */
  readonly action: number;
  /** A target network for EMA targets: an encoder with the same initial weights. */
  makeTarget(): Encoder;
}

/** Everything of some parts that a checkpoint holds: parameters and buffers by full name. */
export function allVariables(parts: { readonly [name: string]: Module }): Variables {
  const { params, buffers } = join(parts);
  return { ...params, ...buffers };
}

/** Everything of a model that a checkpoint holds, e.g. `encoder.head.weight`. */
export function modelVariables({ encoder, predictor }: Model): Variables {
  return allVariables({ encoder, predictor });
}

/** Frees the weights of a model. */
export function disposeModel(model: Model): void {
  for (const weight of Object.values(modelVariables(model))) weight.dispose();
}

/**
 * Makes the model of a task for a world.
 *
 * @throws {InputError} when the encoder reads a stream that the world does not have.
 */
export function buildModel(
  task: Task,
  registry: Registry,
  spec: Pick<EnvSpec, "observations" | "actionSpace">,
  rng: Rng,
): Model {
  const observations: { readonly [stream: string]: ObservationSpace } = spec.observations;
  const makeEncoder = () =>
    registry.make("encoder", task.model.encoder, { observations, rng: rng.fork("encoder") });
  const encoder = makeEncoder();
  const missing = encoder.inputs.find((stream) => !Object.hasOwn(observations, stream));
  if (missing !== undefined) {
    throw new InputError(
      `Cannot build encoder "${task.model.encoder.use}": it reads stream "${missing}", the world has ${
        Object.keys(observations).map((name) => `"${name}"`).join(", ")
      }`,
    );
  }
  if (encoder.timeStride !== 1) {
    throw new InputError(
      `Cannot build encoder "${task.model.encoder.use}": its time stride is ${encoder.timeStride}, expected 1: training cuts one action block a frame`,
    );
  }
  const action = planSpace(spec.actionSpace, task.data.frameskip).size;
  const { tokens, dim } = encoder;
  const given = { tokens, dim, action, rng: rng.fork("predictor") };
  const predictor = registry.make("predictor", task.model.predictor, given);
  return {
    world: createWorldModel(encoder, predictor),
    encoder,
    predictor,
    observations,
    action,
    makeTarget: makeEncoder,
  };
}
