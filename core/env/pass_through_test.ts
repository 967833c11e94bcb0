import assert from "node:assert/strict";
import { checkEnv } from "../../tests/conformance/env.ts";
import { LineWorld } from "../../tests/conformance/line_world.ts";
import { passThrough } from "./pass_through.ts";

Deno.test("a world behind another keeps every rule", () => checkEnv(() => passThrough(new LineWorld())));

Deno.test("goals, notes and the end are passed on, and nothing stands in for them", () => {
  let closed = 0;
  const world = new LineWorld();
  const around = passThrough(Object.assign(world, { close: () => void closed++ }));
  assert.equal(around.goals, world.goals);
  assert.ok(!("notes" in around));
  around.close?.();
  assert.equal(closed, 1);
  passThrough(new LineWorld()).close?.();
});
