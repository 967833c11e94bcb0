import type { Place } from "./view.ts";

/** A rectangle in the block's own frame, px. */
export interface Bar {
  /** Smallest x and y. */
  readonly low: Place;
  /** Largest x and y. */
  readonly high: Place;
}

/** A straight part of the outline that a disc can press on. */
export interface Face {
  /** Direction away from the block, of length 1. */
  readonly out: Place;
  /** First place that the disc's edge can touch. */
  readonly from: Place;
  /** Last place. */
  readonly to: Place;
}

/** The T of Push-T in its own frame, for bars `scale` px wide. */
export interface Tee {
  /** The two bars. */
  readonly bars: readonly [Bar, Bar];
  /** Outline. */
  readonly faces: readonly Face[];
  /** Centre of gravity. */
  readonly centre: Place;
  /** Moment of inertia over mass, px². */
  readonly gyration: number;
  /** Places around the outward corners, `clear` px away from both sides. */
  readonly corners: readonly Place[];
}

const face = (out: Place, from: Place, to: Place): Face => ({ out, from, to });

/**
 * The T and what a disc of `radius` can do to it. Centre and moment are those of push-t@1: the middle between the
 * bars' middles, and the top bar's moment taken twice.
 */
export function tee(scale: number, radius: number, clear: number): Tee {
  const [half, stem, foot] = [2 * scale, scale / 2, 4 * scale];
  const mirrored = ({ out, from, to }: Face): Face => ({
    out: [-out[0], out[1]],
    from: [-from[0], from[1]],
    to: [-to[0], to[1]],
  });
  const right = [
    face([1, 0], [half, 0], [half, scale]),
    // In the armpit the disc's centre stays a radius away from the other bar.
    face([0, 1], [stem + radius, scale], [half, scale]),
    face([1, 0], [stem, scale + radius], [stem, foot]),
  ];
  const corner = (x: number, y: number, below: number): Place[] =>
    [-1, 1].map((side) => [side * (x + clear), y + below * clear]);
  return {
    bars: [
      { low: [-half, 0], high: [half, scale] },
      { low: [-stem, scale], high: [stem, foot] },
    ],
    faces: [
      face([0, -1], [-half, 0], [half, 0]),
      face([0, 1], [-stem, foot], [stem, foot]),
      ...right,
      ...right.map(mirrored),
    ],
    centre: [0, 1.5 * scale],
    gyration: 2 * ((4 * scale) ** 2 + scale ** 2) / 12 + 2 * (scale / 2) ** 2,
    corners: [...corner(half, 0, -1), ...corner(half, scale, 1), ...corner(stem, foot, 1)],
  };
}
