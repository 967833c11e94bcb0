import assert from "node:assert/strict";
import { LineWorld } from "../../testing/line_world.ts";
import { checkRestoring } from "./check_restoring.ts";

const SIZE = { points: 10, steps: 20 };

Deno.test("a world whose state is complete is restored everywhere", () =>
  checkRestoring(() => new LineWorld(), SIZE));

Deno.test("a world that forgets its generator or its factor is found out", () => {
  class Forgetful extends LineWorld {
    override setState(state: Float64Array): void {
      const generator = this.rng.getState();
      super.setState(state);
      this.rng.setState(generator);
    }
  }
  class Becalmed extends LineWorld {
    override setState(state: Float64Array): void {
      const { wind } = this;
      super.setState(state);
      this.wind = wind;
    }
  }
  assert.throws(() => checkRestoring(() => new Forgetful(), SIZE), assert.AssertionError);
  assert.throws(() => checkRestoring(() => new Becalmed(), SIZE), assert.AssertionError);
});
