import assert from "node:assert/strict";
import fc from "fast-check";
import { inward, outward } from "./frame.ts";

const number = fc.double({ min: -600, max: 600, noNaN: true });

Deno.test("to the world's frame and back is no way at all", () => {
  fc.assert(fc.property(number, number, number, number, number, (x, y, a, b, angle) => {
    const pose = { place: [a, b], angle } as const;
    const back = inward(outward([x, y], pose), pose);
    assert.ok(Math.abs(back[0] - x) < 1e-9 && Math.abs(back[1] - y) < 1e-9);
  }));
});
