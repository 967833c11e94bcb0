/** A point or vector, `[x, y]`, px. */
export type Point = readonly [x: number, y: number];

/** A disc, in the coordinates of its body. */
export interface Disc {
  /** Which shape it is. */
  readonly kind: "disc";
  /** Middle, px. */
  readonly centre: Point;
  /** Radius, px. */
  readonly radius: number;
}

/** A convex polygon, in the coordinates of its body. */
export interface Polygon {
  /** Which shape it is. */
  readonly kind: "polygon";
  /** Corners in the order that turns x towards y; the lowest x comes first, as in the engine's own hull. */
  readonly corners: readonly Point[];
}

/** A part of a body. */
export type Shape = Disc | Polygon;

/** A fixed straight wall with round ends. */
export interface Segment {
  /** One end, px. */
  readonly from: Point;
  /** Other end, px. */
  readonly to: Point;
  /** Half its thickness, px. */
  readonly radius: number;
}
