import assert from "node:assert/strict";
import { InputError } from "../core/errors.ts";
import type { Action, Observation, ResetOptions, StepResult } from "../core/types.ts";
import { pushT, reacher, twoRoom } from "../envs/mod.ts";
import { checkEnv } from "./env.ts";
import { LineWorld } from "./line_world.ts";

for (const size of [64, 96, 224]) {
  Deno.test(`two-room at ${size} px keeps every rule`, () => {
    checkEnv(() => twoRoom.make({ size, drawTarget: size === 96 }, {}), { steps: 30 });
  });
}

for (const [size, action, success] of [[64, "relative", "pose"], [96, "absolute", "coverage"]] as const) {
  Deno.test(`push-t at ${size} px with ${action} actions and success by ${success} keeps every rule`, () => {
    checkEnv(() => pushT.make({ size, action, success }, {}), { steps: 30 });
  });
}

for (const [size, success] of [[64, "qpos-match"], [96, "hard"], [224, "easy"]] as const) {
  Deno.test(`reacher at ${size} px with success by ${success} keeps every rule`, () => {
    checkEnv(() => reacher.make({ size, success, drawTarget: size > 64 }, {}), { steps: 30 });
  });
}

Deno.test("a world of one number keeps every rule", () => checkEnv(() => new LineWorld()));

const flat = { shape: [1], dtype: "float32" } as const;
const wind = { name: "wind", low: 0, high: 2, default: 1, description: "" };
let ambient = 0;
const near = { criterion: "near", distance: () => 0, reached: () => true };

