import { cosine, sine } from "../../core/env/trigonometry.ts";
import type { Picture } from "../../core/types.ts";
import type { Colour } from "../raster/fill_rectangle.ts";
import { ARENA, AXLE, HAND, LINK, RADIUS } from "./dynamics.ts";
import type { Scene } from "./scene.ts";

/** A line with round ends, in pixels; a disc where both ends are one. */
export interface Capsule {
  /** One end, counted from the corner of the picture. */
  readonly from: readonly [x: number, y: number];
  /** The other end. */
  readonly to: readonly [x: number, y: number];
  /** Half its width. */
  readonly radius: number;
}

const clamped = (value: number): number => Math.min(Math.max(value, 0), 1);

/**
 * Blends a capsule over a picture: a pixel is covered by how far its middle lies inside the edge, all of it half a
 * pixel inside and none half a pixel outside, so that the picture changes as smoothly as the capsule moves.
 */
export function drawCapsule(picture: Picture, { from, to, radius }: Capsule, colour: Colour): void {
  const { width, height, rgb } = picture;
  const [red, green, blue] = colour;
  const [ax, ay] = [from[0] - 0.5, from[1] - 0.5];
  const [bx, by] = [to[0] - from[0], to[1] - from[1]];
  const share = 1 / Math.max(bx * bx + by * by, 1e-12);
  const reach = radius + 0.5;
  const left = Math.max(Math.ceil(Math.min(ax, ax + bx) - reach), 0);
  const right = Math.min(Math.floor(Math.max(ax, ax + bx) + reach), width - 1);
  const top = Math.max(Math.ceil(Math.min(ay, ay + by) - reach), 0);
  const bottom = Math.min(Math.floor(Math.max(ay, ay + by) + reach), height - 1);
  for (let row = top; row <= bottom; row++) {
    for (let column = left; column <= right; column++) {
      const [x, y] = [column - ax, row - ay];
      const along = clamped((x * bx + y * by) * share);
      const [dx, dy] = [x - along * bx, y - along * by];
      const squared = dx * dx + dy * dy;
      if (squared >= reach * reach) continue;
      const alpha = Math.min(reach - Math.sqrt(squared), 1);
      const at = 3 * (row * width + column);
      rgb[at] += (red - rgb[at]) * alpha + 0.5;
      rgb[at + 1] += (green - rgb[at + 1]) * alpha + 0.5;
      rgb[at + 2] += (blue - rgb[at + 2]) * alpha + 0.5;
    }
  }
}

/** A rectangle along the axes, in pixels counted from the corner of the picture; fractions cover parts of pixels. */
export interface Box {
  /** Left edge. */
  readonly left: number;
  /** Right edge. */
  readonly right: number;
  /** Upper edge. */
  readonly top: number;
  /** Lower edge. */
  readonly bottom: number;
}

/** How much of the pixel `at`…`at + 1` lies in `low`…`high`. */
function share(at: number, low: number, high: number): number {
  return Math.max(Math.min(at + 1, high) - Math.max(at, low), 0);
}

/** Blends a box over a picture, each pixel by the area that is covered. */
export function drawBox({ width, height, rgb }: Picture, box: Box, colour: Colour): void {
  const { left, right, top, bottom } = box;
  const [red, green, blue] = colour;
  for (let y = Math.max(Math.floor(top), 0); y < Math.min(bottom, height); y++) {
    for (let x = Math.max(Math.floor(left), 0); x < Math.min(right, width); x++) {
      const alpha = share(y, top, bottom) * share(x, left, right);
      const at = 3 * (y * width + x);
      rgb[at] += (red - rgb[at]) * alpha + 0.5;
      rgb[at + 1] += (green - rgb[at + 1]) * alpha + 0.5;
      rgb[at + 2] += (blue - rgb[at + 2]) * alpha + 0.5;
    }
  }
}

/** What is drawn, and how large. */
export interface RendererOptions {
  /** Side of the picture, px. */
  readonly size: number;
  /** Radius of the target, m; 0 for none. */
  readonly target: number;
}

type Place = readonly [x: number, y: number];

