import { HAND, LINK, RADIUS } from "./geometry.ts";

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
