import assert from "node:assert/strict";
import { twoRoom } from "./two_room.ts";

/** Variables of a world whose agent is somewhere. */
function at(x: number, y: number, wallAxis: number): Float64Array {
  const env = twoRoom.make({}, {});
  env.reset({ seed: 0, factors: { wall_axis: wallAxis } });
  const state = env.getState();
  state.set([x, y]);
  env.setState(state);
  return env.measure();
}

Deno.test("a goal is in the other room when the wall stands between", () => {
  const otherRoom = twoRoom.make({}, {}).goals?.strata?.["other-room"];
  assert.ok(otherRoom);
  assert.ok(otherRoom.holds(at(50, 60, 1), at(180, 60, 1)));
  assert.ok(otherRoom.holds(at(180, 60, 1), at(50, 60, 1)));
  assert.ok(!otherRoom.holds(at(50, 60, 1), at(60, 180, 1)));
  assert.ok(otherRoom.holds(at(50, 60, 0), at(60, 180, 0)));
  assert.ok(!otherRoom.holds(at(50, 60, 0), at(180, 60, 0)));
});
