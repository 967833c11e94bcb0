import { component } from "../core/component.ts";
import { passThrough } from "../core/env/wrap.ts";
import { InputError } from "../core/errors.ts";
import { integer } from "../core/option.ts";
import type { Action, Component, Env, Observation, ObservationSpace, StepResult } from "../core/types.ts";

/** A moment that has passed: the world's state, and what was drawn of it. */
interface Past {
  readonly state: Float64Array;
  readonly seen: Map<string, Observation>;
}

/** Channels of one frame: the last number of its shape. */
function channelsOf({ shape }: ObservationSpace): number {
  return shape[shape.length - 1];
}

/** The streams with the channels of all frames side by side. */
function stackedSpaces(observations: Env["observations"], frames: number): Env["observations"] {
  return Object.fromEntries(
    Object.entries(observations).map(([stream, space]) => [
      stream,
      {
        ...space,
        shape: [...space.shape.slice(0, -1), frames * channelsOf(space)],
        frames: frames * (space.frames ?? 1),
      },
    ]),
  );
}

/** Frames of `channels` numbers a pixel, put side by side pixel by pixel. */
function interleave(frames: readonly Observation[], channels: number): Observation {
  const stacked = frames[0] instanceof Uint8Array
    ? new Uint8Array(frames.length * frames[0].length)
    : new Float32Array(frames.length * frames[0].length);
  const pixel = frames.length * channels;
  for (const [i, frame] of frames.entries()) {
    for (let c = 0; c < channels; c++) {
      for (let from = c, to = i * channels + c; from < frame.length; from += channels, to += pixel) {
        stacked[to] = frame[from];
      }
    }
  }
  return stacked;
}

/** The same list with its first entry repeated until there are `count`. */
function padded<T>(list: readonly T[], count: number): readonly T[] {
  return [...Array.from({ length: count - list.length }, () => list[0]), ...list];
}

/** State: those of the world at the last moments, the oldest first; before the start stands the start. */
class Stack {
  readonly #env: Env;
  readonly #frames: number;
  #past: readonly Past[] = [];
  #seen = new Map<string, Observation>();

  constructor(env: Env, frames: number) {
    this.#env = env;
    this.#frames = frames;
  }

  forget(): void {
    this.#past = [];
    this.#seen = new Map();
  }

  step(action: Action): StepResult {
    const now = { state: this.#env.getState(), seen: this.#seen };
    const result = this.#env.step(action);
    this.#past = [...this.#past, now].slice(1 - this.#frames);
    this.#seen = new Map();
    return result;
  }

  observe(stream: string): Observation {
    const now = this.#look(stream, this.#seen);
    const frames = [...this.#lookBack(stream), now];
    return interleave(padded(frames, this.#frames), channelsOf(this.#env.observations[stream]));
  }

  getState(): Float64Array {
    const states = [...this.#past.map(({ state }) => state), this.#env.getState()];
    return Float64Array.from(padded(states, this.#frames).flatMap((state) => [...state]));
  }

  setState(state: Float64Array): void {
    const size = state.length / this.#frames;
    if (!Number.isInteger(size)) {
      throw new InputError(
        `Cannot restore a state: it has ${state.length} numbers, expected a multiple of ${this.#frames}, one state a frame`,
      );
    }
    const states = Array.from({ length: this.#frames }, (_, i) => state.slice(i * size, (i + 1) * size));
    this.#env.setState(states[this.#frames - 1]);
    this.#past = states.slice(0, -1).map((moment) => ({ state: moment, seen: new Map() }));
    this.#seen = new Map();
  }

  #look(stream: string, seen: Map<string, Observation>): Observation {
    const found = seen.get(stream) ?? this.#env.observe(stream).slice(); // the world may draw into it again
    seen.set(stream, found);
    return found;
  }

  /** What was not drawn in its time is drawn now, by going back to it. */
  #lookBack(stream: string): readonly Observation[] {
    if (this.#past.every(({ seen }) => seen.has(stream))) {
      return this.#past.map(({ seen }) => this.#look(stream, seen));
    }
    const now = this.#env.getState();
    const frames = this.#past.map(({ state, seen }) => {
      if (!seen.has(stream)) this.#env.setState(state);
      return this.#look(stream, seen);
    });
    this.#env.setState(now);
    return frames;
  }
}

/**
 * Shows the last frames of every stream at once, their channels side by side, the oldest first; at the start the first
 * frame stands for those before it. So a model of single frames can see speeds. Frames are drawn when they are looked
 * at: the state holds the world's state at each of them.
 *
 * @example
 * ```ts
 * import { twoRoom } from "@orrery/orrery/envs";
 * import { frameStack } from "@orrery/orrery/wrappers";
 * import assert from "node:assert/strict";
 *
 * const env = frameStack.make({ frames: 4 }, { env: twoRoom.make({}, {}), label: "stack" });
 * assert.deepEqual(env.observations.pixels.shape, [64, 64, 12]);
 * ```
 */
export const frameStack: Component<"wrapper"> = component("wrapper", {
  description: "Shows the last frames at once, their channels side by side, the oldest first",
  options: {
    frames: integer({ default: 3, min: 2, max: 64, description: "frames, the present one among them" }),
  },
  make: ({ frames }, { env }) => {
    const stack = new Stack(env, frames);
    return {
      ...passThrough(env),
      observations: stackedSpaces(env.observations, frames),
      reset: (options) => {
        env.reset(options);
        stack.forget();
      },
      step: (action) => stack.step(action),
      observe: (stream) => stack.observe(stream),
      getState: () => stack.getState(),
      setState: (state) => stack.setState(state),
    };
  },
});
