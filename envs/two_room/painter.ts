import { backdrop } from "./backdrop.ts";
import { drawDot } from "./draw_dot.ts";
import type { Layout } from "./layout.ts";

/** What is drawn, and how large. */
export interface PainterOptions {
  /** Side of the picture, px. */
  readonly size: number;
  /** Whether the target is drawn. */
  readonly drawTarget: boolean;
}

/** Draws one layout: what stands still is drawn once and copied. */
export class Painter {
  readonly #layout: Layout;
  readonly #options: PainterOptions;
  readonly #backdrop: Uint8Array;

  /** Draws what stands still. */
  constructor(layout: Layout, options: PainterOptions) {
    this.#layout = layout;
    this.#options = options;
    this.#backdrop = backdrop(layout, options.size).rgb;
  }

  /** A fresh picture `uint8 [size, size, 3]` of positions `[agent x, agent y, target x, target y]`, px. */
  paint(positions: Float32Array): Uint8Array {
    const { size, drawTarget } = this.#options;
    const { agentRadius, targetRadius, colours } = this.#layout;
    const rgb = this.#backdrop.slice();
    const picture = { width: size, height: size, rgb };
    if (drawTarget) {
      drawDot(picture, { x: positions[2], y: positions[3], radius: targetRadius, colour: colours.target });
    }
    drawDot(picture, { x: positions[0], y: positions[1], radius: agentRadius, colour: colours.agent });
    return rgb;
  }
}
