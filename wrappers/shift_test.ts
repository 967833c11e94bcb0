import assert from "node:assert/strict";
import { twoRoom } from "../envs/mod.ts";
import { checkWrapper } from "../testing/wrapper.ts";
import { shift } from "./shift.ts";

const world = () => twoRoom.make({}, {});

Deno.test("shift keeps every rule of a wrapper", () =>
  checkWrapper((given) => shift.make({}, given), world, { steps: 20 }));

/** The picture of an episode, without and with. */
function both(options: { readonly [name: string]: number }, seed: number): readonly [number[], number[]] {
  const [plain, env] = [world(), shift.make(options, { env: world(), label: "test" })];
  for (const one of [plain, env]) one.reset({ seed });
  return [[...plain.observe("pixels")], [...env.observe("pixels")]];
}

Deno.test("the picture is moved by some whole pixels, and edges are repeated", () => {
  const seen = new Set<string>();
  for (let seed = 0; seed < 30; seed++) {
    const [clean, moved] = both({ pixels: 2 }, seed);
    const at = (picture: number[], x: number, y: number): number => {
      const [column, row] = [Math.min(Math.max(x, 0), 63), Math.min(Math.max(y, 0), 63)];
      return picture[3 * (64 * row + column) + 1];
    };
    const ways = [-2, -1, 0, 1, 2].flatMap((dx) => [-2, -1, 0, 1, 2].map((dy) => [dx, dy]));
    const fits = ways.filter(([dx, dy]) =>
      moved.every((level, i) =>
        i % 3 !== 1 || level === at(clean, Math.floor(i / 3) % 64 - dx, Math.floor(i / 192) - dy)
      )
    );
    assert.equal(fits.length, 1, `seed ${seed}`);
    seen.add(`${fits[0]}`);
  }
  assert.ok(seen.size > 10);
  const [clean, same] = both({ pixels: 0 }, 1);
  assert.deepEqual(same, clean);
});

Deno.test("a way as long as the picture is refused", () => {
  assert.throws(
    () => shift.make({ pixels: 64 }, { env: world(), label: "test" }),
    /^InputError: Cannot shift "pixels" of "two-room@1": by up to 64 px, expected less than its 64 × 64 px$/,
  );
  assert.equal(both({ pixels: 63 }, 1)[1].length, 64 * 64 * 3);
});
