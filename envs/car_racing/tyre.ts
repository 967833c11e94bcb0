/** Radius of a wheel, m. */
export const WHEEL_RADIUS = 0.54;
/** Half the width of a wheel, m. */
export const WHEEL_HALF_WIDTH = 0.28;
/** Power of the engine at full gas, W a wheel. */
const POWER = 40_000;
/** Moment of inertia of a wheel's spin, kg m². */
const INERTIA = 1.6;
/** Spin that is added where power becomes a torque, so that standing wheels start, rad/s. */
const STANDSTILL = 5;
/** Grip on the road, N. */
const GRIP = 400;
/** Share of the grip that grass has. */
const GRASS = 0.6;
/** Force for a difference of speed between tyre and ground, N s/m. */
const STIFFNESS = 82;
/** From here on the brake locks the wheel. */
const LOCKED = 0.9;
/** Spin that a full brake takes in a step, rad/s. */
const BRAKING = 15;
/** Speed of the steering for each radian that is missing, and the most of it, rad/s. */
const [STEERING, FASTEST] = [50, 3];
/** The most that gas rises in a step. */
const GAS_RISE = 0.1;

/** One wheel: what the driver asks of it, how it spins, and what comes of it. */
export interface Wheel {
  /** Angle that it is steered to, rad. */
  steer: number;
  /** 0…1. */
  gas: number;
  /** 0…1. */
  brake: number;
  /** Spin, rad/s. */
  omega: number;
  /** Angle of the spin, rad. */
  phase: number;
  /** Whether it touches the road. */
  onRoad: boolean;
  /** Speed of the steering motor, rad/s. */
  motor: number;
  /** Force of the ground, to the right, N. */
  forceX: number;
  /** Force of the ground, upwards, N. */
  forceY: number;
  /** Energy of the engine in the last step, J. */
  spent: number;
}

/** How a wheel moves over the ground. */
export interface WheelMotion {
  /** Cosine of its angle. */
  cos: number;
  /** Sine of its angle. */
  sin: number;
  /** Velocity to the right, m/s. */
  vx: number;
  /** Velocity upwards, m/s. */
  vy: number;
  /** Angle from the hull, rad. */
  joint: number;
}

/** A wheel at rest on grass. */
export function restingWheel(): Wheel {
  return {
    steer: 0,
    gas: 0,
    brake: 0,
    omega: 0,
    phase: 0,
    onRoad: false,
    motor: 0,
    forceX: 0,
    forceY: 0,
    spent: 0,
  };
}

/** Gives gas to a wheel: it rises slowly and falls at once. */
export function giveGas(wheel: Wheel, gas: number): void {
  wheel.gas += Math.min(Math.min(Math.max(gas, 0), 1) - wheel.gas, GAS_RISE);
}

function brake(wheel: Wheel): void {
  if (wheel.brake >= LOCKED) wheel.omega = 0;
  else if (wheel.brake > 0) {
    wheel.omega -= Math.sign(wheel.omega) * Math.min(BRAKING * wheel.brake, Math.abs(wheel.omega));
  }
}

/**
 * One step of a wheel, as Gymnasium's CarRacing computes it: engine and brake change the spin, the tyre pushes
 * along and across by how fast it slips, up to the grip, and the push along slows the spin.
 *
 * @param dt Length of the step, s.
 */
export function turnWheel(wheel: Wheel, { cos, sin, vx, vy, joint }: WheelMotion, dt: number): void {
  const missing = wheel.steer - joint;
  wheel.motor = Math.sign(missing) * Math.min(STEERING * Math.abs(missing), FASTEST);
  wheel.spent = dt * POWER * wheel.gas;
  wheel.omega += wheel.spent / INERTIA / (Math.abs(wheel.omega) + STANDSTILL);
  brake(wheel);
  wheel.phase += wheel.omega * dt;
  const forward = cos * vy - sin * vx;
  const aside = cos * vx + sin * vy;
  let along = (wheel.omega * WHEEL_RADIUS - forward) * STIFFNESS;
  let across = -aside * STIFFNESS;
  const force = Math.sqrt(along * along + across * across);
  const grip = wheel.onRoad ? GRIP : GRASS * GRIP;
  if (force > grip) {
    along *= grip / force;
    across *= grip / force;
  }
  wheel.omega -= dt * along * WHEEL_RADIUS / INERTIA;
  wheel.forceX = across * cos - along * sin;
  wheel.forceY = across * sin + along * cos;
}
