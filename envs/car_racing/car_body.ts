import type { Body, Box2D, RevoluteJoint, Vector, World } from "../physics/box2d.ts";
import { axles, type Corners, hullParts, wheelPart } from "./car_shape.ts";
import type { Wheel, WheelMotion } from "./tyre.ts";

/** Length of a step, s. */
export const DT = 1 / 50;
/** Sweeps over all joints in a step, for velocities and for places. */
const [VELOCITY_SWEEPS, PLACE_SWEEPS] = [180, 60];
/** Density of hull and wheels, kg/m². */
const [HULL_DENSITY, WHEEL_DENSITY] = [1, 0.1];
/** The most that the steering motor does, N m. */
const STEERING_TORQUE = 64.8;
/** The most that a wheel turns from the hull, rad. */
const STEERING_LIMIT = 0.4;
/** Kind of body that moves freely. */
const FREE = 2;
/** Numbers of a body: place, angle, velocity, spin. */
const BODY = 6;

/** Numbers that {@linkcode CarBody.write} needs: of hull and wheels. */
export const CAR_BODY_SIZE = BODY * (1 + axles.length);

/** Where a body is. */
export interface Placement {
  /** Its origin, to the right, m. */
  readonly x: number;
  /** Its origin, upwards, m. */
  readonly y: number;
  /** Sine of its angle. */
  readonly sin: number;
  /** Cosine of its angle. */
  readonly cos: number;
}

function addFixture(b2: Box2D, body: Body, corners: Corners, density: number): void {
  const at = b2._malloc(corners.length * Float32Array.BYTES_PER_ELEMENT);
  b2.HEAPF32.set(corners, at / Float32Array.BYTES_PER_ELEMENT);
  const shape = new b2.b2PolygonShape();
  shape.Set(b2.wrapPointer(at, b2.b2Vec2), corners.length / 2);
  const def = new b2.b2FixtureDef();
  def.set_shape(shape);
  def.set_density(density);
  // The road does not push and nothing else is there: touching it is told from the corners.
  def.set_isSensor(true);
  body.CreateFixture(def);
  b2.destroy(def);
  b2.destroy(shape);
  b2._free(at);
}

function addBody(b2: Box2D, world: World, parts: readonly Corners[], density: number): Body {
  const def = new b2.b2BodyDef();
  def.set_type(FREE);
  const body = world.CreateBody(def);
  for (const part of parts) addFixture(b2, body, part, density);
  b2.destroy(def);
  return body;
}

function addJoint(
  b2: Box2D,
  world: World,
  hull: Body,
  wheel: Body,
  [x, y]: readonly number[],
): RevoluteJoint {
  const def = new b2.b2RevoluteJointDef();
  const anchor = new b2.b2Vec2(x, y);
  const middle = new b2.b2Vec2(0, 0);
  def.set_bodyA(hull);
  def.set_bodyB(wheel);
  def.set_localAnchorA(anchor);
  def.set_localAnchorB(middle);
  def.set_enableMotor(true);
  def.set_enableLimit(true);
  def.set_maxMotorTorque(STEERING_TORQUE);
  def.set_lowerAngle(-STEERING_LIMIT);
  def.set_upperAngle(STEERING_LIMIT);
  const joint = b2.castObject(world.CreateJoint(def), b2.b2RevoluteJoint);
  for (const one of [def, anchor, middle]) b2.destroy(one);
  return joint;
}

/**
 * Hull and four wheels in a Box2D world of their own, made once for all episodes. Joints start every step from
 * nothing (no warm starting) and bodies never sleep, so that places and velocities are all there is to restore.
 */
export class CarBody {
  readonly #b2: Box2D;
  readonly #world: World;
  /** Hull, then the wheels. */
  readonly #bodies: readonly Body[];
  readonly #joints: readonly RevoluteJoint[];
  /** For handing over vectors. */
  readonly #vector: Vector;

