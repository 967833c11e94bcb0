import { InputError } from "../../core/errors.ts";
import { ContactCache, contactCacheSize } from "./contact_cache.ts";
import { ContactSolver, type Mass } from "./contact_solver.ts";
import { PairFinder, pairFinderSize } from "./pair_finder.ts";
import { PlacedDisc } from "./placed_disc.ts";
import { PlacedPolygon } from "./placed_polygon.ts";
import { PlacedSegment } from "./placed_segment.ts";
import type { Point, Segment, Shape } from "./shape.ts";
import { Touch } from "./touch.ts";
import { touchDiscDisc, touchDiscPolygon } from "./touch_disc.ts";
import { touchWallDisc, touchWallPolygon } from "./touch_wall.ts";

/** Parts that a block can have; fixed, so that all worlds of so many walls have states of one length. */
const PARTS = 3;
/** Position of the centre of gravity and angle, motion and correcting motion; then place and velocity of the pusher. */
const BODIES = 13;
const PUSHER = 9;

/** What a world is made of. */
export interface PusherWorldOptions extends Mass {
  /** Length of a step, s. */
  readonly dt: number;
  /** What does not move. */
  readonly walls: readonly Segment[];
  /** Radius of the pusher, px. */
  readonly pusherRadius: number;
  /** Parts of the block, 1 to 3, in its own coordinates. */
  readonly parts: readonly Shape[];
  /** Centre of gravity of the block, in its own coordinates. */
  readonly centre: Point;
}

/** A place and an angle. */
export interface Pose {
  /** Origin, px. */
  readonly x: number;
  /** Origin, px. */
  readonly y: number;
  /** Angle from x towards y, rad, unwrapped. */
  readonly angle: number;
}

type Numbers = readonly [memory: number, finder: number, pairs: number];

function sizes(walls: number): Numbers {
  const finder = pairFinderSize({ moving: PARTS + 1, fixed: walls });
  const pairs = PARTS * (walls + 1);
  return [BODIES + finder + contactCacheSize(pairs), finder, pairs];
}

/** Numbers in {@linkcode PusherWorld.memory} of a world with so many walls. */
export function pusherWorldSize(walls: number): number {
  return sizes(walls)[0];
}

/**
 * A disc that goes where it is told pushes a block among walls. The block keeps no velocity of its own (full
 * damping), there is no friction and no bounce. A step gives the results of Chipmunk 7.0.3 to rounding: first
 * positions from the velocities of the step before, then contacts, then ten sweeps of impulses in the order of
 * the engine's bounding-box tree.
 *
 * Everything that the future depends on is in {@linkcode PusherWorld.memory}: copying those numbers back restores
 * the world exactly.
 *
 * @example
 * ```ts
 * import { PusherWorld } from "@orrery/orrery/envs";
 * import assert from "node:assert/strict";
 *
 * const square = { kind: "polygon", corners: [[-10, -10], [10, -10], [10, 10], [-10, 10]] } as const;
 * const world = new PusherWorld({
 *   dt: 0.01, walls: [], pusherRadius: 5, parts: [square], centre: [0, 0], mass: 1, moment: 67,
 * });
 * world.create(0, 0, { x: 20, y: 0, angle: 0 });
 * for (let i = 0; i < 20; i++) {
 *   world.drive(100, 0);
 *   world.step();
 * }
 * assert.ok(world.blockX > 30);
 * ```
 */
export class PusherWorld {
  /** The complete state. */
  readonly memory: Float64Array;
  readonly #options: PusherWorldOptions;
  readonly #body: Float64Array;
  /** View of the block's motion and correcting motion. */
  readonly #motion: Float64Array;
  readonly #finder: PairFinder;
  readonly #cache: ContactCache;
  readonly #solver: ContactSolver;
  readonly #parts: readonly (PlacedPolygon | PlacedDisc)[];
  readonly #pusher: PlacedDisc;
  readonly #walls: readonly PlacedSegment[];
  readonly #touch = new Touch();
  readonly #speed = { vx: 0, vy: 0 };
  #points = 0;

