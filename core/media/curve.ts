import type { Picture } from "../types.ts";
import { canvas, type Colour, paste } from "./picture.ts";

/** Where a curve is drawn. */
export interface CurveBox {
  /** Left column. */
  readonly x: number;
  /** Upper row. */
  readonly y: number;
  /** Columns. */
  readonly width: number;
  /** Rows. */
  readonly height: number;
}

/** What is drawn. */
export interface Curve {
  /** Values, from the left to the right edge. */
  readonly values: ArrayLike<number>;
  /** How many of them are drawn, from the first on. */
  readonly shown: number;
  /** Value at the upper edge; the lower one is 0. */
  readonly top: number;
  /** Colour. */
  readonly colour: Colour;
}

/** Thickness of a line, pixels. */
const LINE = 2;

/**
 * Draws values as a line, in place. A value beyond the edges, or an infinite one, is drawn at the edge.
 */
export function drawCurve(onto: Picture, { x, y, width, height }: CurveBox, curve: Curve): void {
  const { values, shown, top, colour } = curve;
  const column = (i: number) => x + Math.round((width - LINE) * i / Math.max(1, values.length - 1));
  const row = (i: number) => {
    const share = top > 0 ? Math.min(1, Math.max(0, values[i] / top)) : 0;
    return y + Math.round((height - LINE) * (1 - share));
  };
  const dot = canvas(LINE, LINE, colour);
  for (let i = 0; i < Math.min(shown, values.length); i++) {
    paste(onto, dot, column(i), row(i));
    if (i === 0) continue;
    const [fromX, fromY] = [column(i - 1), row(i - 1)];
    const steps = Math.max(column(i) - fromX, Math.abs(row(i) - fromY));
    for (let k = 1; k < steps; k++) {
      const between = (a: number, b: number) => a + Math.round((b - a) * k / steps);
      paste(onto, dot, between(fromX, column(i)), between(fromY, row(i)));
    }
  }
}
