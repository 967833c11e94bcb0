import { component } from "../core/component.ts";
import { number } from "../core/option.ts";
import type { Action, ActionSpace, Component, Policy, Rng } from "../core/types.ts";
import { Slots } from "./slots.ts";

type Box = Extract<ActionSpace, { readonly kind: "box" }>;

/** Noise of one episode; the first call of `next` draws from the stationary distribution. */
interface Noise {
  next(): Action;
}

/** Middle of a range and the distance to its ends; 1 where an end is missing. */
function middle(low: number, high: number): { readonly centre: number; readonly half: number } {
  if (Number.isFinite(low) && Number.isFinite(high)) {
    return { centre: (low + high) / 2, half: (high - low) / 2 };
  }
  return { centre: Number.isFinite(low) ? low : Number.isFinite(high) ? high : 0, half: 1 };
}

function boxNoise({ low, high }: Box, correlation: number, spread: number, rng: Rng): Noise {
  const fresh = Math.sqrt(1 - correlation * correlation);
  let latent: Float64Array | undefined;
  return {
    next: () => {
      const draws = rng.normals(low.length);
      latent = latent ? latent.map((x, i) => correlation * x + fresh * draws[i]) : draws;
      return Float32Array.from(latent, (x, i) => {
        const { centre, half } = middle(low[i], high[i]);
        return Math.min(Math.max(centre + spread * half * x, low[i]), high[i]);
      });
    },
  };
}

function discreteNoise(n: number, correlation: number, rng: Rng): Noise {
  let last: number | undefined;
  return {
    next: () => {
      if (last === undefined || rng.uniform() >= correlation) last = rng.integer(n);
      return Float32Array.of(last);
    },
  };
}

/**
 * Acts at random with memory, so that an episode wanders instead of trembling: an Ornstein–Uhlenbeck process in
 * discrete time, x′ = ρ x + √(1 − ρ²) ε with ε ~ N(0, 1), scaled to the range and clipped to it. A discrete
 * action is repeated with probability ρ.
 */
export const correlated: Component<"policy"> = component("policy", {
  description: "Random actions that resemble the one before (first-order autoregressive noise)",
  options: {
    correlation: number({ default: 0.9, min: 0, max: 1, description: "ρ, likeness of neighbouring actions" }),
    spread: number({ default: 1, min: 0, description: "standard deviation before clipping, in half ranges" }),
  },
  make: ({ correlation, spread }, { spec: { actionSpace } }): Policy => {
    const slots = new Slots<Noise>();
    const noise = (rng: Rng): Noise =>
      actionSpace.kind === "box"
        ? boxNoise(actionSpace, correlation, spread, rng)
        : discreteNoise(actionSpace.n, correlation, rng);
    return {
      streams: [],
      begin: (slot, { rng }) => slots.begin(slot, noise(rng)),
      // deno-lint-ignore require-await
      act: async (turns) => turns.map(({ slot }) => slots.get(slot).next()),
    };
  },
});
