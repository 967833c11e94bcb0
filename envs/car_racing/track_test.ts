import assert from "node:assert/strict";
import fc from "fast-check";
import { Pcg64 } from "./pcg64.ts";
import { attemptTrack, drawTrack, PIECE } from "./track.ts";

const drawFrom = (seed: number) => {
  const rng = new Pcg64(seed);
  return (low: number, high: number): number => rng.uniform(low, high);
};

Deno.test("every piece of a track is as long as a piece, and the ends meet", () => {
  fc.assert(
    fc.property(fc.nat(10_000), (seed) => {
      const track = drawTrack(drawFrom(seed));
      assert.ok(track.length > 150 && track.length < 500);
      track.slice(1).forEach(({ x, y }, i) =>
        assert.ok(Math.abs(Math.hypot(x - track[i].x, y - track[i].y) - PIECE) < 1e-9)
      );
      const [first, last] = [track[0], track[track.length - 1]];
      // Gymnasium's measure of it, which lets some of them lie far from each other.
      const [across, along] = [
        Math.cos(first.beta) * (first.x - last.x),
        Math.sin(first.beta) * (first.y - last.y),
      ];
      assert.ok(Math.hypot(across, along) < PIECE + 1e-9);
    }),
    { numRuns: 30 },
  );
});

Deno.test("an attempt takes 24 draws, whether it closes or not", () => {
  const outcomes = Array.from({ length: 12 }, (_, seed) => {
    let draws = 0;
    const draw = drawFrom(seed + 36);
    const track = attemptTrack((low, high) => {
      draws++;
      return draw(low, high);
    });
    assert.equal(draws, 24);
    return track !== undefined;
  });
  assert.deepEqual([outcomes.includes(true), outcomes.includes(false)], [true, true]);
});
