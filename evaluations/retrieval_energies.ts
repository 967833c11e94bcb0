import { reshape, tensor, tidy } from "@tensorflow/tfjs-core";
import {
  encodeFrames,
  encodeStored,
  InputError,
  nativeSize,
  normaliseBlock,
  read,
  squaredDistance,
  storedSpaces,
} from "../core/mod.ts";
import type { EvaluationContext, Place, WorldModel } from "../core/mod.ts";
import type { Question } from "./retrieval_questions.ts";

/** The action block that leaves a row, normalised. */
function blockAt(
  { heldOut, frameskip, actionSpace }: EvaluationContext,
  { episode, row }: Place,
): Float32Array {
  const data = Array.from(heldOut.read(episode, "action", row, frameskip), Number);
  const width = nativeSize(actionSpace);
  const natives = Array.from({ length: frameskip }, (_, i) => data.slice(i * width, (i + 1) * width));
  return normaliseBlock(actionSpace, natives);
}

/** Imagined latents `[n, P, D]` one block after histories `[n, T, P, D]` under blocks `[n, T, A]`. */
async function imagineNext(
  world: WorldModel,
  latents: Float32Array,
  blocks: readonly (readonly Float32Array[])[],
): Promise<Float32Array> {
  const { tokens, dim } = world.encoder;
  const [n, T, A] = [blocks.length, blocks[0].length, blocks[0][0].length];
  const joined = (parts: readonly Float32Array[]) => Float32Array.from(parts.flatMap((part) => [...part]));
  const imagined = tidy(() => {
    const history = tensor(latents, [n, T, tokens, dim]);
    const present = tensor(joined(blocks.map((all) => all[T - 1])), [n, 1, 1, A]);
    const past = tensor(joined(blocks.flatMap((all) => all.slice(0, T - 1))), [n, T - 1, A]);
    return reshape(world.imagine(history, present, T > 1 ? past : undefined), [n, tokens, dim]);
  });
  return (await read([imagined]))[0] as Float32Array;
}

/**
 * Energies of each question's candidates, the true one first: the mean squared difference of a candidate's latent to
 * the one that the model imagines from the question's past and the actions taken. Throws {@linkcode InputError} where
 * one is NaN.
 *
 * @param history Frames that the model looks back on, the present one included.
 */
export async function retrievalEnergies(
  context: EvaluationContext,
  questions: readonly Question[],
  history: number,
): Promise<number[][]> {
  const { heldOut, world, frameskip } = context;
  const width = world.encoder.tokens * world.encoder.dim;
  const pasts = questions.map(({ from }) =>
    Array.from({ length: history }, (_, t) => ({ ...from, row: from.row - (history - 1 - t) * frameskip }))
  );
  const starts = await encodeStored(world, heldOut, pasts.flat());
  const imagined = await imagineNext(
    world,
    starts,
    pasts.map((places) => places.map((place) => blockAt(context, place))),
  );
  const spaces = storedSpaces(heldOut, world.encoder.inputs);
  const frames = questions.flatMap(({ candidates }) => candidates);
  const latents = await encodeFrames(world, spaces, frames);
  let at = 0;
  return questions.map(({ candidates }, i) => {
    const one = imagined.subarray(i * width, (i + 1) * width);
    const energies = candidates.map(() => squaredDistance(one, latents, width * at++) / width);
    if (energies.some(Number.isNaN)) {
      throw new InputError(
        "Cannot rank by energy: some of the energies are NaN, expected numbers; encoder or predictor give what is no number",
      );
    }
    return energies;
  });
}
