import { InputError } from "../errors.ts";
import type { Action, ActionSpace, Policy, Rng } from "../types.ts";

function drawNumber(rng: Rng, low: number, high: number): number {
  if (Number.isFinite(low) && Number.isFinite(high)) return rng.uniform(low, high);
  if (Number.isFinite(low)) return low + Math.abs(rng.normal());
  if (Number.isFinite(high)) return high - Math.abs(rng.normal());
  return rng.normal();
}

function draw(space: ActionSpace, rng: Rng): Action {
  if (space.kind === "discrete") return Float32Array.of(rng.integer(space.n));
  return Float32Array.from(space.low, (low, i) => drawNumber(rng, low, space.high[i]));
}

/**
 * The floor under every success rate: actions uniform within their bounds, or among the choices; standard normal
 * where there is no bound.
 */
export function randomPolicy(space: ActionSpace): Policy {
  const streams = new Map<number, Rng>();
  return {
    streams: [],
    begin: (slot, { rng }) => void streams.set(slot, rng),
    act: (turns) =>
      Promise.try(() =>
        turns.map(({ slot }) => {
          const rng = streams.get(slot);
          if (!rng) {
            throw new InputError(`Cannot act in slot ${slot}: no episode has begun there, expected one`);
          }
          return draw(space, rng);
        })
      ),
  };
}
