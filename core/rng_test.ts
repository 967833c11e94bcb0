import assert from "node:assert/strict";
import fc from "fast-check";
import { RNG_STATE_SIZE, rngOfKey, seededRng } from "./rng.ts";

Deno.test("the same seed gives the same numbers, another seed others", () => {
  const draw = (seed: number) => Array.from({ length: 5 }, ((rng) => () => rng.uniform())(seededRng(seed)));
  assert.deepEqual(draw(0), draw(0));
  assert.notDeepEqual(draw(0), draw(1));
});

Deno.test("numbers of a seed never change: results of years ago must come out again", () => {
  const rng = seededRng(7);
  assert.deepEqual([rng.integer(1000), rng.integer(1000), rng.integer(1000)], [453, 37, 884]);
});

Deno.test("a fork depends on key and label, not on what was drawn", () => {
  const rng = seededRng(3);
  const early = rng.fork("data").uniform();
  rng.normals(10);
  assert.equal(rng.fork("data").uniform(), early);
  assert.notEqual(rng.fork("other").uniform(), early);
  assert.equal(rng.fork("a").fork(1).key, "3/a/1");
});

Deno.test("a key tells of its stream", () => {
  const rng = seededRng(3).fork("data").fork(1);
  const numbers = Array.from(rng.normals(3));
  assert.deepEqual(Array.from(rngOfKey(rng.key).normals(3)), numbers);
});

Deno.test("a restored state has the same future", () => {
  fc.assert(fc.property(fc.nat(), fc.array(fc.boolean(), { maxLength: 20 }), (seed, draws) => {
    const rng = seededRng(seed);
    for (const normal of draws) normal ? rng.normal() : rng.uniform();
    const state = rng.getState();
    assert.equal(state.length, RNG_STATE_SIZE);
    const future = [rng.normal(), rng.uniform(), rng.normal()];
    const other = seededRng(seed + 1);
    other.setState(state);
    assert.deepEqual([other.normal(), other.uniform(), other.normal()], future);
  }));
});

Deno.test("moments are those of the distributions", () => {
  const rng = seededRng(11);
  const count = 200_000;
  const normals = rng.normals(count);
  const mean = normals.reduce((sum, x) => sum + x, 0) / count;
  const variance = normals.reduce((sum, x) => sum + x * x, 0) / count;
  assert.ok(Math.abs(mean) < 0.01 && Math.abs(variance - 1) < 0.02);
  const counts = new Array(7).fill(0);
  for (let i = 0; i < 70_000; i++) counts[rng.integer(7)]++;
  for (const n of counts) assert.ok(Math.abs(n - 10_000) < 500);
  const low = Math.min(...Array.from({ length: 1000 }, () => rng.uniform(-2, 3)));
  assert.ok(low >= -2 && low < -1.9);
});
