import type { Placement } from "./car_body.ts";

/** Size of the window that everything is laid out in, px; the picture is that window, squeezed to a square. */
const [WINDOW_WIDTH, WINDOW_HEIGHT] = [1000, 800];
/** Where the car is in the window, px. */
const [CAR_X, CAR_Y] = [500, 600];
/** Pixels of the window a metre, from afar and near. */
const [FAR, NEAR] = [0.6, 16.2];
/** From the car to the farthest corner of the window, px. */
const CORNER = 782;

/** A point of the picture. */
export type PicturePoint = [x: number, y: number];

/** Looks down on the car, which always heads upwards; comes nearer during the first second. */
export class Camera {
  readonly #size: number;
  #at: Placement = { x: 0, y: 0, sin: 0, cos: 1 };
  #across = 1;
  #along = 1;
  /** How far from the car something may be seen, m. */
  reach = 0;

  /** For square pictures of that side. */
  constructor(size: number) {
    this.#size = size;
  }

  /** Looks at the car after so many seconds. */
  look(at: Placement, seconds: number): void {
    const zoom = FAR * Math.max(1 - seconds, 0) + NEAR * Math.min(seconds, 1);
    this.#at = at;
    this.#across = zoom * this.#size / WINDOW_WIDTH;
    this.#along = zoom * this.#size / WINDOW_HEIGHT;
    this.reach = CORNER / zoom;
  }

  /** Where a place of the world is in the picture, written into `point`. */
  project(x: number, y: number, point: PicturePoint): void {
    const { sin, cos } = this.#at;
    const [dx, dy] = [x - this.#at.x, y - this.#at.y];
    point[0] = CAR_X * this.#size / WINDOW_WIDTH + this.#across * (cos * dx + sin * dy);
    point[1] = CAR_Y * this.#size / WINDOW_HEIGHT - this.#along * (cos * dy - sin * dx);
  }
}
