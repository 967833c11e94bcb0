import type { Colour } from "../raster/colour.ts";
import { carRacingFactors } from "./factors.ts";
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

/** Draws the colours of road and field, as Gymnasium's domain randomisation does before it draws a track. */
export function drawColours(rng: Pcg64, { car }: Colours): Colours {
  const draw = (): Colour => [rng.uniform(0, DARKEST), rng.uniform(0, DARKEST), rng.uniform(0, DARKEST)];
  const [road, background] = [draw(), draw()];
  const channel = rng.integer(background.length);
  const [red, green, blue] = background.map((level, i) => i === channel ? level + LIGHTER : level);
  return { road, background, grass: [red, green, blue], car };
}
