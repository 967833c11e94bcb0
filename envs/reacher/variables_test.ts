import assert from "node:assert/strict";
import { fingerPlace, measure, reacherGoals, turned } from "./variables.ts";

Deno.test("the finger of a straight, a bent and a folded arm", () => {
  const near = (actual: readonly number[], x: number, y: number) =>
    assert.ok(Math.abs(actual[0] - x) < 1e-15 && Math.abs(actual[1] - y) < 1e-15, `${actual}`);
  near(fingerPlace(0, 0), 0.24, 0);
  near(fingerPlace(Math.PI / 2, -Math.PI / 2), 0.12, 0.12);
  near(fingerPlace(1, Math.PI), 0, 0);
});

const at = (shoulder: number, wrist: number) =>
  measure(Float64Array.of(shoulder, wrist, 0, 0, 0, 0), 0.015, false);

Deno.test("a pose is met by both joints, whatever turn the shoulder is in", () => {
  const goals = reacherGoals("qpos-match");
  assert.equal(goals.reached(at(1, 0.5), at(1.049, 0.451)), true);
  assert.equal(goals.reached(at(1, 0.5), at(1.051, 0.5)), false);
  assert.equal(goals.reached(at(1, 0.5), at(1, 0.449)), false);
  assert.equal(goals.reached(at(-0.01, 0.5), at(0.01 + 4 * Math.PI, 0.5)), true);
  assert.ok(Math.abs(goals.distance(at(1, 0.5), at(1.3, 0.9)) - 0.5) < 1e-12);
});

Deno.test("a place is met by the finger alone, with either elbow", () => {
  const { easy, hard, "qpos-match": pose } = reacherGoals("easy").criteria!;
  const [up, down] = [at(0.3, 1), at(1.3, -1)];
  assert.equal(easy.criterion, "the finger is at most 0.06 m from where it is in the goal");
  assert.equal(hard.criterion, "the finger is at most 0.025 m from where it is in the goal");
  assert.ok(hard.distance(up, down) < 1e-12);
  assert.equal(hard.reached(up, down), true);
  assert.equal(pose.reached(up, down), false);
  assert.equal(easy.reached(at(0, 0), at(0.24, 0)), true);
  assert.equal(hard.reached(at(0, 0), at(0.24, 0)), false);
  assert.equal(easy.reached(at(0, 0), at(0.26, 0)), false);
});

Deno.test("the option says which criterion is the first, and far goals ask for more than 30 degrees", () => {
  for (const success of ["easy", "hard", "qpos-match"] as const) {
    const goals = reacherGoals(success);
    assert.equal(goals.criterion, goals.criteria![success].criterion);
  }
  const { far } = reacherGoals("easy").strata!;
  assert.equal(far.holds(at(0, 0), at(0.5, 0.5)), false);
  assert.equal(far.holds(at(0.2, 0), at(-0.4, 0)), true);
  assert.equal(far.holds(at(0, 0), at(0, 0.6)), true);
});

Deno.test("angles are apart by at most half a turn", () => {
  assert.ok(Math.abs(turned(0.1, 2 * Math.PI - 0.1) - 0.2) < 1e-12);
  assert.equal(turned(3, 3), 0);
});
