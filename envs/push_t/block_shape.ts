import type { Disc, Point, Polygon, Shape } from "../physics/shape.ts";
import type { Mass } from "../physics/contact_solver.ts";

/** Blocks, in the order of the factor `block_shape`, which is that of stable-worldmodel. */
export const blockNames: readonly string[] = ["L", "T", "Z", "circle", "square", "I", "small tee", "plus"];

/** What a block is, for moving, drawing and comparing. */
export interface BlockShape extends Mass {
  /** Parts, in the block's own coordinates, px. */
  readonly parts: readonly Shape[];
  /** Centre of gravity, in the block's own coordinates, px. */
  readonly centre: Point;
  /** Area of all parts, px². */
  readonly area: number;
  /** How many turns within a circle leave it as it is; 0 for a circle. */
  readonly symmetry: number;
}

/** Middle, and the two sides. */
type Bar = readonly [x: number, y: number, width: number, height: number];

function rectangle([x, y, width, height]: Bar): Polygon {
  const [left, right, top, bottom] = [x - width / 2, x + width / 2, y - height / 2, y + height / 2];
  return { kind: "polygon", corners: [[left, top], [right, top], [right, bottom], [left, bottom]] };
}

/** Moment of a bar of mass 1 about the origin of the block. */
function moment([x, y, width, height]: Bar): number {
  return (width * width + height * height) / 12 + x * x + y * y;
}

/** Bars in units of the scale; the moments of `inertia`, also in units, are those that the reference adds up. */
interface Design {
  readonly bars: readonly Bar[];
  readonly inertia: readonly Bar[];
  readonly symmetry: number;
}

const TOP: Bar = [0, 0.5, 4, 1];
const SMALL_TOP: Bar = [0, 0.5, 3, 1];
const SMALL_STEM: Bar = [0, 1.5, 1, 1];
const CROSS: Bar = [0, 0, 3, 1];
const EL: readonly Bar[] = [[0.5, 1, 1, 2], [1, -0.5, 2, 1]];
const ZED: readonly Bar[] = [[0.5, 0.5, 2, 1], [-0.5, -0.5, 2, 1]];

/** Where the reference takes the moment of one bar for another, so do these. */
const designs: { readonly [name: string]: Design } = {
  L: { bars: EL, inertia: EL, symmetry: 1 },
  T: { bars: [TOP, [0, 2.5, 1, 3]], inertia: [TOP, TOP], symmetry: 1 },
  Z: { bars: ZED, inertia: [[1, 0.5, 2, 1], [0, -0.5, 2, 1]], symmetry: 2 },
  square: { bars: [[0, 0, 2, 2]], inertia: [[0, 0, 2, 2]], symmetry: 4 },
  I: { bars: [[0, 0, 1, 4]], inertia: [[0, 0, 1, 4]], symmetry: 2 },
  "small tee": { bars: [SMALL_TOP, SMALL_STEM], inertia: [SMALL_TOP, SMALL_STEM], symmetry: 1 },
  plus: { bars: [CROSS, [0, 1, 1, 1], [0, -1, 1, 1]], inertia: [CROSS, CROSS, CROSS], symmetry: 4 },
};

/** Radius of the round block in units of the scale: as wide as small tee and plus. */
const ROUND = 1.5;

function roundBlock(scale: number): BlockShape {
  const disc: Disc = { kind: "disc", centre: [0, 0], radius: ROUND * scale };
  const square = disc.radius * disc.radius;
  return { parts: [disc], centre: [0, 0], mass: 1, moment: square / 2, area: Math.PI * square, symmetry: 0 };
}

const mean = (values: readonly number[]): number => values.reduce((sum, x) => sum + x, 0) / values.length;

/**
 * A block of mass 1 whose bars are `scale` px wide. Sizes, centres of gravity (the mean of the bars' middles) and
 * moments are those of gym-pusht's T and stable-worldmodel's other shapes, oddities included. Different here: the
 * origin of the Z is its middle, and the circle can be pushed.
 *
 * @param shape Index into {@linkcode blockNames}.
 */
export function blockShape(shape: number, scale: number): BlockShape {
  const name = blockNames[shape];
  if (name === "circle") return roundBlock(scale);
  const { bars, inertia, symmetry } = designs[name];
  const sized = (bar: Bar): Bar => [bar[0] * scale, bar[1] * scale, bar[2] * scale, bar[3] * scale];
  const own = bars.map(sized);
  return {
    parts: own.map(rectangle),
    centre: [mean(own.map(([x]) => x)), mean(own.map(([_, y]) => y))],
    mass: 1,
    moment: inertia.map(sized).reduce((sum, bar) => sum + moment(bar), 0),
    area: own.reduce((sum, [_x, _y, width, height]) => sum + width * height, 0),
    symmetry,
  };
}
