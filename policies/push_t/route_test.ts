import assert from "node:assert/strict";
import { route } from "./route.ts";
import { tee } from "./tee.ts";

const { bars, corners } = tee(30, 15, 20);

Deno.test("where nothing is in between the way is straight", () => {
  assert.deepEqual(route(bars, corners, [-100, -40], [100, -40], 18), { next: [100, -40], length: 200 });
});

Deno.test("the way around the T is longer and starts at a corner", () => {
  const around = route(bars, corners, [0, -40], [0, 160], 18);
  assert.ok(around && around.length > 200 && around.length < 400);
  assert.ok(corners.some(([x, y]) => x === around.next[0] && y === around.next[1]));
});

Deno.test("who stands at the T may leave it, but not through it", () => {
  assert.ok(route(bars, [], [0, -15], [0, -80], 18));
  assert.equal(route(bars, [], [0, -15], [0, 160], 18), undefined);
});
