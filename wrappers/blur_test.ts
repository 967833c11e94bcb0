import assert from "node:assert/strict";
import { twoRoom } from "../envs/mod.ts";
import { checkWrapper } from "../testing/wrapper.ts";
import { blur } from "./blur.ts";

const world = () => twoRoom.make({}, {});

Deno.test("blur keeps every rule of a wrapper", () =>
  checkWrapper((given) => blur.make({}, given), world, { steps: 20 }));

/** The picture of an episode, without and with. */
function both(options: { readonly [name: string]: number }, seed: number): readonly [number[], number[]] {
  const [plain, env] = [world(), blur.make(options, { env: world(), label: "test" })];
  for (const one of [plain, env]) one.reset({ seed });
  return [[...plain.observe("pixels")], [...env.observe("pixels")]];
}

Deno.test("a number becomes the mean of the square around it", () => {
  const [clean, blurred] = both({ radius: 2 }, 4);
  for (const [x, y] of [[30, 30], [31, 12], [10, 50], [5, 5]]) {
    let sum = 0;
    for (let row = y - 2; row <= y + 2; row++) {
      for (let column = x - 2; column <= x + 2; column++) sum += clean[3 * (64 * row + column)];
    }
    assert.ok(Math.abs(blurred[3 * (64 * y + x)] - sum / 25) <= 1, `${x}, ${y}`);
  }
});

Deno.test("a picture of one level stays as it is", () => {
  const env = blur.make({ radius: 3 }, { env: world(), label: "" });
  const nine = Object.fromEntries(
    ["agent", "background", "door", "wall"].flatMap((part) =>
      ["red", "green", "blue"].map((colour) => [`${part}_${colour}`, 9])
    ),
  );
  env.reset({ seed: 1, factors: nine });
  assert.ok(env.observe("pixels").every((level) => level === 9));
});
