import type { Place, Pose } from "./push_t_view.ts";

/** A place on the outline of the T where it can be pushed, in the T's own coordinates, px. */
export interface Contact {
  /** Where the agent touches. */
  readonly at: Place;
  /** Unit vector outwards. */
  readonly normal: Place;
}

/** Where the block is to go as seen from where it is: way of the centre of gravity, and turn times gyration, px. */
export type Way = readonly [x: number, y: number, turn: number];

/** Faces in units of the scale: ends and outward normal. */
const FACES: readonly (readonly [from: Place, to: Place, normal: Place])[] = [
  [[-2, 0], [2, 0], [0, -1]],
  [[2, 0], [2, 1], [1, 0]],
  [[-2, 0], [-2, 1], [-1, 0]],
  [[-2, 1], [-0.5, 1], [0, 1]],
  [[0.5, 1], [2, 1], [0, 1]],
  [[-0.5, 1], [-0.5, 4], [-1, 0]],
  [[0.5, 1], [0.5, 4], [1, 0]],
  [[-0.5, 4], [0.5, 4], [0, 1]],
];
/** Bar and stem in units of the scale: middle, half width, half height. */
const BARS: readonly (readonly [x: number, y: number, halfWidth: number, halfHeight: number])[] = [
  [0, 0.5, 2, 0.5],
  [0, 2.5, 0.5, 1.5],
];
/** Centre of gravity below the origin, and square of the radius of gyration, in units of the scale. */
const CENTRE = 1.5;
const GYRATION = Math.sqrt(3000 / 900);
/** Contacts on each face. */
const SPOTS = [0.1, 0.3, 0.5, 0.7, 0.9];

/** A vector turned by an angle. */
export function turn([x, y]: Place, angle: number): Place {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return [x * cos - y * sin, x * sin + y * cos];
}

/** From the T's own coordinates to the world's. */
export function outward(local: Place, { place, angle }: Pose): Place {
  const [x, y] = turn(local, angle);
  return [x + place[0], y + place[1]];
}

/** From the world's coordinates to the T's own. */
export function inward([x, y]: Place, { place, angle }: Pose): Place {
  return turn([x - place[0], y - place[1]], -angle);
}

/** Push-T's T of one scale, in its own coordinates: what quasi-static pushing without friction needs. */
export class Tee {
  /** Where it can be pushed. */
  readonly contacts: readonly Contact[];
  readonly #scale: number;

  /** A T whose bars are `scale` px wide. */
  constructor(scale: number) {
    this.#scale = scale;
    this.contacts = FACES.flatMap(([from, to, normal]) =>
      SPOTS.map((t): Contact => ({
        at: [scale * (from[0] + t * (to[0] - from[0])), scale * (from[1] + t * (to[1] - from[1]))],
        normal,
      }))
    );
  }

  /** Distance of a place from the T, 0 inside. */
  clearance([x, y]: Place): number {
    const distances = BARS.map(([cx, cy, w, h]) => {
      const dx = Math.max(Math.abs(x - cx * this.#scale) - w * this.#scale, 0);
      const dy = Math.max(Math.abs(y - cy * this.#scale) - h * this.#scale, 0);
      return Math.sqrt(dx * dx + dy * dy);
    });
    return Math.min(...distances);
  }

  /** Places around the T at a distance from its corners, from which all of its faces can be seen. */
  corners(distance: number): readonly Place[] {
    return BARS.flatMap(([x, y, w, h]) =>
      [[-1, -1], [1, -1], [1, 1], [-1, 1]].map(([i, j]): Place => [
        x * this.#scale + i * (w * this.#scale + distance),
        y * this.#scale + j * (h * this.#scale + distance),
      ])
    );
  }

  /** The way from one pose to another, in the coordinates of the first. */
  way(from: Pose, to: Pose): Way {
    const centre: Place = [0, CENTRE * this.#scale];
    const [x, y] = inward(outward(centre, to), from);
    const angle = to.angle - from.angle;
    const wrapped = angle - 2 * Math.PI * Math.round(angle / (2 * Math.PI));
    return [x, y - centre[1], wrapped * GYRATION * this.#scale];
  }

  /** Way of the T for a push by one unit of impulse at a contact; see {@linkcode Way}. */
  push({ at, normal }: Contact): Way {
    const [fx, fy] = [-normal[0], -normal[1]];
    const lever = at[0] * fy - (at[1] - CENTRE * this.#scale) * fx;
    return [fx, fy, lever / (GYRATION * this.#scale)];
  }
}
