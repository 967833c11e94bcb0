import assert from "node:assert/strict";
import fc from "fast-check";
import { WRIST_RANGE } from "./geometry.ts";
import { wristLimit } from "./wrist_limit.ts";

const wrist = { angle: WRIST_RANGE + 0.01, velocity: 0, free: 0, yields: 20000, weight: 20000 };

Deno.test("within its range the wrist is free, beyond it is pushed back, more so the deeper it is", () => {
  assert.equal(wristLimit({ ...wrist, angle: WRIST_RANGE, velocity: 9, free: 1e5 }), 0);
  assert.ok(wristLimit(wrist) < 0);
  assert.ok(wristLimit({ ...wrist, angle: WRIST_RANGE + 0.02 }) < wristLimit(wrist));
});

Deno.test("the limit pushes only inwards, both ends alike", () => {
  const any = fc.double({ min: -100, max: 100, noNaN: true });
  const depth = fc.double({ min: 1e-9, max: 0.2, noNaN: true });
  fc.assert(fc.property(depth, any, any, (deep, velocity, free) => {
    const high = wristLimit({ ...wrist, angle: WRIST_RANGE + deep, velocity, free });
    const low = wristLimit({ ...wrist, angle: -WRIST_RANGE - deep, velocity: -velocity, free: -free });
    assert.ok(high <= 0);
    assert.equal(low, high === 0 ? 0 : -high);
  }));
});
