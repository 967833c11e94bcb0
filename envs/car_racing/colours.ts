import type { Colour } from "../raster/fill_rectangle.ts";
import { carRacingFactors } from "./variables.ts";
import type { Pcg64 } from "./pcg64.ts";

/** Colours of one episode. */
export interface Colours {
  /** The road. */
  readonly road: Colour;
  /** The field. */
  readonly background: Colour;
  /** Squares on the field. */
  readonly grass: Colour;
  /** The hull. */
  readonly car: Colour;
}

/** Random colours are darker than this, of 255. */
const DARKEST = 210;
/** How much one channel of the grass is above the field. */
const LIGHTER = 20;

/** The colours that belong to complete factors, given in the order of their specs. */
export function coloursOf(factors: Float64Array): Colours {
  const value = (name: string): number => factors[carRacingFactors.findIndex((spec) => spec.name === name)];
  const colour = (what: string): Colour => [
    value(`${what}_red`),
    value(`${what}_green`),
    value(`${what}_blue`),
  ];
  return {
    road: colour("road"),
    background: colour("background"),
    grass: colour("grass"),
    car: colour("car"),
  };
}

const CHANNELS: readonly string[] = ["red", "green", "blue"];

/** Factors of one colour, channel by channel. */
function channels(what: string, level: (channel: string) => number): { readonly [factor: string]: number } {
  return Object.fromEntries(CHANNELS.map((channel) => [`${what}_${channel}`, level(channel)]));
}

/**
 * Draws the colours of road, field and grass, as Gymnasium's domain randomisation does before it draws a track. A
 * factor that is given wins; the grass follows the field.
 */
export function drawColours(
  rng: Pcg64,
  given: { readonly [factor: string]: number },
): { readonly [factor: string]: number } {
  const draw = (): number => rng.uniform(0, DARKEST);
  const ground = { ...channels("road", draw), ...channels("background", draw), ...given };
  const lighter = CHANNELS[rng.integer(CHANNELS.length)];
  const grass = channels(
    "grass",
    (channel) => ground[`background_${channel}`] + (channel === lighter ? LIGHTER : 0),
  );
  return { ...grass, ...ground };
}
