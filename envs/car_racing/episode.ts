import { factorValues } from "../../core/env/factors.ts";
import { type Colours, coloursOf, drawColours } from "./colours.ts";
import { carRacingFactors } from "./variables.ts";
import { Ground } from "./ground.ts";
import { Pcg64 } from "./pcg64.ts";
import { drawTrack } from "./track.ts";

/** What stays as it is during an episode. */
export interface Episode {
  /** What its track was drawn from. */
  readonly seed: number;
  /** Complete factors. */
  readonly factors: Float64Array;
  /** The road. */
  readonly ground: Ground;
  /** Colours. */
  readonly colours: Colours;
}

/**
 * Complete factors of an episode, in the order of their specs: what is given, then the seed's colours where they are
 * random, then the defaults. Throws {@linkcode InputError} for factors that are not there or out of range.
 */
export function episodeFactors(
  seed: number,
  given: { readonly [factor: string]: number },
  randomColours: boolean,
): Float64Array {
  const factors = factorValues(carRacingFactors, given);
  if (!randomColours) return factors;
  const drawn = drawColours(new Pcg64(seed), given);
  return factors.map((value, i) => drawn[carRacingFactors[i].name] ?? value);
}

/**
 * Draws an episode in the order of Gymnasium: colours where they are random, then the track. Track and colours of
 * a seed are those of `CarRacing-v3` after `reset(seed=…)`, to the rounding of sums and products.
 */
export function drawEpisode(seed: number, factors: Float64Array, randomColours: boolean): Episode {
  const rng = new Pcg64(seed);
  // The factors hold them: only the numbers that they take count here.
  if (randomColours) drawColours(rng, {});
  const track = drawTrack((low, high) => rng.uniform(low, high));
  return { seed, factors, ground: new Ground(track), colours: coloursOf(factors) };
}
