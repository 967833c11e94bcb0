import assert from "node:assert/strict";
import fc from "fast-check";
import { seededRng } from "../rng.ts";
import { splitEpisodes } from "./split.ts";

Deno.test("splitEpisodes puts every episode on one side, and the asked share on the held-out one", () => {
  fc.assert(
    fc.property(fc.nat(200), fc.double({ min: 0, max: 0.99, noNaN: true }), fc.nat(), (n, share, seed) => {
      const { training, heldOut } = splitEpisodes(n, share, seededRng(seed));
      const all = [...training, ...heldOut].sort((a, b) => a - b);
      assert.deepEqual(all, Array.from({ length: n }, (_, i) => i));
      if (n > 0) assert.ok(training.length > 0);
      if (share === 0) assert.equal(heldOut.length, 0);
      else if (n > 1) assert.ok(heldOut.length >= 1 && Math.abs(heldOut.length - n * share) <= 1);
    }),
  );
});

Deno.test("splitEpisodes draws from the stream that it is given", () => {
  assert.deepEqual(splitEpisodes(50, 0.2, seededRng(1)), splitEpisodes(50, 0.2, seededRng(1)));
  assert.notDeepEqual(splitEpisodes(50, 0.2, seededRng(1)), splitEpisodes(50, 0.2, seededRng(2)));
});

Deno.test("splitEpisodes refuses shares that leave nothing to learn from", () => {
  assert.throws(() => splitEpisodes(10, 1, seededRng(0)), /share is 1, expected 0 up to below 1/);
  assert.throws(() => splitEpisodes(10, NaN, seededRng(0)), /share is NaN/);
  assert.throws(() => splitEpisodes(-1, 0.1, seededRng(0)), /there are -1/);
});
