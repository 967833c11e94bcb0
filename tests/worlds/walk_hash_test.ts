import assert from "node:assert/strict";
import type { Action, StepResult } from "../../core/types.ts";
import { LineWorld } from "../../testing/line_world.ts";
import { walkHash } from "./walk_hash.ts";

const SIZE = { seeds: 3, steps: 20 };

/** A line whose last bit moves in one step of sixty. */
class Nudged extends LineWorld {
  #steps = 0;
  override step(action: Action): StepResult {
    const result = super.step(action);
    if (++this.#steps === 47) this.x += 2 ** -52 * this.x;
    return result;
  }
}

Deno.test("a hash is the same for the same world, and another for one bit, one seed or one step", () => {
  const hash = walkHash(() => new LineWorld(), SIZE);
  assert.match(hash, /^[0-9a-f]{64}$/);
  assert.equal(walkHash(() => new LineWorld(), SIZE), hash);
  assert.notEqual(walkHash(() => new Nudged(), SIZE), hash);
  assert.notEqual(walkHash(() => new LineWorld(), { ...SIZE, seeds: 4 }), hash);
  assert.notEqual(walkHash(() => new LineWorld(), { ...SIZE, steps: 21 }), hash);
});
