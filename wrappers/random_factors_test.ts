import assert from "node:assert/strict";
import { passThrough } from "../core/env/wrap.ts";
import { InputError } from "../core/errors.ts";
import type { ResetOptions } from "../core/types.ts";
import { pushT, twoRoom } from "../envs/mod.ts";
import { checkWrapper } from "../testing/wrapper.ts";
import { randomFactors } from "./random_factors.ts";

const around = (options: { readonly [name: string]: string | number }) =>
  randomFactors.make(options, { env: twoRoom.make({}, {}), label: "test" });

/** Half the wall and the door's middle, of the first episodes. */
function rooms(options: { readonly [name: string]: string | number }, factors = {}): [number[], number[]] {
  const env = around(options);
  const [half, door] = ["wall_half", "door_position_0"].map((wanted) =>
    env.variables.findIndex(({ name }) => name === wanted)
  );
  const all = Array.from({ length: 200 }, (_, seed) => {
    env.reset({ seed, factors });
    return env.measure();
  });
  return [all.map((at) => at[half]), all.map((at) => at[door])];
}

Deno.test("random factors keep every rule of a wrapper, in worlds with many factors", () => {
  checkWrapper((given) => randomFactors.make({}, given), () => twoRoom.make({}, {}), { steps: 20 });
  checkWrapper((given) => randomFactors.make({}, given), () => pushT.make({}, {}), { steps: 20 });
});

Deno.test("what is named varies over its range, and nothing else", () => {
  const [halves, doors] = rooms({ factors: "wall_thickness" });
  assert.deepEqual([Math.min(...halves), Math.max(...halves)], [3, 20]);
  assert.ok(doors.every((door) => door === 49));
  const [again, moved] = rooms({ factors: " door_position_0  wall_thickness" });
  assert.deepEqual(again, halves, "a factor does not depend on the others");
  assert.ok(Math.min(...moved) < 10 && Math.max(...moved) > 213);
});

Deno.test("the ends of a whole factor come as often as what lies between", () => {
  const counts = [0, 0, 0];
  const counted = {
    ...passThrough(twoRoom.make({}, {})),
    reset: ({ factors = {} }: ResetOptions) => void counts[factors.doors - 1]++,
  };
  const env = randomFactors.make({ factors: "doors" }, { env: counted, label: "test" });
  for (let seed = 0; seed < 1200; seed++) env.reset({ seed });
  for (const count of counts) assert.ok(Math.abs(count - 400) < 80, `${counts}`);
});

Deno.test("a share keeps near the default, and what is given is kept", () => {
  const [, doors] = rooms({ factors: "door_position_0", share: 0.1 });
  assert.ok(Math.min(...doors) >= 44 && Math.max(...doors) <= 67);
  assert.ok(new Set(doors).size > 10);
  const [halves] = rooms({}, { wall_thickness: 9 });
  assert.ok(halves.every((half) => half === 4));
});

Deno.test("a factor that is not there is refused with the nearest one", () => {
  assert.throws(
    () => around({ factors: "wall_thicknes" }),
    new InputError('Cannot vary factor "wall_thicknes" of "two-room@1": did you mean "wall_thickness"?'),
  );
});
