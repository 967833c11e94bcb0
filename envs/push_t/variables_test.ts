import assert from "node:assert/strict";
import type { Env } from "../../core/types.ts";
import { blockNames } from "./block_shape.ts";
import { angleBetween, pushTGoals } from "./variables.ts";
import { pushT } from "./push_t.ts";

/** Variables of Push-T with other first five numbers. */
function at(places: readonly number[], block = "T"): Float64Array {
  const env: Env = pushT.make({}, {});
  env.reset({ seed: 0, factors: { block_shape: blockNames.indexOf(block) } });
  const variables = env.measure();
  variables.set(places);
  return variables;
}

const { pose, coverage } = pushTGoals;
const goal = at([100, 100, 200, 200, 0.1]);

Deno.test("the pose counts agent and block together, and the angle across the turn", () => {
  assert.equal(pose.reached(at([112, 100, 200, 215, 0.1]), goal), true);
  assert.equal(pose.reached(at([112, 100, 200, 216, 0.1]), goal), false);
  assert.equal(pose.reached(at([100, 100, 200, 200, 2 * Math.PI - 0.2]), goal), true);
  assert.equal(pose.reached(at([100, 100, 200, 200, 0.46]), goal), false);
});

Deno.test("a px and a degree count alike in the distance", () => {
  assert.ok(Math.abs(pose.distance(at([103, 104, 200, 200, 0.1]), goal) - 5) < 1e-9);
  assert.ok(Math.abs(pose.distance(at([100, 100, 200, 200, 0.1 + Math.PI / 6]), goal) - 30) < 1e-9);
  assert.ok(Math.abs(coverage.distance(at([300, 300, 200, 207, 0.1]), goal) - 7) < 1e-9);
});

Deno.test("coverage looks at the block alone", () => {
  assert.equal(coverage.reached(at([400, 400, 200, 200, 0.1]), goal), true);
  assert.equal(coverage.reached(at([400, 400, 201, 200, 0.1]), goal), true);
  assert.equal(coverage.reached(at([100, 100, 206, 200, 0.1]), goal), false);
});

Deno.test("blocks that look the same after part of a turn count as unturned", () => {
  assert.ok(Math.abs(angleBetween(0.1, 0.1 + Math.PI, 2)) < 1e-12);
  assert.ok(Math.abs(angleBetween(0, 3, 4) - (Math.PI - 3)) < 1e-12);
  assert.equal(angleBetween(1, 2, 0), 0);
  assert.equal(angleBetween(1, 2, 1), 1);
  const turned = [100, 100, 200, 200, 0.1 + Math.PI / 2];
  for (
    const [block, reached] of [["square", true], ["plus", true], ["circle", true], ["I", false], ["T", false]]
  ) {
    const name = String(block);
    assert.equal(pose.reached(at(turned, name), at([100, 100, 200, 200, 0.1], name)), reached, name);
    assert.equal(coverage.reached(at(turned, name), at([100, 100, 200, 200, 0.1], name)), reached, name);
  }
});
