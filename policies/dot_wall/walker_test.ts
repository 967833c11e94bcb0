import assert from "node:assert/strict";
import { seededRng } from "../../core/rng.ts";
import { dotWall } from "../../envs/mod.ts";
import { checkPolicy } from "../../testing/policy.ts";
import { dotWallWalker } from "./walker.ts";

/** Lengths of steps, and whether the dot was in both rooms, in an episode of 91 rows. */
async function episode(crossing: number, seed: number) {
  const env = dotWall.make({ random: true }, {});
  const policy = dotWallWalker.make({ crossing }, { spec: env });
  env.reset({ seed });
  policy.begin(0, { rng: seededRng(seed) });
  const lengths: number[] = [];
  const rooms = new Set<boolean>();
  let way: readonly [number, number] = [0, 0];
  for (let step = 0; step < 90; step++) {
    const variables = env.measure();
    rooms.add(variables[0] > variables[4]);
    const snapshot = { observations: {}, variables, state: env.getState() };
    const [[dx, dy]] = await policy.act([{ slot: 0, step, snapshot }]);
    lengths.push(Math.sqrt(dx * dx + dy * dy));
    way = [way[0] + dx, way[1] + dy];
    env.step(Float32Array.of(dx, dy));
  }
  return { lengths, crossed: rooms.size === 2, way: Math.sqrt(way[0] ** 2 + way[1] ** 2) };
}

const mean = (values: readonly number[]): number => values.reduce((sum, x) => sum + x, 0) / values.length;

Deno.test("a walker keeps every rule of a policy", () =>
  checkPolicy((spec) => dotWallWalker.make({}, { spec }), () => dotWall.make({}, {})));

Deno.test("steps are about 1 px long, in their range, and keep a direction", async () => {
  const all = await Promise.all(Array.from({ length: 30 }, (_, seed) => episode(0, seed)));
  const lengths = all.flatMap((one) => one.lengths);
  assert.ok(lengths.every((length) => length > 0.2 - 1e-6 && length < 1.8 + 1e-6));
  assert.ok(Math.abs(mean(lengths) - 1) < 0.02);
  // The mean cosine of κ = 5 is 0.893.
  assert.ok(Math.abs(mean(all.map(({ way }) => way)) / 90 - 0.893) < 0.03);
});

Deno.test("episodes that are to cross the wall do, and few others", async () => {
  const share = async (crossing: number) =>
    mean(
      (await Promise.all(Array.from({ length: 60 }, (_, seed) => episode(crossing, seed))))
        .map(({ crossed }) => crossed ? 1 : 0),
    );
  assert.ok(await share(1) > 0.85, `${await share(1)}`);
  assert.ok(await share(0) < 0.25);
});
