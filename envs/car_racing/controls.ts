import type { ActionSpace } from "../../core/types.ts";
import { giveGas, type Wheel } from "./tyre.ts";

/** What the driver asks of the car. */
interface Controls {
  /** To the left positive, rad. */
  readonly steer: number;
  /** 0…1. */
  readonly gas: number;
  /** 0…1. */
  readonly brake: number;
}

/** The five choices: nothing, right, left, gas, brake. */
const CHOICES: readonly Controls[] = [
  { steer: 0, gas: 0, brake: 0 },
  { steer: -0.6, gas: 0, brake: 0 },
  { steer: 0.6, gas: 0, brake: 0 },
  { steer: 0, gas: 0.2, brake: 0 },
  { steer: 0, gas: 0, brake: 0.8 },
];

/** The spaces of actions, by what they are. */
export const carActions: { readonly [kind in "continuous" | "discrete"]: ActionSpace } = {
  continuous: { kind: "box", low: [-1, 0, 0], high: [1, 1, 1] },
  discrete: { kind: "discrete", n: CHOICES.length },
};

const clamped = (value: number, low: number, high: number): number => Math.min(Math.max(value, low), high);

function controlsOf({ kind }: ActionSpace, action: ArrayLike<number>): Controls {
  if (kind === "discrete") return CHOICES[action[0]];
  return {
    steer: -clamped(action[0], -1, 1),
    gas: clamped(action[1], 0, 1),
    brake: clamped(action[2], 0, 1),
  };
}

/**
 * Hands an action over to the wheels: the front ones steer, the rear ones drive, all brake. What is beyond its range
 * is clipped, which changes nothing: the motor turns no faster, and the brake locks before.
 */
export function handOver(space: ActionSpace, action: ArrayLike<number>, wheels: readonly Wheel[]): void {
  const { steer, gas, brake } = controlsOf(space, action);
  wheels.forEach((wheel, i) => {
    if (i < 2) wheel.steer = steer;
    else giveGas(wheel, gas);
    wheel.brake = brake;
  });
}
