import assert from "node:assert/strict";
import { pong, twoRoom } from "../envs/mod.ts";
import { checkWrapper } from "../testing/wrapper.ts";
import { colourJitter } from "./colour_jitter.ts";

const world = () => twoRoom.make({}, {});

Deno.test("colour jitter keeps every rule of a wrapper", () =>
  checkWrapper((given) => colourJitter.make({}, given), world, { steps: 20 }));

/** The picture of an episode, without and with. */
function both(options: { readonly [name: string]: number }, seed: number): readonly [number[], number[]] {
  const [plain, env] = [world(), colourJitter.make(options, { env: world(), label: "test" })];
  for (const one of [plain, env]) one.reset({ seed });
  return [[...plain.observe("pixels")], [...env.observe("pixels")]];
}

Deno.test("without any spread nothing changes; episodes differ with some, and steps do not", () => {
  const [clean, same] = both({ brightness: 0, contrast: 0, saturation: 0 }, 1);
  assert.deepEqual(same, clean);
  assert.notDeepEqual(both({}, 1)[1], both({}, 2)[1]);
  const env = colourJitter.make({}, { env: world(), label: "test" });
  env.reset({ seed: 1 });
  const [corner] = env.observe("pixels");
  env.step(Float32Array.of(1, 0));
  assert.equal(env.observe("pixels")[0], corner);
});

Deno.test("pictures side by side are changed alike, each by itself", () => {
  const given = { env: pong.make({ frames: 2, lag: 16 }, {}), label: "test" };
  const [plain, env] = [pong.make({ frames: 2, lag: 16 }, {}), colourJitter.make({}, given)];
  for (const one of [plain, env]) {
    one.reset({ seed: 1 });
    for (let step = 0; step < 20; step++) one.step(Float32Array.of(2));
  }
  const [clean, jittered] = [plain.observe("pixels"), env.observe("pixels")];
  const shown = new Map<string, string>();
  for (let at = 0; at < clean.length; at += 3) {
    const colour = String(clean.subarray(at, at + 3));
    const changed = String(jittered.subarray(at, at + 3));
    assert.equal(shown.get(colour) ?? changed, changed);
    shown.set(colour, changed);
  }
});

Deno.test("contrast turns about the middle, and saturation keeps the mean of the channels", () => {
  for (let seed = 0; seed < 20; seed++) {
    const [clean, turned] = both({ brightness: 0, contrast: 0.5, saturation: 0 }, seed);
    const grew = Math.abs(turned[0] - 127.5) / Math.abs(clean[0] - 127.5);
    assert.ok(grew >= 0.49 && grew <= 1.01, `${grew}`);
    const [, faded] = both({ brightness: 0, contrast: 0, saturation: 1 }, seed);
    const sum = (from: number[], at: number) => from[at] + from[at + 1] + from[at + 2];
    for (let at = 0; at < clean.length; at += 3) {
      if (faded[at] > 0 && faded[at] < 255 && faded[at + 1] > 0 && faded[at + 1] < 255) {
        assert.ok(Math.abs(sum(faded, at) - sum(clean, at)) <= 2);
      }
    }
  }
});
