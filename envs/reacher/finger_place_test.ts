import assert from "node:assert/strict";
import { fingerPlace } from "./finger_place.ts";

Deno.test("the finger of a straight, a bent and a folded arm", () => {
  const near = (actual: readonly number[], x: number, y: number) =>
    assert.ok(Math.abs(actual[0] - x) < 1e-15 && Math.abs(actual[1] - y) < 1e-15, `${actual}`);
  near(fingerPlace(0, 0), 0.24, 0);
  near(fingerPlace(Math.PI / 2, -Math.PI / 2), 0.12, 0.12);
  near(fingerPlace(1, Math.PI), 0, 0);
});