  /**
   * An empty world; {@linkcode PusherWorld.create} puts things into it.
   *
   * @throws {InputError} when the block has no part or more than three.
   */
  constructor(options: PusherWorldOptions) {
    const { walls, parts, pusherRadius, dt } = options;
    if (parts.length < 1 || parts.length > PARTS) {
      throw new InputError(
        `Cannot make a world: the block has ${parts.length} parts, expected from 1 to ${PARTS}`,
      );
    }
    const [size, finder, pairs] = sizes(walls.length);
    this.#options = options;
    this.memory = new Float64Array(size);
    this.#body = this.memory.subarray(0, BODIES);
    this.#motion = this.memory.subarray(3, PUSHER);
    this.#walls = walls.map((wall) => new PlacedSegment(wall));
    this.#parts = parts.map((part) =>
      part.kind === "polygon" ? new PlacedPolygon(part) : new PlacedDisc(part)
    );
    this.#pusher = new PlacedDisc({ kind: "disc", centre: [0, 0], radius: pusherRadius });
    this.#finder = new PairFinder(
      this.memory.subarray(BODIES, BODIES + finder),
      { moving: PARTS + 1, fixed: walls.length },
      this.#walls.map(({ bounds }) => bounds),
    );
    this.#cache = new ContactCache(this.memory.subarray(BODIES + finder));
    this.#solver = new ContactSolver(options, dt, 2 * pairs);
    this.create(0, 0, { x: 0, y: 0, angle: 0 });
  }

  /** Place of the pusher, px. */
  get pusherX(): number {
    return this.#body[PUSHER];
  }

  /** Place of the pusher, px. */
  get pusherY(): number {
    return this.#body[PUSHER + 1];
  }

  /** Velocity of the pusher, px/s. */
  get pusherVx(): number {
    return this.#body[PUSHER + 2];
  }

  /** Velocity of the pusher, px/s. */
  get pusherVy(): number {
    return this.#body[PUSHER + 3];
  }

  /** Origin of the block, px. */
  get blockX(): number {
    const [cx, cy] = this.#options.centre;
    return this.#body[0] - (cx * Math.cos(this.blockAngle) - cy * Math.sin(this.blockAngle));
  }

  /** Origin of the block, px. */
  get blockY(): number {
    const [cx, cy] = this.#options.centre;
    return this.#body[1] - (cx * Math.sin(this.blockAngle) + cy * Math.cos(this.blockAngle));
  }

  /** Angle of the block, rad, unwrapped. */
  get blockAngle(): number {
    return this.#body[2];
  }

  /** Where the block is. */
  get blockPose(): Pose {
    return { x: this.blockX, y: this.blockY, angle: this.blockAngle };
  }

  /** Contact points of the last step. */
  get contacts(): number {
    return this.#points;
  }

  /** A fresh world with pusher and block at rest. */
  create(pusherX: number, pusherY: number, block: Pose): void {
    this.memory.fill(0);
    this.placePusher(pusherX, pusherY, 0, 0);
    this.turnBlock(block.angle);
    this.placeBlock(block.x, block.y);
    this.#moveShapes();
    this.#finder.clear();
    this.#finder.add(PARTS, this.#pusher.bounds, 0, 0);
    this.#parts.forEach(({ bounds }, i) => this.#finder.add(i, bounds, 0, 0));
  }

  /** Puts the pusher somewhere; contacts and boxes are renewed by the next step. */
  placePusher(x: number, y: number, vx: number, vy: number): void {
    this.#body[PUSHER] = x;
    this.#body[PUSHER + 1] = y;
    this.drive(vx, vy);
  }

  /** Sets the velocity of the pusher, px/s. */
  drive(vx: number, vy: number): void {
    this.#body[PUSHER + 2] = vx;
    this.#body[PUSHER + 3] = vy;
  }

  /** Puts the block's origin somewhere, as it is turned. */
  placeBlock(x: number, y: number): void {
    const [cx, cy] = this.#options.centre;
    const [cos, sin] = [Math.cos(this.blockAngle), Math.sin(this.blockAngle)];
    this.#body[0] = x + (cx * cos - cy * sin);
    this.#body[1] = y + (cx * sin + cy * cos);
  }

  /** Turns the block about its centre of gravity to an angle, rad. */
  turnBlock(angle: number): void {
    this.#body[2] = angle;
  }

  /** Advances by one step. */
  step(): void {
    this.#advance();
    this.#moveShapes();
    this.#findPairs();
    this.#cache.grow();
    this.#points = 0;
    const { found, count } = this.#finder;
    for (let i = 0; i < count; i += 2) this.#collide(found[i], found[i + 1]);
    this.#cache.forget();
    this.#motion.fill(0);
    if (this.#points > 0) this.#solver.solve(this.#motion, this.#cache);
  }

  #advance(): void {
    const [body, motion] = [this.#body, this.#motion];
    const { dt } = this.#options;
    for (let i = 0; i < 3; i++) body[i] += (motion[i] + motion[i + 3]) * dt;
    body[PUSHER] += body[PUSHER + 2] * dt;
    body[PUSHER + 1] += body[PUSHER + 3] * dt;
  }

  #moveShapes(): void {
    const [cos, sin] = [Math.cos(this.#body[2]), Math.sin(this.#body[2])];
    const [x, y] = [this.blockX, this.blockY];
    for (let i = 0; i < this.#parts.length; i++) this.#parts[i].move(x, y, cos, sin);
    this.#pusher.move(this.pusherX, this.pusherY, 1, 0);
  }

  /** The parts come before the pusher, as in the engine's table of leaves. */
  #findPairs(): void {
    const [vx, vy] = [this.#motion[0], this.#motion[1]];
    for (let i = 0; i < this.#parts.length; i++) this.#finder.update(i, this.#parts[i].bounds, vx, vy);
    this.#finder.update(PARTS, this.#pusher.bounds, this.pusherVx, this.pusherVy);
    this.#finder.search();
  }

  /** Contacts of a pair, if it is a part and an obstacle. */
  #collide(one: number, other: number): void {
    const part = one < PARTS ? one : other;
    const obstacle = one < PARTS ? other : one;
    if (part >= PARTS || obstacle < PARTS) return;
    const touch = this.#touch;
    this.#touchPart(this.#parts[part], obstacle);
    if (touch.count === 0) return;
    const pair = (obstacle - PARTS) * PARTS + part;
    const warm = this.#cache.renew(pair, touch);
    this.#points += touch.count;
    this.#speed.vx = obstacle === PARTS ? this.pusherVx : 0;
    this.#speed.vy = obstacle === PARTS ? this.pusherVy : 0;
    this.#solver.add(pair, warm, touch, this.#cache, this.#speed, this.#body[0], this.#body[1]);
  }

  #touchPart(part: PlacedPolygon | PlacedDisc, obstacle: number): void {
    if (obstacle === PARTS) {
      if (part.kind === "polygon") touchDiscPolygon(this.#pusher, part, this.#touch);
      else touchDiscDisc(this.#pusher, part, this.#touch);
      return;
    }
    const wall = this.#walls[obstacle - PARTS - 1];
    if (part.kind === "polygon") touchWallPolygon(wall, part, this.#touch);
    else touchWallDisc(wall, part, this.#touch);
  }
}
