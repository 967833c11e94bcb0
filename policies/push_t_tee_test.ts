import assert from "node:assert/strict";
import { pushT } from "../envs/mod.ts";
import { inward, outward, Tee } from "./push_t_tee.ts";

const tee = new Tee(30);

Deno.test("contacts lie on the outline and look outwards", () => {
  for (const { at: [x, y], normal: [nx, ny] } of tee.contacts) {
    assert.equal(tee.clearance([x, y]), 0);
    assert.ok(Math.abs(tee.clearance([x + 2 * nx, y + 2 * ny]) - 2) < 1e-9);
  }
});

Deno.test("to the world's coordinates and back is no way at all", () => {
  const pose = { place: [100, 200], angle: 0.7 } as const;
  const [x, y] = inward(outward([13, -5], pose), pose);
  assert.ok(Math.abs(x - 13) < 1e-12 && Math.abs(y + 5) < 1e-12);
});

Deno.test("a push moves the T of the world the way it says", () => {
  const env = pushT.make({ action: "absolute" }, {});
  const start = { agent_start_x: 300, agent_start_y: 220, block_start_x: 250, block_start_y: 240 };
  env.reset({ seed: 0, factors: { start_spread: 0, block_start_angle: 0, ...start } });
  const pose = () => ({ place: [env.measure()[2], env.measure()[3]] as const, angle: env.measure()[4] });
  const before = pose();
  for (let i = 0; i < 20; i++) env.step(Float32Array.of(300, 227));
  const moved = tee.way(before, pose());
  const said = tee.push({ at: [50, 0], normal: [0, -1] });
  const length = Math.sqrt(
    moved.reduce((sum, x) => sum + x * x, 0) / said.reduce((sum, x) => sum + x * x, 0),
  );
  assert.ok(length > 0.5);
  moved.forEach((x, i) => assert.ok(Math.abs(x / length - said[i]) < 0.1, `${moved} and ${said}`));
});
