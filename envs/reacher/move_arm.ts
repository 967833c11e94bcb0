import { cosine, sine } from "../../core/env/trigonometry.ts";
import type { ArmModel } from "./arm_model.ts";
import { DAMPING, DT } from "./geometry.ts";
import { wristLimit } from "./wrist_limit.ts";

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
