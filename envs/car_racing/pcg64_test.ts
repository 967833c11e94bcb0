import assert from "node:assert/strict";
import { Pcg64 } from "./pcg64.ts";

/** Of numpy 2.4: three `random()`, `integers(3)`, `random()`, `integers(3)`, `random()`. */
const known: readonly (readonly number[])[] = [
  [
    0,
    0.6369616873214543,
    0.2697867137638703,
    0.04097352393619469,
    0,
    0.8132702392002724,
    0,
    0.9127555772777217,
  ],
  [
    1,
    0.5118216247002567,
    0.9504636963259353,
    0.14415961271963373,
    2,
    0.31183145201048545,
    2,
    0.42332644897257565,
  ],
  [
    1099511627783,
    0.829812891829413,
    0.25530515834910417,
    0.15379071585298754,
    1,
    0.7388407191925654,
    2,
    0.48999541650863676,
  ],
];

for (const [seed, ...expected] of known) {
  Deno.test(`seed ${seed} gives numpy's numbers`, () => {
    const rng = new Pcg64(seed);
    const three = [rng.uniform(), rng.uniform(), rng.uniform()];
    const rest = [rng.integer(3), rng.uniform(), rng.integer(3), rng.uniform()];
    assert.deepEqual([...three, ...rest], expected);
  });
}

Deno.test("a range is drawn as low plus its width times the unit", () => {
  assert.equal(new Pcg64(0).uniform(50, 150), 50 + 100 * 0.6369616873214543);
});

Deno.test("what is no seed of numpy's is refused", () => {
  for (const seed of [-1, 0.5, NaN, 2 ** 53]) {
    assert.throws(() => new Pcg64(seed), /^InputError: Cannot seed: /);
  }
});
