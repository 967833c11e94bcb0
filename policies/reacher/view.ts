import { InputError } from "../../core/errors.ts";
import type { EnvSpec } from "../../core/types.ts";

/** Angles of the joints, rad. */
export interface Pose {
  /** Shoulder, from x towards y. */
  readonly shoulder: number;
  /** Wrist, the hand's angle against the arm. */
  readonly wrist: number;
}

/** What a scripted policy sees of the reacher. */
export interface View {
  /** Where the joints are. */
  readonly pose: Pose;
  /** How fast they turn, rad/s. */
  readonly velocity: Pose;
  /** The target `[x, y]`, m. */
  readonly target: readonly [x: number, y: number];
  /** Whether the wrist is held where it is. */
  readonly locked: boolean;
}

/** Reads the variables of a world. Throws {@linkcode InputError} for a world that is no reacher. */
export function reacherViewer({ id, variables, actionSpace }: EnvSpec): (values: Float64Array) => View {
  const index = (name: string): number => {
    const found = variables.findIndex((variable) => variable.name === name);
    if (found >= 0) return found;
    throw new InputError(`Cannot act in "${id}": it has no variable "${name}", expected a reacher`);
  };
  if (actionSpace.kind !== "box" || actionSpace.low.length !== 2) {
    throw new InputError(`Cannot act in "${id}": its action is not two numbers, expected a reacher`);
  }
  const [shoulder, wrist] = [index("shoulder"), index("wrist")];
  const [shoulderVelocity, wristVelocity] = [index("shoulder_velocity"), index("wrist_velocity")];
  const [targetX, targetY, locked] = [index("target_x"), index("target_y"), index("wrist_locked")];
  return (values) => ({
    pose: { shoulder: values[shoulder], wrist: values[wrist] },
    velocity: { shoulder: values[shoulderVelocity], wrist: values[wristVelocity] },
    target: [values[targetX], values[targetY]],
    locked: values[locked] === 1,
  });
}
