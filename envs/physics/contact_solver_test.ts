import assert from "node:assert/strict";
import fc from "fast-check";
import { ContactCache, contactCacheSize } from "./contact_cache.ts";
import { ContactSolver } from "./contact_solver.ts";
import { Touch } from "./touch.ts";

const still = { vx: 0, vy: 0 };

/** Motion of a body of mass 1 and moment 4 about (0, 0) after it is touched once. */
function touched(
  motion: readonly number[],
  arm: readonly [number, number],
  depth: number,
  obstacle = still,
): Float64Array {
  const cache = new ContactCache(new Float64Array(contactCacheSize(1)));
  const solver = new ContactSolver({ mass: 1, moment: 4 }, 0.01, 2);
  const touch = new Touch();
  touch.begin(1, 0);
  touch.add(arm[0] - depth, arm[1], arm[0], arm[1], 0);
  solver.add(0, cache.renew(0, touch), touch, cache, obstacle, 0, 0);
  const result = Float64Array.of(...motion, 0, 0, 0);
  solver.solve(result, cache);
  return result;
}

Deno.test("after a single contact the point moves no slower than the obstacle, and is never pulled", () => {
  const speed = fc.double({ min: -50, max: 50, noNaN: true });
  fc.assert(fc.property(speed, speed, speed, speed, speed, (vx, w, armX, armY, push) => {
    const after = touched([vx, 0, w], [armX, armY], 0, { vx: push, vy: 0 });
    const [before, now] = [vx - armY * w, after[0] - armY * after[2]];
    assert.ok(Math.abs(now - Math.max(before, push)) < 1e-9, `${before} and ${push} give ${now}`);
    assert.ok(after[0] >= vx && after[1] === 0);
  }));
});

Deno.test("an overlap beyond the slop is corrected by a tenth in a sixtieth of a second", () => {
  assert.deepEqual(touched([0, 0, 0], [0, 0], -0.05).subarray(3), Float64Array.of(0, 0, 0));
  const [correction] = touched([0, 0, 0], [0, 0], -1.1).subarray(3);
  const left = (1 - correction * 0.01) ** (100 / 60);
  assert.ok(Math.abs(left - 0.9) < 1e-6, `${left}`);
});

Deno.test("a push beside the centre turns by its lever arm", () => {
  const after = touched([0, 0, 0], [0, 2], 0, { vx: 2, vy: 0 });
  assert.ok(Math.abs(after[0] - 1) < 1e-12 && Math.abs(after[2] + 0.5) < 1e-12);
});
