import assert from "node:assert/strict";
import { giveGas, restingWheel, turnWheel, type Wheel, type WheelMotion } from "./tyre.ts";

const still: WheelMotion = { cos: 1, sin: 0, vx: 0, vy: 0, joint: 0 };

function turned(wheel: Partial<Wheel>, motion: Partial<WheelMotion> = {}): Wheel {
  const one = { ...restingWheel(), ...wheel };
  turnWheel(one, { ...still, ...motion }, 0.02);
  return one;
}

Deno.test("gas rises slowly and falls at once", () => {
  const wheel = restingWheel();
  for (let i = 0; i < 3; i++) giveGas(wheel, 7);
  assert.ok(Math.abs(wheel.gas - 0.3) < 1e-12);
  giveGas(wheel, -1);
  assert.equal(wheel.gas, 0);
});

Deno.test("a sliding tyre is stopped, by at most its grip, which grass lessens", () => {
  const across = turned({ onRoad: true }, { vx: 50 });
  assert.deepEqual([across.forceX, across.forceY], [-400, 0]);
  assert.equal(turned({}, { vx: 50 }).forceX, -240);
  assert.ok(Math.abs(turned({ onRoad: true }, { vx: 1 }).forceX + 82) < 1e-9);
});

Deno.test("a wheel that spins faster than the ground pushes forward and slows", () => {
  const wheel = turned({ onRoad: true, omega: 20 }, { vy: 5, cos: 0, sin: 1 });
  assert.ok(wheel.forceX < 0, "forward is to the left for a wheel turned by 90 degrees");
  assert.ok(wheel.omega < 20);
});

Deno.test("the brake slows the spin, from 0.9 on it locks", () => {
  assert.equal(turned({ omega: 100, brake: 0.95 }, { vy: 54 }).phase, 0);
  assert.ok(turned({ omega: 100, brake: 0.5 }, { vy: 54 }).phase < turned({ omega: 100 }, { vy: 54 }).phase);
  assert.equal(turned({ omega: -3, brake: 0.5 }).phase, 0);
});

Deno.test("the steering motor turns to where it is steered, no faster than 3 rad/s", () => {
  assert.equal(turned({ steer: 1 }).motor, 3);
  assert.equal(turned({ steer: -0.02 }, { joint: -0.01 }).motor, -0.5);
});