  /** A car somewhere. */
  constructor(b2: Box2D) {
    this.#b2 = b2;
    this.#vector = new b2.b2Vec2(0, 0);
    this.#world = new b2.b2World(this.#vector);
    this.#world.SetWarmStarting(false);
    this.#world.SetAllowSleeping(false);
    this.#world.SetContinuousPhysics(false);
    const hull = addBody(b2, this.#world, hullParts, HULL_DENSITY);
    const bodies = [hull];
    this.#joints = axles.map((axle) => {
      const wheel = addBody(b2, this.#world, [wheelPart], WHEEL_DENSITY);
      bodies.push(wheel);
      return addJoint(b2, this.#world, hull, wheel, axle);
    });
    this.#bodies = bodies;
  }

  /** Puts the car somewhere at rest. The wheels stand as if it were not turned, from where their joints draw them. */
  place(x: number, y: number, angle: number): void {
    const numbers = new Float64Array(CAR_BODY_SIZE);
    numbers.set([x, y, angle]);
    axles.forEach(([right, up], i) => numbers.set([x + right, y + up, angle], BODY * (i + 1)));
    this.read(numbers);
  }

  /** Where a body is: 0 the hull, from 1 the wheels. */
  placement(body: number): Placement {
    const { p, q } = this.#bodies[body].GetTransform();
    return { x: p.x, y: p.y, sin: q.s, cos: q.c };
  }

  /** Angle of the hull, rad. */
  get angle(): number {
    return this.#bodies[0].GetAngle();
  }

  /** How fast the hull turns, rad/s. */
  get spin(): number {
    return this.#bodies[0].GetAngularVelocity();
  }

  /** Velocity of the hull's centre of gravity `[to the right, upwards]`, m/s. */
  get velocity(): readonly [number, number] {
    const { x, y } = this.#bodies[0].GetLinearVelocity();
    return [x, y];
  }

  /** Angle of a wheel from the hull, rad. */
  steering(wheel: number): number {
    return this.#bodies[wheel + 1].GetAngle() - this.#bodies[0].GetAngle();
  }

  /** How a wheel moves, written into `motion`. */
  observe(wheel: number, motion: WheelMotion): void {
    const body = this.#bodies[wheel + 1];
    const { q } = body.GetTransform();
    motion.sin = q.s;
    motion.cos = q.c;
    const velocity = body.GetLinearVelocity();
    motion.vx = velocity.x;
    motion.vy = velocity.y;
    motion.joint = this.steering(wheel);
  }

  /** Lets motor and ground act on a wheel during the next step. */
  drive(wheel: number, { motor, forceX, forceY }: Wheel): void {
    this.#joints[wheel].SetMotorSpeed(motor);
    this.#vector.Set(forceX, forceY);
    this.#bodies[wheel + 1].ApplyForceToCenter(this.#vector, true);
  }

  /** Advances by {@linkcode DT}. */
  step(): void {
    this.#world.Step(DT, VELOCITY_SWEEPS, PLACE_SWEEPS);
    // Box2D keeps the centre of gravity, and what it tells is the origin, rounded: from here on the origin counts.
    for (const body of this.#bodies) body.SetTransform(body.GetPosition(), body.GetAngle());
  }

  /** Writes everything that counts. */
  write(numbers: Float64Array): void {
    this.#bodies.forEach((body, i) => {
      const [p, v] = [body.GetPosition(), body.GetLinearVelocity()];
      numbers.set([p.x, p.y, body.GetAngle(), v.x, v.y, body.GetAngularVelocity()], BODY * i);
    });
  }

  /** Restores what was written. */
  read(numbers: Float64Array): void {
    const vector = this.#vector;
    this.#bodies.forEach((body, i) => {
      const [x, y, angle, vx, vy, spin] = numbers.subarray(BODY * i, BODY * (i + 1));
      vector.Set(x, y);
      body.SetTransform(vector, angle);
      vector.Set(vx, vy);
      body.SetLinearVelocity(vector);
      body.SetAngularVelocity(spin);
    });
  }

  /** Numbers of bodies and joints in Box2D. */
  get count(): number {
    return this.#world.GetBodyCount() + this.#world.GetJointCount();
  }

  /** Frees it. */
  destroy(): void {
    this.#b2.destroy(this.#world);
    this.#b2.destroy(this.#vector);
  }
}
