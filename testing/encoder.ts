import { add, clipByValue, gather, mul, round, type Tensor, tensor1d, tidy } from "@tensorflow/tfjs-core";
import { read } from "../core/engine/read.ts";
import { seededRng } from "../core/rng.ts";
import type { Encoder, Given, ObservationSpace, ObservationTensors } from "../core/types.ts";
import { checkGradients } from "./module_rules/gradients.ts";
import { checkMemory } from "./module_rules/memory.ts";
import { checkModes } from "./module_rules/modes.ts";
import { close, demand, normalTensor, type Subject, withModule } from "./module_rules/subject.ts";
import { checkWeights } from "./module_rules/weights.ts";

/** What {@linkcode checkEncoder} runs the encoder on. */
export interface EncoderCheckOptions {
  /** Streams of the world. */
  readonly observations: { readonly [stream: string]: ObservationSpace };
  /** T, frames; a multiple of the encoder's time stride. By default twice the stride. */
  readonly frames?: number;
  /** Seed of the weights, by default 0. */
  readonly seed?: number;
}

function observe(stream: string, { shape, dtype }: ObservationSpace, lead: readonly number[]): Tensor {
  const noise = normalTensor(stream, [...lead, ...shape]);
  return dtype === "uint8" ? round(clipByValue(add(mul(noise, 60), 128), 0, 255)) : noise;
}

function checkDeclared(encoder: Encoder, streams: readonly string[]): void {
  for (
    const [name, value] of Object.entries({
      tokens: encoder.tokens,
      dim: encoder.dim,
      timeStride: encoder.timeStride,
    })
  ) {
    demand(
      "encoder",
      Number.isInteger(value) && value > 0,
      `${name} is ${value}, expected a whole number above 0`,
    );
  }
  const [rows, columns] = encoder.grid ?? [encoder.tokens, 1];
  demand(
    "encoder",
    rows * columns === encoder.tokens,
    `its grid has ${rows} rows of ${columns}, expected ${encoder.tokens} tokens`,
  );
  const unknown = encoder.inputs.find((stream) => !streams.includes(stream));
  demand(
    "encoder",
    unknown === undefined,
    `it reads "${unknown}", expected streams among ${streams.join(", ")}`,
  );
}

/** Whether an encoder refuses to leave tokens out, which is its right. */
function refuses(run: () => Tensor): boolean {
  try {
    tidy(() => void run());
    return false;
  } catch (error) {
    // By name, not by class: a plugin may have been written against its own copy of the framework.
    demand(
      "encoder",
      error instanceof Error && error.name === "InputError",
      `given "keep" it throws ${error}, expected latents or an InputError`,
    );
    return true;
  }
}

/** Told which tokens to keep, an encoder gives those in that order, or refuses. */
async function checkKeep({ tokens }: Encoder, run: (keep?: readonly number[]) => Tensor): Promise<void> {
  const all = Array.from({ length: tokens }, (_, token) => token);
  if (refuses(() => run(all))) return;
  const [one] = await read([tidy(() => tensor1d(run([tokens - 1]).shape))]);
  demand("encoder", one[2] === 1, `told to keep 1 token it gives ${one[2]}, expected the one`);
  const backwards = all.toReversed();
  const [whole, kept, turned] = await read(tidy(() => [
    run(),
    run(all),
    gather(run(backwards), tensor1d(backwards, "int32"), 2),
  ]));
  demand("encoder", close(kept, whole), "keeping all tokens changes the latents, expected the same");
  demand(
    "encoder",
    close(turned, whole),
    "kept tokens come in another order than they are listed in, expected that order",
  );
}

/**
 * Runs the rules of {@linkcode Encoder} and throws {@linkcode InputError} with the first that is broken: latents of
 * the declared shape, on a grid of as many tokens; the same stream, the same weights; names used once; inference that changes nothing and takes
 * each row by itself; training that repeats itself; finite gradients to every parameter; only the tokens that are kept,
 * in their order, or a refusal to leave any out; no leak.
 *
 * @param make Makes the encoder from what the framework gives.
 *
 * @example
 * ```ts
 * import { checkEncoder } from "@orrery/orrery/testing";
 * import { conv } from "@orrery/orrery/models";
 * import { registerGradients } from "@orrery/orrery/core";
 * import "@tensorflow/tfjs-backend-cpu";
 * import assert from "node:assert/strict";
 *
 * registerGradients();
 * const observations = { pixels: { shape: [8, 8, 3], dtype: "uint8" as const } };
 * const options = { widths: [4], dim: 3, projector: 4 };
 * await assert.doesNotReject(checkEncoder((given) => conv.make(options, given), { observations }));
 * ```
 */
export async function checkEncoder(
  make: (given: Given<"encoder">) => Encoder,
  { observations, frames, seed = 0 }: EncoderCheckOptions,
): Promise<void> {
  const look = (encoder: Encoder, batch: number): ObservationTensors => {
    const lead = [batch, frames ?? 2 * encoder.timeStride];
    return Object.fromEntries(
      encoder.inputs.map((stream) => [stream, observe(stream, observations[stream], lead)]),
    );
  };
  const subject: Subject<Encoder> = {
    kind: "encoder",
    make: () => make({ observations, rng: seededRng(seed) }),
    run: (encoder, mode, batch) => {
      checkDeclared(encoder, Object.keys(observations));
      const { tokens, dim, timeStride } = encoder;
      const streams = look(encoder, batch);
      const latents = encoder.encode(streams, { mode });
      const expected = [batch, (frames ?? 2 * timeStride) / timeStride, tokens, dim];
      demand(
        "encoder",
        latents.shape.join() === expected.join(),
        `latents have shape [${latents.shape}], expected [${expected}]`,
      );
      for (const [stream, tensor] of Object.entries(streams)) {
        demand("encoder", !tensor.isDisposed, `it disposes "${stream}", expected that it only borrows`);
      }
      return latents;
    },
  };
  checkMemory(subject);
  await checkWeights(subject);
  await checkModes(subject);
  await checkGradients(subject);
  await withModule(subject, (encoder) =>
    checkKeep(encoder, (keep) => {
      const kept = keep && { keep: tensor1d([...keep], "int32") };
      return encoder.encode(look(encoder, 2), { mode: "infer", ...kept });
    }));
}
