/**
 * The part of Box2D 2.4 that worlds here use, under its own names. Whatever `new` makes lives in WebAssembly's
 * memory until `destroy`; bodies and joints belong to their world. What a body's getters return changes with it.
 *
 * @module
 */

/** A vector. */
export interface Vector {
  /** To the right. */
  x: number;
  /** Upwards. */
  y: number;
  /** Sets both. */
  Set(x: number, y: number): void;
}

/** Where a body is and how it is turned. */
export interface Transform {
  /** Its origin. */
  readonly p: Vector;
  /** Sine and cosine of its angle. */
  readonly q: { readonly s: number; readonly c: number };
}

/** What a polygon is made of. */
export interface PolygonShape {
  /** Takes over so many corners from memory. */
  Set(corners: Vector, count: number): void;
}

/** How a fixture is made. */
export interface FixtureDef {
  /** Sets the shape. */
  set_shape(shape: PolygonShape): void;
  /** Sets the density, kg/m². */
  set_density(density: number): void;
  /** Makes it touch without a push. */
  set_isSensor(sensor: boolean): void;
}

/** A rigid body. */
export interface Body {
  /** Adds a fixture. */
  CreateFixture(def: FixtureDef): void;
  /** Puts it somewhere. */
  SetTransform(position: Vector, angle: number): void;
  /** Where it is. */
  GetTransform(): Transform;
  /** Its origin. */
  GetPosition(): Vector;
  /** Its angle, rad. */
  GetAngle(): number;
  /** Velocity of its centre of gravity. */
  GetLinearVelocity(): Vector;
  /** Sets that velocity. */
  SetLinearVelocity(velocity: Vector): void;
  /** How fast it turns, rad/s. */
  GetAngularVelocity(): number;
  /** Sets how fast it turns. */
  SetAngularVelocity(velocity: number): void;
  /** Pushes it at its centre of gravity during the next step, N. */
  ApplyForceToCenter(force: Vector, wake: boolean): void;
  /** Mass, kg. */
  GetMass(): number;
}

/** How a body is made. */
export interface BodyDef {
  /** 2 is one that moves freely. */
  set_type(type: number): void;
}

/** How a joint with a motor is made. */
export interface RevoluteJointDef {
  /** Sets the first body. */
  set_bodyA(body: Body): void;
  /** Sets the second body. */
  set_bodyB(body: Body): void;
  /** Sets where it is on the first body. */
  set_localAnchorA(anchor: Vector): void;
  /** Sets where it is on the second body. */
  set_localAnchorB(anchor: Vector): void;
  /** Switches the motor. */
  set_enableMotor(on: boolean): void;
  /** Switches the limits. */
  set_enableLimit(on: boolean): void;
  /** Sets the motor's strength, N m. */
  set_maxMotorTorque(torque: number): void;
  /** Sets the smallest angle, rad. */
  set_lowerAngle(angle: number): void;
  /** Sets the largest angle, rad. */
  set_upperAngle(angle: number): void;
}

/** A joint about which two bodies turn. */
export interface RevoluteJoint {
  /** Sets the motor's speed, rad/s. */
  SetMotorSpeed(speed: number): void;
}

/** A world of bodies. */
export interface World {
  /** Whether impulses of the step before are a step's first guess. */
  SetWarmStarting(on: boolean): void;
  /** Whether bodies at rest are left out. */
  SetAllowSleeping(on: boolean): void;
  /** Whether fast bodies are kept from passing through others. */
  SetContinuousPhysics(on: boolean): void;
  /** Makes a body. */
  CreateBody(def: BodyDef): Body;
  /** Makes a joint. */
  CreateJoint(def: RevoluteJointDef): object;
  /** Bodies that there are. */
  GetBodyCount(): number;
  /** Joints that there are. */
  GetJointCount(): number;
  /** Advances by so many seconds. */
  Step(dt: number, velocityIterations: number, positionIterations: number): void;
}

/** Box2D: its classes and its memory. */
export interface Box2D {
  /** Makes a vector. */
  readonly b2Vec2: new (x: number, y: number) => Vector;
  /** Makes a world with that gravity. */
  readonly b2World: new (gravity: Vector) => World;
  /** Makes a description of a body. */
  readonly b2BodyDef: new () => BodyDef;
  /** Makes a description of a fixture. */
  readonly b2FixtureDef: new () => FixtureDef;
  /** Makes a polygon. */
  readonly b2PolygonShape: new () => PolygonShape;
  /** Makes a description of a joint. */
  readonly b2RevoluteJointDef: new () => RevoluteJointDef;
  /** What a joint is seen as. */
  readonly b2RevoluteJoint: new () => RevoluteJoint;
  /** All memory as numbers. */
  readonly HEAPF32: Float32Array;
  /** Takes so many bytes of memory. */
  _malloc(bytes: number): number;
  /** Gives them back. */
  _free(at: number): void;
  /** Something in memory as what it is. */
  wrapPointer<T>(at: number, type: new (x: number, y: number) => T): T;
  /** Something seen as a kind of it. */
  castObject<T>(one: object, type: new () => T): T;
  /** Frees what `new` made. */
  destroy(one: object): void;
}
