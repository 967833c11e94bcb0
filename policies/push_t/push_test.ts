import assert from "node:assert/strict";
import { pushT } from "../../envs/mod.ts";
import { inward } from "./frame.ts";
import { behind, effect, touches, touchFrom } from "./push.ts";
import { fromBars } from "./route.ts";
import { tee } from "./tee.ts";

const body = tee(30, 15, 20);

Deno.test("a disc behind any touch is clear of the T, and would touch it there", () => {
  for (const touch of touches(body.faces, 5)) {
    assert.ok(fromBars(body.bars, touch.at) < 1e-9);
    assert.ok(fromBars(body.bars, behind(touch, 15, 4)) > 15);
    const found = touchFrom(touch.face, behind(touch, 15, 4), 20);
    assert.ok(found && Math.hypot(found.at[0] - touch.at[0], found.at[1] - touch.at[1]) < 1e-9);
  }
});

Deno.test("a push moves the T of the world the way it says", () => {
  const env = pushT.make({ action: "absolute" }, {});
  const start = { agent_start_x: 300, agent_start_y: 220, block_start_x: 250, block_start_y: 240 };
  env.reset({ seed: 0, factors: { start_spread: 0, block_start_angle: 0, ...start } });
  const pose = () => ({ place: [env.measure()[2], env.measure()[3]] as const, angle: env.measure()[4] });
  const before = pose();
  for (let i = 0; i < 20; i++) env.step(Float32Array.of(300, 227));
  const after = pose();
  const [cos, sin] = [Math.cos(after.angle), Math.sin(after.angle)];
  const centre = [after.place[0] - sin * body.centre[1], after.place[1] + cos * body.centre[1]] as const;
  const [x, y] = inward(centre, before);
  const moved = [
    x - body.centre[0],
    y - body.centre[1],
    (after.angle - before.angle) * Math.sqrt(body.gyration),
  ];
  const far = Math.hypot(...moved);
  const { direction } = effect({ face: body.faces[0], at: [50, 0] }, body);
  assert.ok(far > 0.5);
  moved.forEach((part, i) => assert.ok(Math.abs(part / far - direction[i]) < 0.1, `${moved}, ${direction}`));
});
