import assert from "node:assert/strict";
import { carRacing, twoRoom } from "../../envs/mod.ts";
import { viewReader } from "./view.ts";

Deno.test("at the start the road lies straight ahead", () => {
  const env = carRacing.make({}, {});
  env.reset({ seed: 0 });
  const { speed, road } = viewReader(env)(env.measure());
  assert.ok(Math.abs(speed) < 1);
  road.slice(0, 4).forEach(([right, forward], i) => {
    assert.ok(Math.abs(right) < 2 && forward > 7 * i);
  });
});

Deno.test("a world without a road is refused, and so are choices", () => {
  assert.throws(
    () => viewReader(twoRoom.make({}, {})),
    /^InputError: Cannot drive in "two-room@1": its actions are/,
  );
  const choices = carRacing.make({ action: "discrete" }, {});
  assert.throws(() => viewReader(choices), /its actions are choices.*set action to "continuous"$/);
  const roadless = { ...carRacing.make({}, {}), variables: [] };
  assert.throws(() => viewReader(roadless), /it has no variable "speed_forward", expected a road$/);
});
