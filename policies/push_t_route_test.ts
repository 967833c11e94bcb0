import assert from "node:assert/strict";
import { route } from "./push_t_route.ts";
import { Tee } from "./push_t_tee.ts";

const tee = new Tee(30);
const corners = tee.corners(20);

Deno.test("where nothing is in between the way is straight", () => {
  assert.deepEqual(route(tee, [-100, -40], [100, -40], corners, 18), { next: [100, -40], length: 200 });
});

Deno.test("the way around the T is longer and starts at a corner", () => {
  const around = route(tee, [0, -40], [0, 160], corners, 18);
  assert.ok(around && around.length > 200 && around.length < 400);
  assert.ok(corners.some(([x, y]) => x === around.next[0] && y === around.next[1]));
});

Deno.test("who stands at the T may leave it, but not through it", () => {
  assert.ok(route(tee, [0, -15], [0, -80], [], 18));
  assert.equal(route(tee, [0, -15], [0, 160], [], 18), undefined);
});