/** Height of the camera above the floor and of the arm's middle, m. */
const [CAMERA, ARM] = [0.75, 0.01];
/** Half of what a camera of 45° sees, for each metre of distance: tan 22.5°. */
const VIEW = Math.SQRT2 - 1;
/** Light from everywhere, and that of the lamp on the camera. */
const [AMBIENT, HEADLIGHT] = [0.4, 0.8];
/** Mean cosine between the lamps above and what is seen: flat, a capsule, a sphere, the arena's walls. */
const [FLAT, ROUND, BALL, WALL] = [1, Math.PI / 4, 2 / 3, 0.35];

/** A colour under the lamps. */
function lit(colour: Colour, light: number, facing: number): Colour {
  const bright = AMBIENT + (HEADLIGHT + light) * facing;
  const level = (value: number): number => Math.min(Math.round(value * bright), 255);
  return [level(colour[0]), level(colour[1]), level(colour[2])];
}

/** Floor of four tiles and the strip of wall around it. */
function arena({ colours, light }: Scene, size: number): Uint8Array {
  const picture: Picture = { width: size, height: size, rgb: new Uint8Array(3 * size * size) };
  const half = size / 2;
  const strip = half * (1 - ARENA / (CAMERA * VIEW));
  drawBox(picture, { left: 0, right: size, top: 0, bottom: size }, lit(colours.wall, light, WALL));
  const inside = { left: strip, right: size - strip, top: strip, bottom: size - strip };
  drawBox(picture, inside, colours.floor);
  drawBox(picture, { ...inside, left: half, bottom: half }, colours.tile);
  drawBox(picture, { ...inside, right: half, top: half }, colours.tile);
  return picture.rgb;
}

/** Draws one scene from above: the arena once, then the arm over it, in one flat colour a part. */
export class Renderer {
  readonly #size: number;
  readonly #target: number;
  readonly #box: boolean;
  /** Pixels a metre, at the height of the arm. */
  readonly #scale: number;
  readonly #arena: Uint8Array;
  readonly #colours: { readonly [part in "arm" | "finger" | "axle" | "target"]: Colour };

  /** Draws what stands still. */
  constructor(scene: Scene, { size, target }: RendererOptions) {
    const { colours, light, box } = scene;
    this.#size = size;
    this.#target = target;
    this.#box = box;
    this.#scale = size / (2 * (CAMERA - ARM) * VIEW);
    this.#arena = arena(scene, size);
    this.#colours = {
      arm: lit(colours.arm, light, ROUND),
      finger: lit(colours.finger, light, BALL),
      axle: lit(colours.wall, light, FLAT),
      target: lit(colours.target, light, box ? FLAT : BALL),
    };
  }

  /** A fresh picture `uint8 [size, size, 3]` of joint angles, rad, and a target's place, m. */
  paint(shoulder: number, wrist: number, target: Place): Uint8Array {
    const rgb = this.#arena.slice();
    const picture = { width: this.#size, height: this.#size, rgb };
    const { arm, finger, axle } = this.#colours;
    const [ux, uy] = [cosine(shoulder), sine(shoulder)];
    const [vx, vy] = [cosine(shoulder + wrist), sine(shoulder + wrist)];
    const root = this.#pixel(0, 0);
    const wristAt = this.#pixel(LINK * ux, LINK * uy);
    const handAt = this.#pixel(LINK * ux + HAND * vx, LINK * uy + HAND * vy);
    const fingerAt = this.#pixel(LINK * (ux + vx), LINK * (uy + vy));
    const radius = RADIUS * this.#scale;
    drawCapsule(picture, { from: root, to: wristAt, radius }, arm);
    drawCapsule(picture, { from: wristAt, to: handAt, radius }, arm);
    drawCapsule(picture, { from: root, to: root, radius: AXLE * this.#scale }, axle);
    drawCapsule(picture, { from: fingerAt, to: fingerAt, radius }, finger);
    if (this.#target > 0) this.#drawTarget(picture, this.#pixel(...target));
    return rgb;
  }

  /** Where a place at the height of the arm is seen. */
  #pixel(x: number, y: number): Place {
    const half = this.#size / 2;
    return [half + x * this.#scale, half - y * this.#scale];
  }

  /** Over the arm, because it stands higher. */
  #drawTarget(picture: Picture, [x, y]: Place): void {
    const radius = this.#target * this.#scale;
    const { target } = this.#colours;
    if (this.#box) {
      drawBox(picture, { left: x - radius, right: x + radius, top: y - radius, bottom: y + radius }, target);
    } else drawCapsule(picture, { from: [x, y], to: [x, y], radius }, target);
  }
}
