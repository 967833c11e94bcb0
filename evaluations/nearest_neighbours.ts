import {
  component,
  encodeStored,
  InputError,
  integer,
  placesOf,
  shuffled,
  squaredDistance,
  wilson,
} from "../core/mod.ts";
import type {
  Component,
  EpisodeSource,
  EvaluationContext,
  EvaluationResult,
  EvaluationTask,
  Json,
  Place,
  Rng,
  VariableSpec,
} from "../core/mod.ts";

interface Options {
  readonly neighbours: number;
  readonly references: number;
  readonly queries: number;
}

/** Frames as the model sees them, and what their variables truly are. */
interface Seen {
  readonly count: number;
  /** `[count, P·D]`. */
  readonly latents: Float32Array;
  /** `[count][variables]`. */
  readonly variables: readonly Float64Array[];
}

/** What the neighbours say of one variable, and what is true. */
interface Guess {
  readonly said: number;
  readonly truth: number;
}

/** Up to `most` rows, drawn from all. */
function drawPlaces({ lengths }: EpisodeSource, most: number, rng: Rng): Place[] {
  const all = placesOf(lengths);
  return [...shuffled(all.count, rng).take(most)].map((index) => all.at(index));
}

function variablesAt(source: EpisodeSource, { episode, row }: Place): Float64Array {
  return Float64Array.from(source.read(episode, "state", row, 1), Number);
}

async function see(
  { world }: EvaluationContext,
  source: EpisodeSource,
  places: readonly Place[],
): Promise<Seen> {
  return {
    count: places.length,
    latents: await encodeStored(world, source, places),
    variables: places.map((place) => variablesAt(source, place)),
  };
}

/** The references that are nearest to a query, by squared distance of their latents. */
function nearestTo(query: Float32Array, { latents, count }: Seen, wanted: number): number[] {
  const distances = Float64Array.from(
    { length: count },
    (_, reference) => squaredDistance(query, latents, reference * query.length),
  );
  const order = Array.from({ length: count }, (_, reference) => reference);
  return order.sort((a, b) => distances[a] - distances[b]).slice(0, wanted);
}

/** The class that most have; of equally common ones that of the nearest. */
function commonest(classes: readonly number[]): number {
  const votes = new Map<number, number>();
  for (const one of classes) votes.set(one, (votes.get(one) ?? 0) + 1);
  return [...votes].reduce((best, entry) => entry[1] > best[1] ? entry : best)[0];
}

const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** What part of a variable's variance is told; undefined where it does not vary. */
function shareTold(guesses: readonly Guess[]): number | undefined {
  const mean = meanOf(guesses.map(({ truth }) => truth));
  const all = meanOf(guesses.map(({ truth }) => (truth - mean) ** 2));
  return all > 0 ? 1 - meanOf(guesses.map(({ said, truth }) => (truth - said) ** 2)) / all : undefined;
}

/** A label: how often it is told rightly, and how often by always saying the commonest one. */
function labelResult(guesses: readonly Guess[], known: readonly number[]): { readonly [name: string]: Json } {
  const right = (says: (guess: Guess) => number) =>
    guesses.filter((guess) => says(guess) === guess.truth).length;
  const usual = commonest(known);
  return {
    ...wilson(right(({ said }) => said), guesses.length),
    chance: right(() => usual) / guesses.length,
  };
}

function resultOf(
  { classes }: VariableSpec,
  at: number,
  { references, queries, near }: { references: Seen; queries: Seen; near: readonly (readonly number[])[] },
): { readonly [figure: string]: Json } | undefined {
  const known = references.variables.map((values) => values[at]);
  const guesses = near.map((indices, query) => {
    const values = indices.map((index) => known[index]);
    return { said: classes ? commonest(values) : meanOf(values), truth: queries.variables[query][at] };
  });
  if (classes) return labelResult(guesses, known);
  const r2 = shareTold(guesses);
  return r2 === undefined ? undefined : { r2 };
}

function check({ variables }: EvaluationTask): void {
  if (variables.length > 0) return;
  throw new InputError(
    "Cannot ask nearest neighbours: the data has no variables, expected some to tell; leave nearest-neighbours out",
  );
}

async function measure(context: EvaluationContext, options: Options): Promise<EvaluationResult> {
  const { heldOut, training, variables, rng, progress } = context;
  check(context);
  const draw = (source: EpisodeSource, most: number, name: string) =>
    see(context, source, drawPlaces(source, most, rng.fork(name)));
  const references = await draw(training, options.references, "references");
  progress(0.4, `encoded ${references.count} references`);
  const queries = await draw(heldOut, options.queries, "queries");
  progress(0.8, `encoded ${queries.count} queries`);
  const width = queries.latents.length / queries.count;
  const near = Array.from(
    { length: queries.count },
    (_, i) => nearestTo(queries.latents.subarray(i * width, (i + 1) * width), references, options.neighbours),
  );
  const asked = { references, queries, near };
  const told = variables.flatMap((spec, at) => {
    const result = resultOf(spec, at, asked);
    return result ? [[spec.name, result] as const] : [];
  });
  return {
    metrics: {
      variables: Object.fromEntries(told),
      neighbours: Math.min(options.neighbours, references.count),
      references: references.count,
      queries: queries.count,
    },
    films: [],
  };
}

/**
 * What latents tell without any training: each variable of held-out frames is guessed from the training frames with
 * the nearest latents (Euclidean distance over all tokens). A label takes the commonest class among them and is
 * reported as a rate, with `chance`, the rate of always saying the commonest class; any other variable takes their mean
 * and is reported as R², the share of its variance that is told: 1 is all, 0 what always saying the mean would reach,
 * less is worse than that. Of a variable that does not vary there is nothing to tell. Angles are compared as numbers,
 * so that a full turn is not 0.
 *
 * @throws {InputError} for data without variables.
 */
export const nearestNeighbours: Component<"evaluation"> = component("evaluation", {
  description: "What the nearest training frames tell of a held-out one's labels and quantities (k-NN)",
  options: {
    neighbours: integer({ default: 10, min: 1, description: "k, nearest training frames that are asked" }),
    references: integer({ default: 2000, min: 1, description: "training frames to choose them from" }),
    queries: integer({ default: 500, min: 1, description: "held-out frames to guess" }),
  },
  make: (options) => ({ check, evaluate: (context) => measure(context, options) }),
});
