import { expFloat32 } from "../two_room/exp_float32.ts";
import type { Layout } from "./scene.ts";

/** Forms of the picture: two layers, the dot and the walls, or colours. */
export type PictureForm = "layers" | "colours";

/** Beyond so many standard deviations the dot is fainter than half a level: 255 exp(−3.6² / 2) < 0.5. */
const REACH = 3.6;

/** Whether each pixel is wall or border, row by row. */
function wallMask({ side, low, high, wall, wallHalf, door, doorHalf }: Layout): readonly boolean[] {
  return Array.from({ length: side * side }, (_, i) => {
    const [x, y] = [i % side, Math.floor(i / side)];
    const border = x === low || x === high || y === low || y === high;
    return border || (Math.abs(x - wall) <= wallHalf && Math.abs(y - door) > doorHalf);
  });
}

/** Draws one layout: what stands still is drawn once and copied. */
export class Renderer {
  readonly #layout: Layout;
  readonly #form: PictureForm;
  readonly #mask: readonly boolean[];
  readonly #backdrop: Uint8Array;

  /** Draws what stands still. */
  constructor(layout: Layout, form: PictureForm) {
    this.#layout = layout;
    this.#form = form;
    this.#mask = wallMask(layout);
    const { wall, background } = layout.colours;
    this.#backdrop = Uint8Array.from(
      this.#mask.flatMap((solid) => form === "layers" ? [0, solid ? 255 : 0] : solid ? wall : background),
    );
  }

  /** A fresh picture of positions `[dot x, dot y, …]`, px: `uint8 [side, side, 2]` or `[side, side, 3]`. */
  paint([x, y]: Float64Array): Uint8Array {
    const { side, dotStd, colours: { agent } } = this.#layout;
    const picture = this.#backdrop.slice();
    const across = fade(x, dotStd, side);
    const down = fade(y, dotStd, side);
    for (const [row, rowStrength] of down) {
      for (const [column, columnStrength] of across) {
        const pixel = row * side + column;
        const strength = rowStrength * columnStrength;
        if (this.#form === "layers") picture[2 * pixel] = 255 * strength;
        else if (!this.#mask[pixel]) blend(picture, 3 * pixel, agent, strength);
      }
    }
    return picture;
  }
}

/** Pixels along one axis where a dot can be seen, and how much of it: a Gaussian is that of x times that of y. */
function fade(
  centre: number,
  std: number,
  side: number,
): readonly (readonly [pixel: number, part: number])[] {
  const [first, last] = [Math.ceil(centre - REACH * std), Math.floor(centre + REACH * std)];
  const seen: [number, number][] = [];
  for (let pixel = Math.max(first, 0); pixel <= Math.min(last, side - 1); pixel++) {
    seen.push([pixel, expFloat32(Math.fround(-((pixel - centre) ** 2) / (2 * std * std)))]);
  }
  return seen;
}

function blend(picture: Uint8Array, at: number, colour: readonly number[], strength: number): void {
  for (let c = 0; c < 3; c++) {
    picture[at + c] = Math.round(picture[at + c] + strength * (colour[c] - picture[at + c]));
  }
}
