import { component } from "../../core/component.ts";
import { number } from "../../core/option.ts";
import type { Action, Component, Policy, Rng } from "../../core/types.ts";
import { distance, type DotScene, dotSceneReader, isRight, type Place, waypoint } from "./route.ts";
import { Slots } from "../slots.ts";
import { anyDirection, type Direction, turned, vonMises } from "../von_mises.ts";

/** A place is reached at this distance, px. */
const THERE = 3;
/** How far behind the wall the place lies that a crossing walk heads for, px. */
const [NEAREST, FARTHEST] = [6, 16];
/** It lies between these heights, px. */
const [TOP, BOTTOM] = [8, 56];

interface Walk {
  readonly rng: Rng;
  /** Where the walk goes by itself. */
  readonly drift: Direction;
  /** Whether it goes through the door first. */
  crosses: boolean;
  /** The place in the other room that it heads for, once it is drawn. */
  beyond: Place | undefined;
}

function drawBeyond(rng: Rng, scene: DotScene): Place {
  const side = isRight(scene.agent, scene) ? -1 : 1;
  return [scene.wall + side * (scene.wallHalf + rng.uniform(NEAREST, FARTHEST)), rng.uniform(TOP, BOTTOM)];
}

/** The way that a walk goes in general, before the noise of the step. */
function heading(walk: Walk, scene: DotScene): Direction {
  if (!walk.crosses) return walk.drift;
  walk.beyond ??= drawBeyond(walk.rng, scene);
  if (distance(scene.agent, walk.beyond) < THERE) {
    walk.crosses = false;
    return walk.drift;
  }
  const [x, y] = waypoint(scene, walk.beyond);
  const way = distance(scene.agent, [x, y]);
  return way > 0 ? [(x - scene.agent[0]) / way, (y - scene.agent[1]) / way] : walk.drift;
}

/** A length from the normal distribution, drawn again until it is in its range. */
function drawLength(rng: Rng, mean: number, std: number, shortest: number, longest: number): number {
  for (;;) {
    const length = mean + std * rng.normal();
    if (length >= shortest && length <= longest) return length;
  }
}

/**
 * Walks as in the data of PLDM and eb_jepa: each episode has a direction, each step a von Mises angle around it and a
 * length from a truncated normal. Some episodes cross the wall first: they head for a place in the other room by the
 * door, and go on in their direction from there. (There a crossing episode is drawn backwards and forwards from a point in
 * the door; here the world chooses the start.)
 *
 * @example
 * ```ts
 * import { seededRng } from "@orrery/orrery/core";
 * import { dotWall } from "@orrery/orrery/envs";
 * import { dotWallWalker } from "@orrery/orrery/policies";
 * import assert from "node:assert/strict";
 *
 * const env = dotWall.make({}, {});
 * env.reset({ seed: 1 });
 * const policy = dotWallWalker.make({ crossing: 0 }, { spec: env });
 * policy.begin(0, { rng: seededRng(1) });
 * const snapshot = { observations: {}, variables: env.measure(), state: env.getState() };
 * const [[dx, dy]] = await policy.act([{ slot: 0, step: 0, snapshot }]);
 * const length = Math.sqrt(dx * dx + dy * dy);
 * assert.ok(length > 0.19 && length < 1.81);
 * ```
 */
export const dotWallWalker: Component<"policy"> = component("policy", {
  description: "Walks of a dot in a direction of its own, some of them through the door",
  options: {
    crossing: number({ default: 0.35, min: 0, max: 1, description: "share of episodes that cross the wall" }),
    concentration: number({ default: 5, min: 0.01, description: "κ of the angles around the direction" }),
    mean: number({ default: 1, min: 0.2, max: 1.8, description: "mean length of a step, px" }),
    std: number({ default: 0.4, min: 0, max: 10, description: "standard deviation of the length, px" }),
    shortest: number({ default: 0.2, min: 0, max: 0.2, description: "shortest step, px" }),
    longest: number({ default: 1.8, min: 1.8, max: 2.45, description: "longest step, px" }),
  },
  make: ({ crossing, concentration, mean, std, shortest, longest }, { spec }): Policy => {
    const read = dotSceneReader(spec);
    const slots = new Slots<Walk>();
    const decide = (walk: Walk, variables: Float64Array): Action => {
      const way = turned(heading(walk, read(variables)), vonMises(concentration, walk.rng));
      const length = drawLength(walk.rng, mean, std, shortest, longest);
      return Float32Array.from(way, (part) => length * part);
    };
    return {
      streams: [],
      begin: (slot, { rng }) => {
        const drift = anyDirection(rng);
        slots.begin(slot, { rng, drift, crosses: rng.uniform() < crossing, beyond: undefined });
      },
      // deno-lint-ignore require-await
      act: async (turns) => turns.map(({ slot, snapshot }) => decide(slots.get(slot), snapshot.variables)),
    };
  },
});
