import assert from "node:assert/strict";
import { twoRoom } from "../envs/mod.ts";
import { checkWrapper } from "../testing/wrapper.ts";
import { pixelNoise } from "./pixel_noise.ts";

const world = () => twoRoom.make({}, {});

Deno.test("pixel noise keeps every rule of a wrapper", () =>
  checkWrapper((given) => pixelNoise.make({}, given), world, { steps: 20 }));

/** The picture of an episode, without and with. */
function both(options: { readonly [name: string]: number }, seed: number): readonly [number[], number[]] {
  const [plain, env] = [world(), pixelNoise.make(options, { env: world(), label: "test" })];
  for (const one of [plain, env]) one.reset({ seed });
  return [[...plain.observe("pixels")], [...env.observe("pixels")]];
}

Deno.test("the noise has the spread asked for, and none leaves the picture as it is", () => {
  const env = pixelNoise.make({ std: 12 }, { env: world(), label: "test" });
  const grey = ["agent", "background", "door", "wall"].flatMap((part) =>
    ["red", "green", "blue"].map((colour) => [`${part}_${colour}`, 128])
  );
  env.reset({ seed: 1, factors: Object.fromEntries(grey) });
  const levels = [...env.observe("pixels")];
  const mean = levels.reduce((sum, level) => sum + level, 0) / levels.length;
  const std = Math.sqrt(levels.reduce((sum, level) => sum + (level - mean) ** 2, 0) / levels.length);
  assert.ok(Math.abs(mean - 128) < 0.5 && Math.abs(std - 12) < 0.5, `${mean} ± ${std}`);
  const [clean, same] = both({ std: 0 }, 3);
  assert.deepEqual(same, clean);
});

Deno.test("every step has its own noise", () => {
  const env = pixelNoise.make({}, { env: world(), label: "test" });
  env.reset({ seed: 1 });
  const first = env.observe("pixels");
  env.step(Float32Array.of(0, 0));
  assert.notDeepEqual(env.observe("pixels"), first);
});
