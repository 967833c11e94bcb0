import type { Picture } from "../../core/types.ts";
import type { Colour } from "../raster/colour.ts";
import { addRectangle } from "./add_rectangle.ts";

/** Side of the picture in the units of the instruments. */
const UNITS = 40;
/** What is nearer to zero than this is not shown. */
const LEAST = 1e-4;
const WHITE: Colour = [255, 255, 255];
const RED: Colour = [255, 0, 0];
const GREEN: Colour = [0, 255, 0];
const [FRONT, REAR]: readonly Colour[] = [[0, 0, 255], [51, 0, 255]];

/** What the instruments show. */
export interface Instruments {
  /** Speed, m/s. */
  readonly speed: number;
  /** Spin of the wheels, rad/s. */
  readonly wheels: readonly number[];
  /** Angle of the front wheels, rad. */
  readonly steering: number;
  /** How fast the hull turns, rad/s. */
  readonly spin: number;
  /** Return so far, where it is shown. */
  readonly score?: number;
}

/** The height of the black bar below a picture, px. */
export function barHeight(size: number): number {
  return 5 * size / UNITS;
}

/** Draws the instruments but the score over a black bar: speed, spin of the wheels, steering, turn. */
export function drawInstruments(picture: Picture, { speed, wheels, steering, spin }: Instruments): void {
  const size = picture.width;
  const unit = size / UNITS;
  const bar = (x: number, toX: number, y: number, toY: number, colour: Colour): void =>
    addRectangle(picture, {
      left: Math.min(x, toX) * unit,
      right: Math.max(x, toX) * unit,
      top: size - Math.max(y, toY) * unit,
      bottom: size - Math.min(y, toY) * unit,
    }, colour);
  const upright = (place: number, value: number, scale: number, colour: Colour): void => {
    if (Math.abs(value) > LEAST) bar(place, place + 1, 1, 1 + scale * value, colour);
  };
  const level = (place: number, value: number, scale: number, colour: Colour): void => {
    if (Math.abs(value) > LEAST) bar(place, place + scale * value, 2, 4, colour);
  };
  upright(5, speed, 0.02, WHITE);
  wheels.forEach((wheel, i) => upright(7 + i, wheel, 0.01, i < 2 ? FRONT : REAR));
  level(20, steering, -10, GREEN);
  level(30, spin, -0.8, RED);
}
