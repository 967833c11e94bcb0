import assert from "node:assert/strict";
import { twoRoom } from "../envs/mod.ts";
import { checkWrapper } from "../testing/wrapper.ts";
import { occlusion } from "./occlusion.ts";

const world = () => twoRoom.make({}, {});

Deno.test("occlusion keeps every rule of a wrapper", () =>
  checkWrapper((given) => occlusion.make({}, given), world, { steps: 20 }));

/** The picture of an episode, without and with. */
function both(options: { readonly [name: string]: number }, seed: number): readonly [number[], number[]] {
  const [plain, env] = [world(), occlusion.make(options, { env: world(), label: "test" })];
  for (const one of [plain, env]) one.reset({ seed });
  return [[...plain.observe("pixels")], [...env.observe("pixels")]];
}

Deno.test("one square of the colour hides what is behind it, and the rest stays", () => {
  const places = new Set<number>();
  for (let seed = 0; seed < 20; seed++) {
    const [clean, hidden] = both({ side: 0.5, level: 77 }, seed);
    const [, other] = both({ side: 0.5, level: 78 }, seed);
    const changed = hidden.flatMap((level, i) => level !== other[i] ? [i] : []);
    assert.equal(changed.length, 32 * 32 * 3);
    assert.ok(hidden.every((level, i) => level === (level !== other[i] ? 77 : clean[i])));
    assert.equal(Math.floor(changed[changed.length - 1] / 192) - Math.floor(changed[0] / 192), 31);
    places.add(changed[0]);
  }
  assert.ok(places.size > 10, "squares lie elsewhere in other episodes");
});

Deno.test("a square as high as the picture hides all of it", () => {
  assert.ok(both({ side: 1, level: 5 }, 1)[1].every((level) => level === 5));
});
