import { reshape, tensor, tidy } from "@tensorflow/tfjs-core";
import {
  choice,
  component,
  encodeStored,
  InputError,
  integer,
  nativeSize,
  normaliseBlock,
  placesOf,
  planSpace,
  read,
  shuffled,
  squaredDistance,
  storedObservation,
  wilson,
} from "../core/mod.ts";
import type {
  ActionSpace,
  Component,
  EpisodeSource,
  EvaluationContext,
  EvaluationResult,
  EvaluationTask,
  Place,
  Places,
  Rng,
  WorldModel,
} from "../core/mod.ts";

interface Options {
  readonly transitions: number;
  readonly candidates: number;
  readonly distractors: "any" | "near";
}

/** One question: what follows `from`; the first of the candidates did. */
interface Question {
  readonly from: Place;
  readonly candidates: readonly Place[];
}

/** Transitions asked at once. */
const TOGETHER = 32;

/** Whether two rows look the same to the encoder. */
function looksAlike(source: EpisodeSource, streams: readonly string[], a: Place, b: Place): boolean {
  return streams.every((stream) => {
    const [one, other] = [storedObservation(source, stream, a), storedObservation(source, stream, b)];
    return one.every((value, i) => value === other[i]);
  });
}

/** Rows of a pool that look different from the true one; undefined where there are too few. */
function distractorsOf(
  source: EpisodeSource,
  streams: readonly string[],
  truth: Place,
  pool: Places,
  wanted: number,
  rng: Rng,
): Place[] | undefined {
  const found: Place[] = [];
  for (const index of shuffled(pool.count, rng)) {
    if (found.length === wanted) break;
    const place = pool.at(index);
    if (!looksAlike(source, streams, truth, place)) found.push(place);
  }
  return found.length === wanted ? found : undefined;
}

function questionsOf({ heldOut, world, frameskip, rng }: EvaluationContext, options: Options): Question[] {
  const { lengths } = heldOut;
  const all = placesOf(lengths);
  const near = (episode: number): Places => ({ count: lengths[episode], at: (row) => ({ episode, row }) });
  const starts = placesOf(lengths, frameskip);
  const questions: Question[] = [];
  for (const index of shuffled(starts.count, rng.fork("transitions"))) {
    if (questions.length === options.transitions) break;
    const from = starts.at(index);
    const truth = { episode: from.episode, row: from.row + frameskip };
    const draw = rng.fork("distractors").fork(index);
    const pool = options.distractors === "any" ? all : near(from.episode);
    const others = distractorsOf(heldOut, world.encoder.inputs, truth, pool, options.candidates - 1, draw);
    if (others) questions.push({ from, candidates: [truth, ...others] });
  }
  if (questions.length > 0) return questions;
  throw new InputError(
    `Cannot measure retrieval: none of ${starts.count} held-out transitions has ${
      options.candidates - 1
    } distractors that look different, expected some; lower retrieval.candidates`,
  );
}

/** The action block that leaves a row, normalised. */
function blockAt(
  source: EpisodeSource,
  { episode, row }: Place,
  frameskip: number,
  space: ActionSpace,
): Float32Array {
  const data = Array.from(source.read(episode, "action", row, frameskip), Number);
  const width = nativeSize(space);
  const natives = Array.from({ length: frameskip }, (_, i) => data.slice(i * width, (i + 1) * width));
  return normaliseBlock(space, natives);
}

/** Imagined latents `[n, P, D]` one block after given ones. */
async function imagineNext(
  world: WorldModel,
  latents: Float32Array,
  blocks: Float32Array,
  n: number,
): Promise<Float32Array> {
  const { tokens, dim } = world.encoder;
  const imagined = tidy(() => {
    const history = tensor(latents, [n, 1, tokens, dim]);
    return reshape(world.imagine(history, tensor(blocks, [n, 1, 1, blocks.length / n])), [n, tokens, dim]);
  });
  return (await read([imagined]))[0] as Float32Array;
}

/** Energies of each question's candidates, the true one first. */
async function energiesOf(context: EvaluationContext, questions: readonly Question[]): Promise<number[][]> {
  const { heldOut, world, frameskip, actionSpace } = context;
  const size = planSpace(actionSpace, frameskip).size;
  const width = world.encoder.tokens * world.encoder.dim;
  const blocks = new Float32Array(questions.length * size);
  questions.forEach(({ from }, i) => blocks.set(blockAt(heldOut, from, frameskip, actionSpace), i * size));
  const starts = await encodeStored(world, heldOut, questions.map(({ from }) => from));
  const imagined = await imagineNext(world, starts, blocks, questions.length);
  const latents = await encodeStored(world, heldOut, questions.flatMap(({ candidates }) => candidates));
  let at = 0;
  return questions.map(({ candidates }, i) => {
    const one = imagined.subarray(i * width, (i + 1) * width);
    return candidates.map(() => squaredDistance(one, latents, width * at++) / width);
  });
}

/** Place of the true future, from 1; whoever costs as little stands before it, so that a collapsed model comes last. */
const rankOf = ([truth, ...others]: readonly number[]): number =>
  1 + others.filter((other) => !(other > truth)).length;

function check({ actionSpace }: EvaluationTask): void {
  if (nativeSize(actionSpace) > 0) return;
  throw new InputError(
    "Cannot measure retrieval: nothing is done in this data, expected actions; leave retrieval out",
  );
}

async function measure(context: EvaluationContext, options: Options): Promise<EvaluationResult> {
  check(context);
  const questions = questionsOf(context, options);
  const ranks: number[] = [];
  for (let at = 0; at < questions.length; at += TOGETHER) {
    const asked = questions.slice(at, at + TOGETHER);
    ranks.push(...(await energiesOf(context, asked)).map(rankOf));
    context.progress(ranks.length / questions.length, `ranked ${ranks.length} of ${questions.length}`);
  }
  const { candidates, distractors } = options;
  const first = ranks.filter((rank) => rank === 1).length;
  const meanRank = ranks.reduce((sum, rank) => sum + rank, 0) / ranks.length;
  return {
    metrics: {
      first: { ...wilson(first, ranks.length) },
      chance: 1 / candidates,
      meanRank,
      candidates,
      distractors,
    },
    films: [],
  };
}

/**
 * Energy ranking: does the model know the true future when it sees it? From a held-out frame and the action block that
 * was taken it imagines the next latent; the true next frame stands among distractors, and all are ranked by their
 * energy, the mean squared difference of their latent to the imagined one. `first` is the share of transitions whose
 * truth has the lowest energy. Frames that look like the truth are no distractors, and a tie counts against the model,
 * so that a collapsed one ranks last. Distractors of the same episode (`near`) are the hard ones; those of any
 * episode can often be told apart without any dynamics.
 */
export const retrieval: Component<"evaluation"> = component("evaluation", {
  description: "Ranks the true next frame among distractors by the model's energy",
  options: {
    transitions: integer({ default: 200, min: 1, description: "held-out transitions to ask about" }),
    candidates: integer({
      default: 10,
      min: 2,
      description: "frames to choose among, the true one included",
    }),
    distractors: choice(["near", "any"], {
      default: "near",
      description: "whether the others are of the same episode or of any held-out one",
    }),
  },
  make: (options) => ({ check, evaluate: (context) => measure(context, options) }),
});
