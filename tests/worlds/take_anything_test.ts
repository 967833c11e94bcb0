import assert from "node:assert/strict";
import { InputError } from "../../core/errors.ts";
import type { Action, StepResult } from "../../core/types.ts";
import { LineWorld } from "../../testing/line_world.ts";
import { takeAnything } from "./take_anything.ts";

const SILENT: StepResult = { reward: 0, terminated: false, truncated: false };

Deno.test("a world that checks its actions takes the good ones and refuses the others", () => {
  const { taken, refused } = takeAnything(new LineWorld(), 500, 1);
  assert.equal(taken + refused, 500);
  assert.ok(taken > 200 && refused > 200);
});

const broken: readonly [what: string, step: (action: Action) => StepResult, sentence: RegExp][] = [
  ["takes anything", () => SILENT, /the world took /],
  ["throws what is no sentence", () => {
    throw new TypeError("x is not a number");
  }, /TypeError: x is not a number/],
  ["refuses all without a word on what was expected", () => {
    throw new InputError("Cannot step");
  }, /Cannot step/],
];

for (const [what, step, sentence] of broken) {
  Deno.test(`a world that ${what} is found out`, () => {
    const world = Object.assign(new LineWorld(), { step });
    assert.throws(() => takeAnything(world, 100, 1), sentence);
  });
}

Deno.test("a world that changes before it refuses is found out", () => {
  const world = new class extends LineWorld {
    override step(action: Action): StepResult {
      this.rng.uniform();
      return super.step(action);
    }
  }();
  assert.throws(() => takeAnything(world, 100, 1), /a refused action changed the state/);
});
