import assert from "node:assert/strict";
import { chooseAim, isWorth, stand, touching, wayTo } from "./aim.ts";
import { outward } from "./frame.ts";
import type { Twist } from "./push.ts";
import { tee } from "./tee.ts";
import type { Place, View } from "./view.ts";

const body = tee(30, 15, 21);
const seen = (agent: Place, block: Place = [250, 250]): View => ({
  agent,
  velocity: [0, 0],
  block: { place: block, angle: 0 },
  goal: { place: [0, 0], angle: 0 },
  scale: 30,
  radius: 15,
  shape: 1,
});

Deno.test("a move is pushed from the far side, and the way there goes around the block", () => {
  for (const left of [[30, 0, 0], [-30, 0, 0], [0, -30, 0], [0, 30, 0]] satisfies Twist[]) {
    const view = seen([100, 250]);
    const aim = chooseAim(view, body, left);
    assert.ok(aim && isWorth(aim, body, left));
    const [x, y] = stand(aim, view);
    assert.ok((x - body.centre[0]) * left[0] + (y - body.centre[1]) * left[1] < 0, `${left}: at ${x}, ${y}`);
    assert.ok((wayTo(view, body, [x, y])?.length ?? 0) > 0);
  }
});

Deno.test("an aim that has become useless is not worth following", () => {
  const left: Twist = [30, 0, 0];
  const aim = chooseAim(seen([100, 250]), body, left);
  assert.ok(aim);
  assert.ok(!isWorth(aim, body, [-30, 0, 0]));
});

Deno.test("nothing is aimed at where the only face to push lies against a wall", () => {
  assert.equal(chooseAim(seen([250, 480], [250, 20]), body, [0, 30, 0]), undefined);
  assert.ok(chooseAim(seen([250, 480], [250, 120]), body, [0, 30, 0]));
});

Deno.test("an agent before the place touches it, one elsewhere does not", () => {
  const left: Twist = [30, 0, 0];
  const aim = chooseAim(seen([100, 250]), body, left);
  assert.ok(aim);
  const there = outward(stand(aim, seen([0, 0])), seen([0, 0]).block);
  assert.ok(touching(aim, seen(there)));
  assert.equal(touching(aim, seen([450, 450])), undefined);
});
