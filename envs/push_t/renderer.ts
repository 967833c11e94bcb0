import type { Pose } from "../physics/pusher_world.ts";
import type { Disc, Point, Shape } from "../physics/shape.ts";
import type { Colour } from "../raster/fill_rectangle.ts";
import { SampledCanvas } from "../raster/sampled_canvas.ts";
import { type Scene, SIDE, walls } from "./scene.ts";

/** Places in the palette. */
const [GOAL, WALL, BLOCK_EDGE, BLOCK, AGENT_EDGE, AGENT] = [1, 2, 3, 4, 5, 6];
/** Half the width of the line around a part of the block, px. */
const LINE = 2;
/** Width of the agent's rim, px. */
const RIM = 4;
/** Samples a pixel along each axis, by the size of the picture. */
const SAMPLES: { readonly [size: number]: number } = { 64: 4, 96: 4, 224: 2 };

function lighter([red, green, blue]: Colour): Colour {
  const light = (level: number): number => Math.min(255, Math.floor(1.2 * level));
  return [light(red), light(green), light(blue)];
}

/** A part grown by so many px on every side. */
function grown(part: Shape, by: number): Shape {
  if (part.kind === "disc") return { ...part, radius: part.radius + by };
  const [[left, top], , [right, bottom]] = part.corners;
  const [l, t, r, b] = [left - by, top - by, right + by, bottom + by];
  return { kind: "polygon", corners: [[l, t], [r, t], [r, b], [l, b]] };
}

function draw(canvas: SampledCanvas, part: Shape, { x, y, angle }: Pose, colour: number): void {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const turned = ([u, v]: Point): Point => [u * cos - v * sin + x, u * sin + v * cos + y];
  if (part.kind === "polygon") canvas.polygon(part.corners.map(turned), colour);
  else canvas.disc(...turned(part.centre), part.radius, colour);
}

function drawWalls(canvas: SampledCanvas): void {
  for (const { from, to, radius } of walls) {
    const [left, right] = [Math.min(from[0], to[0]) - radius, Math.max(from[0], to[0]) + radius];
    const [top, bottom] = [Math.min(from[1], to[1]) - radius, Math.max(from[1], to[1]) + radius];
    canvas.polygon([[left, top], [right, top], [right, bottom], [left, bottom]], WALL);
  }
}

/** Draws one scene: goal and walls once, then block and agent over them. */
export class Renderer {
  readonly #canvas: SampledCanvas;
  /** Outlines and insides of the block's parts. */
  readonly #block: readonly (readonly [Shape, Shape])[];
  readonly #rim: Disc;
  readonly #inside: Disc;

  /** Draws what stands still. */
  constructor({ block, agentRadius, goal, colours }: Scene, size: number) {
    const { background, wall, agent } = colours;
    const palette = [
      background,
      colours.goal,
      wall,
      colours.block,
      lighter(colours.block),
      agent,
      lighter(agent),
    ];
    this.#canvas = new SampledCanvas({ side: SIDE, size, samples: SAMPLES[size] }, palette);
    this.#block = block.parts.map((part) => [grown(part, LINE), grown(part, -LINE)]);
    this.#rim = { kind: "disc", centre: [0, 0], radius: agentRadius };
    this.#inside = { ...this.#rim, radius: agentRadius - RIM };
    for (const part of block.parts) draw(this.#canvas, part, goal, GOAL);
    drawWalls(this.#canvas);
    this.#canvas.rest();
  }

  /** A fresh picture `uint8 [size, size, 3]`. */
  paint(agentX: number, agentY: number, block: Pose): Uint8Array {
    const canvas = this.#canvas;
    canvas.clear();
    for (const [outline, inside] of this.#block) {
      draw(canvas, outline, block, BLOCK_EDGE);
      draw(canvas, inside, block, BLOCK);
    }
    canvas.disc(agentX, agentY, this.#rim.radius, AGENT_EDGE);
    canvas.disc(agentX, agentY, this.#inside.radius, AGENT);
    return canvas.picture().rgb;
  }
}
