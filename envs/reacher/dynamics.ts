import { cosine, sine } from "../../core/env/trigonometry.ts";

/** Length of a physics step, s. */
export const DT = 0.02;
/** Friction of both joints, N·m·s/rad. */
export const DAMPING = 0.01;
/** Torque of a full action, N·m. */
export const TORQUE = 0.05;
/** From the shoulder to the wrist and from the wrist to the finger, m. */
export const LINK = 0.12;
/** Length of the hand's capsule between the middles of its ends, m. */
export const HAND = 0.1;
/** Radius of arm, hand and finger, m. */
export const RADIUS = 0.01;
/** The wrist turns so far either way before its limit pushes back, rad. */
export const WRIST_RANGE = 160 * Math.PI / 180;
/** Half the side of the arena, m. */
export const ARENA = 0.3;
/** Radius of the shoulder's axle, m. */
export const AXLE = 0.011;

/** What moving the arm needs to know of its masses. */
export interface ArmModel {
  /** Part of the mass matrix: M₁₁ = a + 2b cos q₂, kg·m². */
  readonly a: number;
  /** Part of the mass matrix: M₁₂ = d + b cos q₂, kg·m². */
  readonly b: number;
  /** Part of the mass matrix: M₂₂ = d, kg·m². */
  readonly d: number;
  /** How easily the wrist gives way when the arm is straight, (M⁻¹)₂₂ at q₂ = 0, 1/(kg·m²). */
  readonly wristWeight: number;
  /** Whether the wrist is held where it is. */
  readonly locked: boolean;
}

/** Densities of the parts, kg/m³. */
export interface Densities {
  /** Arm. */
  readonly arm: number;
  /** Hand. */
  readonly hand: number;
  /** Finger. */
  readonly finger: number;
}

/** Mass of a body and its moment of inertia about its middle, kg and kg·m². */
interface Body {
  readonly mass: number;
  readonly inertia: number;
}

const BALL = 4 / 3 * Math.PI * RADIUS ** 3;

function sphere(density: number): Body {
  const mass = density * BALL;
  return { mass, inertia: 0.4 * mass * RADIUS ** 2 };
}

/** A cylinder with half a sphere at each end, about an axis across it. */
function capsule(length: number, density: number): Body {
  const tube = density * Math.PI * RADIUS ** 2 * length;
  const ends = density * BALL;
  const ofTube = tube * (RADIUS ** 2 / 4 + length ** 2 / 12);
  const ofEnds = ends * (0.4 * RADIUS ** 2 + length ** 2 / 4 + 3 / 8 * length * RADIUS);
  return { mass: tube + ends, inertia: ofTube + ofEnds };
}

/** The arm of dm_control's reacher; at densities of 1000 kg/m³ the one that MuJoCo makes of it. */
export function armModel(densities: Densities, locked: boolean): ArmModel {
  const arm = capsule(LINK, densities.arm);
  const hand = capsule(HAND, densities.hand);
  const finger = sphere(densities.finger);
  const moment = hand.mass * HAND / 2 + finger.mass * LINK;
  const d = hand.inertia + hand.mass * (HAND / 2) ** 2 + finger.inertia + finger.mass * LINK ** 2;
  const b = LINK * moment;
  const a = arm.inertia + arm.mass * (LINK / 2) ** 2 + (hand.mass + finger.mass) * LINK ** 2 + d;
  const straight = a + 2 * b;
  return { a, b, d, wristWeight: straight / (straight * d - (d + b) ** 2), locked };
}

/** One physics step of a wrist that is held: the arm turns as one piece. */
function moveLocked(joints: Float64Array, shoulder: number, inertia: number): number {
  joints[2] += DT * (shoulder - DAMPING * joints[2]) / (inertia + DT * DAMPING);
  joints[3] = 0;
  joints[0] += DT * joints[2];
  return 0;
}

/**
 * One physics step of 0.02 s, in place: MuJoCo's Euler integrator, implicit in the friction of the joints,
 * v ← v + h (M + h D)⁻¹ (τ − D v − c + limit), q ← q + h v, in closed form for two links.
 *
 * @param joints `[shoulder, wrist, shoulder velocity, wrist velocity]`, rad and rad/s.
 * @param shoulder Torque on the shoulder, N·m.
 * @param wrist Torque on the wrist, N·m.
 * @returns Torque of the wrist's limit during the step, N·m.
 */
export function moveArm(joints: Float64Array, shoulder: number, wrist: number, model: ArmModel): number {
  const [, angle, v1, v2] = joints;
  const { a, b, d, wristWeight, locked } = model;
  const m11 = a + 2 * b * cosine(angle);
  if (locked) return moveLocked(joints, shoulder, m11);
  const m12 = d + b * cosine(angle);
  const turning = b * sine(angle);
  const f1 = shoulder - DAMPING * v1 + turning * (2 * v1 * v2 + v2 * v2);
  const free = wrist - DAMPING * v2 - turning * v1 * v1;
  const plain = m11 * d - m12 * m12;
  const limit = wristLimit({
    angle,
    velocity: v2,
    free: (m11 * free - m12 * f1) / plain,
    yields: m11 / plain,
    weight: wristWeight,
  });
  const f2 = free + limit;
  const [i11, i22] = [m11 + DT * DAMPING, d + DT * DAMPING];
  const scale = DT / (i11 * i22 - m12 * m12);
  joints[2] = v1 + scale * (i22 * f1 - m12 * f2);
  joints[3] = v2 + scale * (i11 * f2 - m12 * f1);
  joints[0] += DT * joints[2];
  joints[1] = angle + DT * joints[3];
  return limit;
}

/** MuJoCo's defaults for a limit: how fast it answers, s, and by how much it gives way, least and most. */
const TIME = Math.max(0.02, 2 * DT);
const [SOFT, STIFF] = [0.9, 0.95];
/** Beyond the limit by so much it is as stiff as it gets, rad. */
const WIDTH = 0.001;
const LIMIT_DAMPING = 2 / (STIFF * TIME);
const STIFFNESS = 1 / (STIFF * TIME) ** 2;

/** How much of the force holds at a depth, from `SOFT` to `STIFF` along two parabolas. */
function impedance(depth: number): number {
  const x = Math.min(depth / WIDTH, 1);
  const share = x <= 0.5 ? 2 * x * x : 1 - 2 * (1 - x) * (1 - x);
  return SOFT + share * (STIFF - SOFT);
}

/** The wrist at one moment. */
export interface Wrist {
  /** Angle, rad. */
  readonly angle: number;
  /** Velocity, rad/s. */
  readonly velocity: number;
  /** Acceleration without the limit, rad/s². */
  readonly free: number;
  /** Acceleration for each N·m, (M⁻¹)₂₂. */
  readonly yields: number;
  /** The same with a straight arm: what the limit's softness is measured by. */
  readonly weight: number;
}

/**
 * Torque of the soft limit on the wrist, N·m; 0 within its range. MuJoCo's constraint for one joint: a reference
 * acceleration like that of a damped spring, met as far as the impedance asks, pushing back only (MuJoCo
 * documentation, "Computation", solver parameters). So the wrist may overshoot by a quarter of a rad.
 */
export function wristLimit({ angle, velocity, free, yields, weight }: Wrist): number {
  const depth = Math.abs(angle) - WRIST_RANGE;
  if (depth <= 0) return 0;
  const inward = angle > 0 ? -1 : 1;
  const held = impedance(depth);
  const wanted = -LIMIT_DAMPING * inward * velocity + STIFFNESS * held * depth;
  const slack = (1 - held) / held * weight;
  return inward * Math.max(0, (wanted - inward * free) / (yields + slack));
}
