import { InputError, placesOf, shuffled, storedObservation } from "../core/mod.ts";
import type {
  Action,
  ActionSpace,
  Env,
  EpisodeSource,
  EvaluationContext,
  EvaluationTask,
  Frame,
  Place,
  Rng,
} from "../core/mod.ts";

/** A kind of frame that the truth stands among. */
export interface Tier {
  /** Name in the report, kebab-case. */
  readonly name: string;
  /** Others that a question takes, at most. */
  readonly most: number;
  /** Others that it needs. */
  readonly least: number;
  /** Frames that did not follow `from`, in the order in which they are wanted; some may look like what did. */
  others(from: Place, truth: Place, rng: Rng): Iterable<Frame>;
}

/** What the tiers are told. */
export interface TierOptions {
  /** Frames to choose among, the true one included. */
  readonly candidates: number;
  /** Env steps before and after the truth that are `near` it; what is further off is of `same-episode`. */
  readonly reach: number;
  /** Whether other actions are tried in the world. */
  readonly counterfactual: boolean;
}

/** A stored moment as the encoder sees it. */
export function storedFrame(source: EpisodeSource, streams: readonly string[], place: Place): Frame {
  return Object.fromEntries(streams.map((stream) => [stream, storedObservation(source, stream, place)]));
}

/** Actions of a box that are tried for one question, at most. */
const MOST_DRAWN = 64;

/** Every choice, or actions of a box as they were taken elsewhere in the data: others would stand out by their size. */
function* someActions(space: ActionSpace, source: EpisodeSource, rng: Rng): Generator<Action, void, void> {
  if (space.kind === "discrete") {
    for (const choice of shuffled(space.n, rng)) yield Float32Array.of(choice);
    return;
  }
  const taken = placesOf(source.lengths, 1);
  for (const index of shuffled(taken.count, rng).take(MOST_DRAWN)) {
    const { episode, row } = taken.at(index);
    yield Float32Array.from(source.read(episode, "action", row, 1), Number);
  }
}

/** What one action, held for a whole block, would have led to. */
function tried(
  env: Env,
  state: Float64Array,
  action: Action,
  steps: number,
  streams: readonly string[],
): Frame {
  env.setState(state);
  for (let i = 0; i < steps; i++) if (env.step(action).terminated) break;
  // Copies, for a world may draw the next picture into the same memory.
  return Object.fromEntries(streams.map((stream) => [stream, env.observe(stream).slice()]));
}

/**
 * The world that other actions are tried in.
 *
 * @throws {InputError} where there is none, or the episodes lack its states.
 */
export function counterfactualEnv({ heldOut, worldless, makeEnv }: EvaluationTask): Env {
  if (worldless) {
    throw new InputError(
      "Cannot measure retrieval: tier counterfactual needs a world; set counterfactual to false",
    );
  }
  if (heldOut && !heldOut.columns.some(({ name }) => name === "env_state")) {
    throw new InputError(
      `Cannot try other actions: the data has no column "env_state", expected it; set retrieval.counterfactual to false`,
    );
  }
  return makeEnv();
}

function counterfactual(context: EvaluationContext, most: number): Tier {
  const { world: { encoder: { inputs } }, heldOut, frameskip, actionSpace } = context;
  const env = counterfactualEnv(context);
  return {
    name: "counterfactual",
    most,
    least: 1,
    *others({ episode, row }, _truth, rng) {
      const state = Float64Array.from(heldOut.read(episode, "env_state", row, 1), Number);
      for (const action of someActions(actionSpace, heldOut, rng)) {
        yield tried(env, state, action, frameskip, inputs);
      }
    },
  };
}

/** Rows at most `reach` from one, the nearest first. */
function* rowsAround(row: number, reach: number, rows: number): Generator<number, void, void> {
  for (let k = 1; k <= reach; k++) {
    if (row - k >= 0) yield row - k;
    if (row + k < rows) yield row + k;
  }
}

/**
 * The tiers of retrieval: held-out rows at random, rows of other episodes, rows of the same episode away from the truth,
 * rows just before and after it, and what other actions would have led to.
 *
 * @throws {InputError} when other actions are to be tried without a world or its states.
 */
export function retrievalTiers(context: EvaluationContext, options: TierOptions): readonly Tier[] {
  const { heldOut, world: { encoder: { inputs } } } = context;
  const { lengths } = heldOut;
  const most = options.candidates - 1;
  const all = placesOf(lengths);
  const frame = (place: Place): Frame => storedFrame(heldOut, inputs, place);
  function* anywhere(rng: Rng, allowed: (place: Place) => boolean): Generator<Frame, void, void> {
    for (const index of shuffled(all.count, rng)) {
      const place = all.at(index);
      if (allowed(place)) yield frame(place);
    }
  }
  return [
    { name: "random", most, least: most, others: (_from, _truth, rng) => anywhere(rng, () => true) },
    {
      name: "other-episode",
      most,
      least: most,
      others: ({ episode }, _truth, rng) => anywhere(rng, (place) => place.episode !== episode),
    },
    {
      name: "same-episode",
      most,
      least: most,
      *others(_from, { episode, row }, rng) {
        for (const other of shuffled(lengths[episode], rng)) {
          if (Math.abs(other - row) > options.reach) yield frame({ episode, row: other });
        }
      },
    },
    {
      name: "near",
      most: 2 * options.reach,
      least: 1,
      *others(_from, { episode, row }) {
        for (const other of rowsAround(row, options.reach, lengths[episode])) {
          yield frame({ episode, row: other });
        }
      },
    },
    ...options.counterfactual ? [counterfactual(context, most)] : [],
  ];
}
