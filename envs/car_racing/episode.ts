import { type Colours, coloursOf, drawColours } from "./colours.ts";
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
 * Draws an episode in the order of Gymnasium: colours where they are random, then the track. Track and colours of
 * a seed are those of `CarRacing-v3` after `reset(seed=…)`, as far as sine, cosine and arc tangent of the engine
 * that runs it agree with those of C, which is to the last bit or the one before.
 */
export function drawEpisode(seed: number, factors: Float64Array, randomColours: boolean): Episode {
  const rng = new Pcg64(seed);
  const given = coloursOf(factors);
  const colours = randomColours ? drawColours(rng, given) : given;
  const track = drawTrack((low, high) => rng.uniform(low, high));
  return { seed, factors, ground: new Ground(track), colours };
}
