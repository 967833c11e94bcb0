import { DT, WRIST_RANGE } from "./geometry.ts";

/** MuJoCo's defaults for a limit: how fast it answers, s, and by how much it gives way, least and most. */
const TIME = Math.max(0.02, 2 * DT);
const [SOFT, STIFF] = [0.9, 0.95];
/** Beyond the limit by so much it is as stiff as it gets, rad. */
const WIDTH = 0.001;
const DAMPING = 2 / (STIFF * TIME);
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
  const wanted = -DAMPING * inward * velocity + STIFFNESS * held * depth;
  const slack = (1 - held) / held * weight;
  return inward * Math.max(0, (wanted - inward * free) / (yields + slack));
}
