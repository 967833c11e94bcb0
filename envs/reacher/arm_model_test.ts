import assert from "node:assert/strict";
import { armModel } from "./arm_model.ts";

const heavy = { arm: 1000, hand: 1000, finger: 1000 };

Deno.test("at 1000 kg/m³ it is the arm that MuJoCo 2.2.2 computes", () => {
  const { a, b, d, wristWeight } = armModel(heavy, false);
  assert.ok(Math.abs(a - 0.0009758100941315258) < 1e-18);
  assert.ok(Math.abs(b - 0.00027394687939303003) < 1e-18);
  assert.ok(Math.abs(d - 0.00018867358279909107) < 1e-18);
  assert.ok(Math.abs(wristWeight - 20740.54873181604) < 1e-9);
});

Deno.test("a heavier arm burdens the shoulder alone, a heavier finger both joints", () => {
  const plain = armModel(heavy, false);
  const arm = armModel({ ...heavy, arm: 1500 }, false);
  const finger = armModel({ ...heavy, finger: 1500 }, false);
  assert.ok(arm.a > plain.a);
  assert.deepEqual([arm.b, arm.d], [plain.b, plain.d]);
  assert.ok(finger.a > plain.a && finger.b > plain.b && finger.d > plain.d);
});
