import assert from "node:assert/strict";
import { checkRestoring } from "./check_restoring.ts";
import goldens from "./golden.json" with { type: "json" };
import { type Goldens, QUICK } from "./golden.ts";
import { takeAnything } from "./take_anything.ts";
import { walkHash } from "./walk_hash.ts";
import { worldCases } from "./world_case.ts";

const kept: Goldens = goldens;
const WRITE =
  'run "deno task worlds --write" if it was meant to change, and raise the version of the world\'s id';

for (const { name, make, plain } of worldCases()) {
  Deno.test(`${name} tells the bytes that were kept`, () => {
    assert.ok(Object.hasOwn(kept, name), `no hashes are kept of ${name}: run "deno task worlds --write"`);
    assert.equal(walkHash(make, QUICK), kept[name].quick, WRITE);
    if (plain) assert.equal(walkHash(plain, QUICK), kept[name].quick, "without SIMD");
  });

  Deno.test(`${name} is restored bit by bit`, () => checkRestoring(make, { points: 8, steps: 40 }));

  Deno.test(`${name} takes good actions and refuses bad ones`, () => {
    const env = make();
    const { taken, refused } = takeAnything(env, 600, 0);
    assert.ok(taken > 200 && refused > 200);
    env.close?.();
  });
}

Deno.test("no hash is kept of a world that is not there", () => {
  const names = worldCases().map(({ name }) => name);
  assert.deepEqual(Object.keys(kept).filter((name) => !names.includes(name)), []);
});
