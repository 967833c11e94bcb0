import assert from "node:assert/strict";
import { twoRoom } from "../envs/mod.ts";
import { checkWrapper } from "../testing/wrapper.ts";
import { distractor } from "./distractor.ts";
import { frameStack } from "./frame_stack.ts";

const world = () => twoRoom.make({}, {});

Deno.test("distractor keeps every rule of a wrapper", () =>
  checkWrapper((given) => distractor.make({}, given), world, { steps: 20 }));

/** The picture of an episode, without and with. */
function both(options: { readonly [name: string]: number }, seed: number): readonly [number[], number[]] {
  const [plain, env] = [world(), distractor.make(options, { env: world(), label: "test" })];
  for (const one of [plain, env]) one.reset({ seed });
  return [[...plain.observe("pixels")], [...env.observe("pixels")]];
}

Deno.test("a disc of the size asked for goes its way, whatever is done", () => {
  const areas: number[] = [];
  for (let seed = 0; seed < 10; seed++) {
    const [clean, crossed] = both({ radius: 0.1 }, seed);
    areas.push(crossed.filter((level, i) => i % 3 === 1 && level !== clean[i]).length);
  }
  const whole = Math.PI * 6.4 ** 2;
  assert.ok(areas.every((area) => area < whole * 1.15));
  assert.ok(areas.some((area) => area > whole * 0.8));
  const [left, right] = [1, -1].map((push) => {
    const env = distractor.make({ speed: 0.1 }, { env: world(), label: "test" });
    env.reset({ seed: 3 });
    for (let step = 0; step < 4; step++) env.step(Float32Array.of(push, push));
    const [plain, shown] = [world(), [...env.observe("pixels")]];
    plain.setState(env.getState().slice(0, -2));
    const before = plain.observe("pixels");
    return shown.reduce((sum, level, i) => sum + (level !== before[i] ? i : 0), 0);
  });
  assert.ok(Math.abs(left - right) < left / 10, "the agent may cover a few of its pixels");
});

Deno.test("around a stack of pictures it goes as within one", () => {
  const frames = { frames: 3 };
  const inside = frameStack.make(frames, {
    env: distractor.make({}, { env: world(), label: "test" }),
    label: "stack",
  });
  const around = distractor.make({}, {
    env: frameStack.make(frames, { env: world(), label: "stack" }),
    label: "test",
  });
  for (const env of [inside, around]) env.reset({ seed: 4 });
  for (let step = 0; step < 5; step++) {
    assert.deepEqual(around.observe("pixels"), inside.observe("pixels"));
    for (const env of [inside, around]) env.step(Float32Array.of(1, 0));
  }
});

Deno.test("it stays in the picture for as long as an episode lasts", () => {
  const env = distractor.make({ speed: 0.3 }, { env: world(), label: "test" });
  env.reset({ seed: 8 });
  const plain = world();
  for (let step = 0; step < 200; step++) {
    env.step(Float32Array.of(0, 0));
    plain.setState(env.getState().slice(0, -2));
    assert.notDeepEqual(env.observe("pixels"), plain.observe("pixels"));
  }
});
