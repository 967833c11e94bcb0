/**
 * A world in one file: a dot on a square. Change what moves, what is seen, and what reaching a goal means.
 *
 * @module
 */
import { checkAction, checkStream, component, factorValues, number, seededRng } from "@orrery/orrery/core";
import type { Component, Env, Plugin, ResetOptions, StepResult } from "@orrery/orrery/core";

const SIDE = 32;
const HALF = 2;

/** A dot that goes where it is sent. */
class World implements Env {
  /** Raise the version when the same actions stop having the same results. */
  readonly id = "my-env@1";
  readonly observations = { pixels: { shape: [SIDE, SIDE, 3], dtype: "uint8" } } as const;
  readonly actionSpace = { kind: "box", low: [-1, -1], high: [1, 1] } as const;
  readonly variables = [
    { name: "x", unit: "px", description: "centre of the dot, from the left" },
    { name: "y", unit: "px", description: "centre of the dot, from the top" },
  ];
  /** What may differ from episode to episode besides the start. */
  readonly factors = [
    { name: "brightness", low: 64, high: 255, default: 255, integer: true, description: "of the dot" },
  ];
  readonly goals = {
    criterion: "the dot is within 2 px of the goal",
    distance: ([x, y]: Float64Array, [goalX, goalY]: Float64Array): number =>
      Math.hypot(x - goalX, y - goalY),
    reached: ([x, y]: Float64Array, [goalX, goalY]: Float64Array): boolean =>
      Math.hypot(x - goalX, y - goalY) < 2,
  };
  #x = SIDE / 2;
  #y = SIDE / 2;
  #brightness = 255;

  constructor(readonly speed: number) {}

  /** Every random draw comes from the seed, so that the same seed gives the same episode. */
  reset({ seed, factors = {} }: ResetOptions): void {
    [this.#brightness] = factorValues(this.factors, factors);
    const rng = seededRng(seed);
    this.#x = rng.uniform(HALF, SIDE - HALF);
    this.#y = rng.uniform(HALF, SIDE - HALF);
  }

  step(action: Float32Array): StepResult {
    checkAction(this.actionSpace, action);
    const moved = (place: number, push: number): number =>
      Math.min(Math.max(place + this.speed * Math.min(Math.max(push, -1), 1), HALF), SIDE - HALF);
    this.#x = moved(this.#x, action[0]);
    this.#y = moved(this.#y, action[1]);
    return { reward: 0, terminated: false, truncated: false };
  }

  /** Draws on demand; a step never draws. */
  observe(stream: string): Uint8Array {
    checkStream(this.observations, stream);
    const pixels = new Uint8Array(SIDE * SIDE * 3);
    for (let row = Math.round(this.#y) - HALF; row < Math.round(this.#y) + HALF; row++) {
      const start = row * SIDE + Math.round(this.#x) - HALF;
      pixels.fill(this.#brightness, 3 * start, 3 * (start + 2 * HALF));
    }
    return pixels;
  }

  measure(): Float64Array {
    return Float64Array.of(this.#x, this.#y);
  }

  /** Everything that the future depends on. */
  getState(): Float64Array {
    return Float64Array.of(this.#x, this.#y, this.#brightness);
  }

  setState([x, y, brightness]: Float64Array): void {
    [this.#x, this.#y, this.#brightness] = [x, y, brightness];
  }
}

/** The world as a component, with its options. */
export const world: Component<"env"> = component("env", {
  description: "A dot on a square",
  options: { speed: number({ default: 1, min: 0.1, max: 8, description: "pixels a step" }) },
  make: ({ speed }) => new World(speed),
});

const plugin: Plugin = { name: "my-env", env: { "my-env": world } };
export default plugin;
