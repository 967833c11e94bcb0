import { InputError } from "../../core/errors.ts";
import type { EnvSpec } from "../../core/types.ts";

/** What a driver sees. */
export interface View {
  /** Velocity along the car, m/s. */
  readonly speed: number;
  /** How fast the car turns, to the left positive, rad/s. */
  readonly spin: number;
  /** Points of the road's middle ahead, nearest first: to the right of the car and in front of it, m. */
  readonly road: readonly (readonly [right: number, forward: number])[];
}

/** Reads views from the variables of a world. Throws {@linkcode InputError} for a world that has no road. */
export function viewReader({ id, variables, actionSpace }: EnvSpec): (values: Float64Array) => View {
  const names = variables.map(({ name }) => name);
  const index = (name: string): number => {
    const found = names.indexOf(name);
    if (found >= 0) return found;
    throw new InputError(`Cannot drive in "${id}": it has no variable "${name}", expected a road`);
  };
  if (actionSpace.kind !== "box" || actionSpace.low.length !== 3) {
    throw new InputError(
      `Cannot drive in "${id}": its actions are choices, expected steering, gas and brake; set action to "continuous"`,
    );
  }
  const [speed, spin] = [index("speed_forward"), index("car_spin")];
  const road = names.filter((name) => /^ahead_\d+_right$/.test(name)).map((name) =>
    [index(name), index(name.replace("right", "forward"))] as const
  );
  return (values) => ({
    speed: values[speed],
    spin: values[spin],
    road: road.map(([right, forward]) => [values[right], values[forward]]),
  });
}
