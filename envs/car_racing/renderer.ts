import { cosine, sine } from "../../core/env/trigonometry.ts";
import { SampledCanvas } from "../raster/sampled_canvas.ts";
import type { Colour } from "../raster/fill_rectangle.ts";
import { Camera, type PicturePoint } from "./camera.ts";
import type { Placement } from "./car_body.ts";
import { type Corners, hullParts, wheelPart } from "./car_shape.ts";
import type { Colours } from "./colours.ts";
import type { Ground } from "./ground.ts";
import { barHeight, drawInstruments, type Instruments, ScoreText } from "./instruments.ts";
import { type Quad, shaded } from "./road.ts";
import { WHEEL_HALF_WIDTH, WHEEL_RADIUS } from "./tyre.ts";

/** Half the side of the field, m. */
export const FIELD = 2000 / 6;
/** Side of a square of grass, m. */
const SQUARE = FIELD / 20;
/** Squares of grass lie at the even places from here to before there, along both axes. */
const [FIRST_SQUARE, LAST_SQUARE] = [-20, 20];
/** Angle of the spin over which a stripe of tread is seen, rad. */
const TREAD = 1.2;
/** Samples a pixel along each axis. */
const SAMPLES = 2;
/** The most corners of a polygon. */
const MOST_CORNERS = 8;
/** Places in the palette; two lighter shades follow the road. */
const [BLACK, BACKGROUND, GRASS, ROAD, WHITE, RED, HULL, TREAD_GREY] = [0, 1, 2, 3, 6, 7, 8, 9];

/** A colour in whole levels. */
function whole([red, green, blue]: Colour): Colour {
  const level = (value: number): number => Math.min(Math.floor(value), 255);
  return [level(red), level(green), level(blue)];
}

/** Colours in the order of their places. */
function paletteOf({ road, background, grass, car }: Colours): readonly Colour[] {
  const episode = [background, grass, road, shaded(road, 1), shaded(road, 2)];
  const white: Colour = [255, 255, 255];
  return [[0, 0, 0], ...episode.map(whole), white, [255, 0, 0], whole(car), [77, 77, 77]];
}

/** One moment, as it is drawn. */
export interface Moment {
  /** Seconds since the start. */
  readonly seconds: number;
  /** Where the hull is. */
  readonly hull: Placement;
  /** Where the wheels are, and the angle of their spin, rad. */
  readonly wheels: readonly { readonly at: Placement; readonly phase: number }[];
  /** Whether a piece of road was driven on. */
  readonly visited: (piece: number) => boolean;
  /** What the instruments show. */
  readonly instruments: Instruments;
}

const points = (count: number): PicturePoint[] => Array.from({ length: count }, () => [0, 0]);

/** How far in front of the axle an edge of the stripe is seen, m: at the end of the wheel where it is below. */
function edgeOfTread(phase: number): number {
  const ahead = cosine(phase);
  return WHEEL_RADIUS * (sine(phase) > 0 ? Math.sign(ahead) : ahead);
}

/** Draws one ground with the car on it and the instruments below. */
export class Renderer {
  readonly #ground: Ground;
  /** Where the instruments are. */
  readonly #bar: readonly (readonly [number, number])[];
  readonly #canvas: SampledCanvas;
  readonly #camera: Camera;
  readonly #text: ScoreText;
  /** For handing over corners, by their number. */
  readonly #points = Array.from({ length: MOST_CORNERS + 1 }, (_, count) => points(count));

  /** For square pictures of that side. */
  constructor(ground: Ground, colours: Colours, size: number) {
    this.#ground = ground;
    const top = size - barHeight(size);
    this.#bar = [[0, top], [size, top], [size, size], [0, size]];
    this.#canvas = new SampledCanvas({ side: size, size, samples: SAMPLES }, paletteOf(colours));
    this.#camera = new Camera(size);
    this.#text = new ScoreText(size);
  }

  /** A fresh picture `uint8 [size, size, 3]`. */
  paint(moment: Moment): Uint8Array {
    this.#camera.look(moment.hull, moment.seconds);
    this.#drawField(moment.hull);
    this.#drawRoad(moment);
    for (const { at, phase } of moment.wheels) this.#drawWheel(at, phase);
    for (const part of hullParts) this.#drawPart(moment.hull, part, HULL);
    this.#canvas.polygon(this.#bar, BLACK);
    const picture = this.#canvas.picture();
    drawInstruments(picture, moment.instruments);
    const { score } = moment.instruments;
    if (score !== undefined) this.#text.draw(picture, Math.trunc(score));
    return picture.rgb;
  }

  #drawField({ x, y }: Placement): void {
    const reach = this.#camera.reach;
    if (Math.max(Math.abs(x), Math.abs(y)) + reach < FIELD) this.#canvas.flood(BACKGROUND);
    else {
      this.#canvas.flood(BLACK);
      this.#drawGround([-FIELD, FIELD, FIELD, FIELD, FIELD, -FIELD, -FIELD, -FIELD], BACKGROUND);
    }
    const first = (at: number): number =>
      Math.max(2 * Math.floor((at - reach - SQUARE) / SQUARE / 2), FIRST_SQUARE);
    const last = (at: number): number => Math.min((at + reach) / SQUARE, LAST_SQUARE - 1);
    for (let column = first(x); column <= last(x); column += 2) {
      for (let row = first(y); row <= last(y); row += 2) {
        const [left, bottom] = [SQUARE * column, SQUARE * row];
        const [right, top] = [left + SQUARE, bottom + SQUARE];
        this.#drawGround([left, top, right, top, right, bottom, left, bottom], GRASS);
      }
    }
  }

  #drawRoad({ hull, visited }: Moment): void {
    for (const i of this.#ground.near(hull.x, hull.y, this.#camera.reach)) {
      const { corners, shade, border } = this.#ground.pieces[i];
      this.#drawGround(corners, ROAD + (visited(i) ? 0 : shade));
      if (border) this.#drawGround(border.corners, border.red ? RED : WHITE);
    }
  }

  /** A polygon of the world. */
  #drawGround(corners: Quad, colour: number): void {
    const drawn = this.#points[corners.length / 2];
    for (let i = 0; i < drawn.length; i++) this.#camera.project(corners[2 * i], corners[2 * i + 1], drawn[i]);
    this.#canvas.polygon(drawn, colour);
  }

  /** A polygon of a body. */
  #drawPart({ x, y, sin, cos }: Placement, part: Corners, colour: number): void {
    const corners = this.#points[part.length / 2];
    for (let i = 0; i < corners.length; i++) {
      const [u, v] = [part[2 * i], part[2 * i + 1]];
      this.#camera.project(x + cos * u - sin * v, y + sin * u + cos * v, corners[i]);
    }
    this.#canvas.polygon(corners, colour);
  }

  /** A wheel and the stripe of tread that its spin shows. */
  #drawWheel(at: Placement, phase: number): void {
    this.#drawPart(at, wheelPart, BLACK);
    if (sine(phase) > 0 && sine(phase + TREAD) > 0) return;
    const [one, other] = [edgeOfTread(phase), edgeOfTread(phase + TREAD)];
    const [back, front] = [Math.min(one, other), Math.max(one, other)];
    const half = WHEEL_HALF_WIDTH;
    this.#drawPart(at, [-half, front, half, front, half, back, -half, back], TREAD_GREY);
  }
}
