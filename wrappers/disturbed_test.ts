import assert from "node:assert/strict";
import { InputError } from "../core/errors.ts";
import { twoRoom } from "../envs/mod.ts";
import { LineWorld } from "../testing/line_world.ts";
import { disturbed } from "./disturbed.ts";

const world = () => twoRoom.make({}, {});
/** Writes the first draw of the episode and the step into the first two bytes. */
const marked = (label: string) =>
  disturbed({ env: world(), label }, "mark", (rng) => {
    const draw = rng.integer(256);
    return ({ bytes }, step) => bytes.set([draw, step]);
  });
const mark = (env: ReturnType<typeof marked>) => [...env.observe("pixels").subarray(0, 2)];

Deno.test("what is drawn depends on seed and label, and the step counts from the reset", () => {
  const [one, same, other] = [marked("a"), marked("a"), marked("b")];
  const draws = [1, 2, 3].map((seed) => {
    for (const env of [one, same, other]) env.reset({ seed });
    assert.deepEqual(mark(one), mark(same));
    one.step(Float32Array.of(0, 0));
    assert.deepEqual(mark(one), [mark(same)[0], 1]);
    return [mark(one)[0], mark(other)[0]];
  });
  assert.equal(new Set(draws.flat()).size, 6);
});

Deno.test("a restored state brings its own disturbance", () => {
  const env = marked("a");
  env.reset({ seed: 1 });
  env.step(Float32Array.of(0, 0));
  const [state, seen] = [env.getState(), mark(env)];
  env.reset({ seed: 2 });
  assert.notDeepEqual(mark(env), seen);
  env.setState(state);
  assert.deepEqual(mark(env), seen);
  const fresh = marked("a");
  fresh.setState(state);
  assert.deepEqual(mark(fresh), seen);
});

Deno.test("the world itself goes on as without", () => {
  const [plain, env] = [world(), marked("a")];
  for (const one of [plain, env]) {
    one.reset({ seed: 9 });
    for (let step = 0; step < 5; step++) one.step(Float32Array.of(1, -0.5));
  }
  assert.deepEqual(env.measure(), plain.measure());
  assert.deepEqual(env.observe("pixels").subarray(2), plain.observe("pixels").subarray(2));
});

Deno.test("a world without images is refused", () => {
  assert.throws(
    () => disturbed({ env: new LineWorld(), label: "" }, "mark", () => () => {}),
    /^InputError: Cannot wrap "line@1" in "mark": it shows no images, expected a stream of uint8 \[h, w, c\]$/,
  );
});

Deno.test("a state without a seed is refused, and nothing is changed", () => {
  const env = marked("a");
  env.reset({ seed: 1 });
  const state = env.getState();
  env.step(Float32Array.of(1, 1));
  const before = env.getState();
  for (const [place, sentence] of [[-2, "its seed is NaN and its step 0"], [-1, "its step NaN"]] as const) {
    assert.throws(() => env.setState(state.with(place, NaN)), (error: Error) => {
      assert.ok(error instanceof InputError && error.message.includes(sentence), error.message);
      return true;
    });
    assert.deepEqual(env.getState(), before);
  }
});