/** A broken world for each rule, and the sentence that it must earn. */
const broken: readonly [string, () => LineWorld][] = [
  [
    "its id is not versioned, expected a name and a version, such as two-room@1",
    () =>
      new class extends LineWorld {
        override id = "line";
      }(),
  ],
  ["it has no observations, expected at least one stream", () =>
    new class extends LineWorld {
      override observations = {};
    }()],
  ['stream "proprio" has shape [1.5], expected whole numbers from 1', () =>
    new class extends LineWorld {
      override observations = { proprio: { ...flat, shape: [1.5] } };
    }()],
  ['stream "proprio" is uint8 of shape [1], expected [h, w, c]', () =>
    new class extends LineWorld {
      override observations = { proprio: { shape: [1], dtype: "uint8" as const } };
    }()],
  [
    'stream "proprio" has 2 frames side by side in shape [1], expected a divisor of its last number',
    () =>
      new class extends LineWorld {
        override observations = { proprio: { ...flat, frames: 2 } };
      }(),
  ],
  ["it has 0 choices, expected a whole number from 1", () =>
    new class extends LineWorld {
      override actionSpace = { kind: "discrete" as const, n: 0 };
    }()],
  [
    "the action has 1 lower and 2 upper bounds, expected as many of each, at least 1",
    () =>
      new class extends LineWorld {
        override actionSpace = { kind: "box" as const, low: [0], high: [1, 2] };
      }(),
  ],
  [
    "the action's dimension 0 goes from 1 to 1, expected the lower bound below the upper",
    () =>
      new class extends LineWorld {
        override actionSpace = { kind: "box" as const, low: [1], high: [1] };
      }(),
  ],
  ['variable "x" is there twice, expected unique names', () =>
    new class extends LineWorld {
      override variables = [..."xx"].map((name) => ({ name, unit: "m", description: "" }));
    }()],
  [
    'factor "windSpeed" is not in snake case, expected lower case words joined by underscores',
    () =>
      new class extends LineWorld {
        override factors = [{ ...wind, name: "windSpeed" }];
      }(),
  ],
  [
    'factor "wind" starts at 3 in 0 to 2, expected a default within the range',
    () =>
      new class extends LineWorld {
        override factors = [{ ...wind, default: 3 }];
      }(),
  ],
  [
    "the state after 0 steps differs, expected the same bytes from the same seed",
    () =>
      new class extends LineWorld {
        override reset(options: ResetOptions): void {
          super.reset({ ...options, seed: ambient++ });
        }
      }(),
  ],
  ['stream "proprio" gives Float32Array of 2, expected float32 of 1', () =>
    new class extends LineWorld {
      override observe(stream: string): Observation {
        return Float32Array.of(super.observe(stream)[0], 0);
      }
    }()],
  [
    'looking at "proprio" changes the state, expected observe to change nothing',
    () =>
      new class extends LineWorld {
        override observe(stream: string): Observation {
          const observation = super.observe(stream);
          this.rng.uniform();
          return observation;
        }
      }(),
  ],
  [
    'writing into an observation of "proprio" changes the next one, expected a fresh copy each time',
    () =>
      new class extends LineWorld {
        readonly #observation = new Float32Array(1);
        #at = NaN;
        override observe(stream: string): Observation {
          if (this.#at !== this.x) this.#observation.set(super.observe(stream));
          this.#at = this.x;
          return this.#observation;
        }
      }(),
  ],
  ['a stream "no-such-stream" can be observed, expected an error', () =>
    new class extends LineWorld {
      override observe(): Observation {
        return super.observe("proprio");
      }
    }()],
  ["it measures 2 variables after 0 steps, expected 1", () =>
    new class extends LineWorld {
      override measure(): Float64Array {
        return Float64Array.of(this.x, 0);
      }
    }()],
  ['variable "x" is NaN after 0 steps, expected a finite number', () =>
    new class extends LineWorld {
      override measure(): Float64Array {
        return Float64Array.of(NaN);
      }
    }()],
  [
    'stream "proprio" is not finite after 0 steps, expected finite numbers',
    () =>
      new class extends LineWorld {
        override observe(stream: string): Observation {
          return super.observe(stream).fill(Infinity);
        }
      }(),
  ],
  ["the reward is NaN after 1 steps, expected a finite number", () =>
    new class extends LineWorld {
      override step(action: Action): StepResult {
        return { ...super.step(action), reward: NaN };
      }
    }()],
  ["the state has 9 numbers after 1 steps, expected 8 as at the start", () =>
    new class extends LineWorld {
      #length = 8;
      override reset(options: ResetOptions): void {
        super.reset(options);
        this.#length = 8;
      }
      override step(action: Action): StepResult {
        this.#length++;
        return super.step(action);
      }
      override getState(): Float64Array {
        const state = new Float64Array(this.#length);
        state.set(super.getState());
        return state;
      }
    }()],
  ["a step writes into a state that was given out, expected a copy", () =>
    new class extends LineWorld {
      readonly #state = new Float64Array(8);
      override getState(): Float64Array {
        this.#state.set(super.getState());
        return this.#state;
      }
      override step(action: Action): StepResult {
        const result = super.step(action);
        this.getState();
        return result;
      }
    }()],
  [
    "the state after 1 steps differs, expected bit-identical futures after setState",
    () =>
      new class extends LineWorld {
        override setState(state: Float64Array): void {
          const generator = this.rng.getState();
          super.setState(state);
          this.rng.setState(generator);
        }
        override getState(): Float64Array {
          return super.getState().slice(0, 2);
        }
      }(),
  ],
  [
    "the state after 1 steps differs, expected bit-identical futures in an env that was never reset",
    () =>
      new class extends LineWorld {
        #push = 0; // made by reset and no part of the state
        override reset(options: ResetOptions): void {
          super.reset(options);
          this.#push = 1e-9;
        }
        override step(action: Action): StepResult {
          const result = super.step(action);
          this.x += this.#push;
          return result;
        }
      }(),
  ],
  ["the distance of a state to itself is 1, expected 0", () =>
    new class extends LineWorld {
      override goals = { criterion: "near", distance: () => 1, reached: () => true };
    }()],
  ["a state does not reach itself, expected reached to hold", () =>
    new class extends LineWorld {
      override goals = { criterion: "near", distance: () => 0, reached: () => false };
    }()],
  ["its goals have no criterion, expected a few words", () =>
    new class extends LineWorld {
      override goals = { ...near, criterion: "" };
    }()],
  ["its first criterion has no name, expected it among all", () =>
    new class extends LineWorld {
      override goals = { ...near, criteria: { far: { ...near, criterion: "far" } } };
    }()],
  ["a state does not reach itself, expected reached to hold", () =>
    new class extends LineWorld {
      override goals = { ...near, criteria: { near, never: { ...near, reached: () => false } } };
    }()],
  [
    'criterion or stratum "too hard" is not in kebab case, expected lower case words joined by hyphens',
    () =>
      new class extends LineWorld {
        override goals = { ...near, strata: { "too hard": { description: "far", holds: () => true } } };
      }(),
  ],
  ['stratum "hard" has no description, expected a few words', () =>
    new class extends LineWorld {
      override goals = { ...near, strata: { hard: { description: "", holds: () => true } } };
    }()],
  ['a factor "no_such_factor" can be set, expected an error', () =>
    new class extends LineWorld {
      override reset({ seed }: ResetOptions): void {
        super.reset({ seed });
      }
    }()],
  ['factor "wind" can be -1, expected an error outside 0 to 2', () =>
    new class extends LineWorld {
      override reset({ seed, factors = {} }: ResetOptions): void {
        if (Object.keys(factors).some((name) => name !== "wind")) throw new InputError("Cannot reset");
        super.reset({ seed });
      }
    }()],
  ['factor "wind" cannot be 2, expected anything from 0 to 2', () =>
    new class extends LineWorld {
      override reset(options: ResetOptions): void {
        if (options.factors?.wind === 2) throw new InputError("Cannot reset");
        super.reset(options);
      }
    }()],
  ["it takes the action [], expected an error", () =>
    new class extends LineWorld {
      override step(action: Action): StepResult {
        return super.step(Float32Array.of(Number.isFinite(action[0]) ? action[0] : 0));
      }
    }()],
  ["the refused action [] changes the state, expected no change", () =>
    new class extends LineWorld {
      override step(action: Action): StepResult {
        this.rng.uniform();
        return super.step(action);
      }
    }()],
];

for (const [sentence, make] of broken) {
  Deno.test(`found out: ${sentence}`, () => {
    assert.throws(() => checkEnv(make), (error: Error) => {
      assert.ok(error instanceof InputError, `${error}`);
      assert.equal(error.message.replace(/^Cannot accept env "[^"]*": /, ""), sentence);
      return true;
    });
  });
}
