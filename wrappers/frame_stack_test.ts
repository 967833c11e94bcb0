import assert from "node:assert/strict";
import { toPicture } from "../core/media/picture.ts";
import { dotWall, twoRoom } from "../envs/mod.ts";
import { LineWorld } from "../testing/line_world.ts";
import { checkWrapper } from "../testing/wrapper.ts";
import type { Env, Observation } from "../core/types.ts";
import { frameStack } from "./frame_stack.ts";

const stacked = (env: Env, frames: number): Env => frameStack.make({ frames }, { env, label: "" });

Deno.test("a frame stack keeps every rule of a wrapper, over vectors and pictures", () => {
  checkWrapper((given) => frameStack.make({ frames: 3 }, given), () => new LineWorld());
  checkWrapper((given) => frameStack.make({ frames: 2 }, given), () => twoRoom.make({}, {}), { steps: 20 });
});

Deno.test("the last frames stand side by side, the oldest first, and the first one for those before it", () => {
  const plain = new LineWorld();
  const env = stacked(new LineWorld(), 3);
  plain.reset({ seed: 4 });
  env.reset({ seed: 4 });
  const seen = [plain.observe("proprio")[0]];
  assert.deepEqual([...env.observe("proprio")], [seen[0], seen[0], seen[0]]);
  for (let step = 1; step < 6; step++) {
    plain.step(Float32Array.of(step));
    env.step(Float32Array.of(step));
    seen.push(plain.observe("proprio")[0]);
    // Some steps are not looked at, so that their frames are drawn later.
    if (step === 2 || step === 3) continue;
    const last = [step - 2, step - 1, step].map((t) => seen[Math.max(t, 0)]);
    assert.deepEqual([...env.observe("proprio")], last);
  }
});

Deno.test("pixels keep their place, and every frame has its own channels", () => {
  const plain = twoRoom.make({}, {});
  const env = stacked(twoRoom.make({}, {}), 2);
  plain.reset({ seed: 1 });
  env.reset({ seed: 1 });
  const before = plain.observe("pixels");
  const push = Float32Array.of(1, 1);
  plain.step(push);
  env.step(push);
  const [now, both] = [plain.observe("pixels"), env.observe("pixels")];
  for (let pixel = 0; pixel < 64 * 64; pixel++) {
    assert.deepEqual(both.subarray(6 * pixel, 6 * pixel + 3), before.subarray(3 * pixel, 3 * pixel + 3));
    assert.deepEqual(both.subarray(6 * pixel + 3, 6 * pixel + 6), now.subarray(3 * pixel, 3 * pixel + 3));
  }
});

/** Draws every picture into the same memory. */
class Reusing extends LineWorld {
  readonly #memory = new Float32Array(1);
  override observe(stream: string): Observation {
    this.#memory.set(super.observe(stream));
    return this.#memory;
  }
}

Deno.test("frames are those of their time, also of a world that draws into the same memory", () => {
  const [plain, reusing] = [stacked(new LineWorld(), 2), stacked(new Reusing(), 2)];
  for (const env of [plain, reusing]) env.reset({ seed: 4 });
  for (let step = 0; step < 3; step++) {
    for (const env of [plain, reusing]) env.step(Float32Array.of(1));
    assert.deepEqual(reusing.observe("proprio"), plain.observe("proprio"));
  }
});

Deno.test("a stack says how many frames it has, also one around another", () => {
  const env = stacked(stacked(dotWall.make({ picture: "layers" }, {}), 3), 2);
  assert.deepEqual([env.observations.pixels.shape, env.observations.pixels.frames], [[65, 65, 12], 6]);
  env.reset({ seed: 1 });
  const bare = dotWall.make({ picture: "layers" }, {});
  bare.reset({ seed: 1 });
  assert.deepEqual(
    toPicture(env.observe("pixels"), env.observations.pixels),
    toPicture(bare.observe("pixels"), bare.observations.pixels),
  );
});

Deno.test("a state of another length is refused", () => {
  assert.throws(
    () => stacked(new LineWorld(), 3).setState(new Float64Array(8)),
    /^InputError: Cannot restore a state: it has 8 numbers, expected a multiple of 3/,
  );
});
