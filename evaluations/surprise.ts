import {
  boolean,
  component,
  contextLength,
  encodeFrames,
  integer,
  squaredDistance,
  storedSpaces,
} from "../core/mod.ts";
import type { Component, EvaluationContext, EvaluationResult, EvaluationTask, Json } from "../core/mod.ts";
import { auc } from "../core/stats/auc.ts";
import { checkActs, checkPredicts } from "./checks.ts";
import { retrievalEnergies } from "./retrieval_energies.ts";
import type { Question } from "./retrieval_questions.ts";
import { storedFrame } from "./retrieval_tiers.ts";
import { checkFutures, falseFutures, type FutureOptions, surpriseQuestions } from "./surprise_futures.ts";
import { surpriseFilms } from "./surprise_film.ts";

interface Options extends FutureOptions {
  readonly transitions: number;
  readonly film: boolean;
}

/** Questions asked at once. */
const TOGETHER = 8;

/** Energies of each question's candidates for a model that expects the present to stay. */
async function stillEnergies(
  { heldOut, world }: EvaluationContext,
  questions: readonly Question[],
): Promise<number[][]> {
  const { inputs, tokens, dim } = world.encoder;
  const frames = questions.flatMap((
    { from, candidates },
  ) => [storedFrame(heldOut, inputs, from), ...candidates]);
  const latents = await encodeFrames(world, storedSpaces(heldOut, inputs), frames);
  const width = tokens * dim;
  let at = 0;
  return questions.map(({ candidates }) => {
    const present = latents.subarray(width * at++, width * at);
    return candidates.map(() => squaredDistance(present, latents, width * at++) / width);
  });
}

/** Energies of each question's truth and of its false futures of one kind. */
function ofKind(energies: readonly (readonly number[])[], kind: string): readonly (readonly number[])[] {
  return energies.map(([truth, ...others]) => [truth, ...others.filter((_, i) => falseFutures[i] === kind)]);
}

const mean = (values: readonly number[]): number => values.reduce((sum, x) => sum + x, 0) / values.length;

const truthsMean = (energies: readonly (readonly number[])[]): number =>
  mean(energies.map(([truth]) => truth));

function describe(
  model: readonly (readonly number[])[],
  still: readonly (readonly number[])[],
  episodes: readonly number[],
): { readonly [name: string]: Json } {
  const kinds = [...new Set(falseFutures)].map((kind) => {
    const energies = ofKind(model, kind);
    const found = {
      ...auc(energies, episodes),
      energy: mean(energies.flatMap(([, ...others]) => others)),
      still: auc(ofKind(still, kind)).auc,
    };
    return [kind, found] as const;
  });
  return {
    real: { energy: truthsMean(model), still: truthsMean(still) },
    ...Object.fromEntries(kinds),
    n: model.length,
    heldOutEpisodes: new Set(episodes).size,
  };
}

function check(task: EvaluationTask, options: Options): void {
  checkActs(task, "surprise");
  checkPredicts(task, "surprise");
  checkFutures(task, options);
}

async function measure(context: EvaluationContext, options: Options): Promise<EvaluationResult> {
  check(context, options);
  const history = contextLength(context.world);
  const questions = surpriseQuestions(context, options.transitions, history, options);
  const [model, still]: number[][][] = [[], []];
  for (let at = 0; at < questions.length; at += TOGETHER) {
    const asked = questions.slice(at, at + TOGETHER);
    model.push(...await retrievalEnergies(context, asked, history));
    still.push(...await stillEnergies(context, asked));
    context.progress(model.length / questions.length, `asked ${model.length} of ${questions.length}`);
  }
  const films = options.film ? await surpriseFilms(context, history, options) : [];
  const episodes = questions.map(({ from }) => from.episode);
  return { metrics: describe(model, still, episodes), films };
}

/**
 * Surprise: is the energy of what cannot come next above the energy of what does? From a held-out frame, with as much
 * of its past as the model looks back on, and the action block that was taken it imagines the next latent; the energy
 * of a frame is the mean squared difference of its latent to that one. Beside the true next frame (`real`) it measures
 *
 * - `teleported`: a moment elsewhere in the same episode, at least `away` env steps from the true one,
 * - `random`: a moment of another episode,
 * - `near`: the moments `reach` env steps before and after the true one, the hard ones.
 *
 * `auc` is how well a threshold on the energy, one for all transitions, tells them from the true frames: 1 for ever,
 * 0.5 for a model that collapsed; its interval counts an episode as one draw. `still` is the same for a model that expects the present to stay, which tells how
 * much is known without any dynamics. The film shows the energies of an episode over time.
 */
export const surprise: Component<"evaluation"> = component("evaluation", {
  description: "How well the model's energy tells true next frames from teleported, random and near ones",
  options: {
    transitions: integer({ default: 500, min: 1, description: "held-out transitions to ask about" }),
    away: integer({
      default: 50,
      min: 1,
      description: "env steps by which a teleported moment is away from the true one, at least",
    }),
    reach: integer({ default: 5, min: 1, description: "env steps by which a near moment is away" }),
    film: boolean({ default: true, description: "whether an episode is filmed with its energies" }),
  },
  make: (options) => ({
    check: (task) => check(task, options),
    evaluate: (context) => measure(context, options),
    film: async (context) => {
      check(context, options);
      return (await surpriseFilms(context, contextLength(context.world), options)).at(0);
    },
  }),
});
