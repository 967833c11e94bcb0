import assert from "node:assert/strict";
import { inProcess } from "../../core/env/env_batch.ts";
import { random } from "../../policies/mod.ts";
import { DotWorld } from "../../testing/fixtures/dot_world.ts";
import { ownCollector } from "./own_collector.ts";

function collector(seed: number) {
  const batch = inProcess(() => new DotWorld(), 1);
  return ownCollector({ batch, policy: random.make({}, { spec: batch.spec }), steps: 4, seed });
}

Deno.test("an episode depends on the seed and its number, not on what was made before", async () => {
  const [one, other] = [collector(1), collector(1)];
  const third = await one.collect(3);
  await other.collect(0);
  assert.deepEqual(await other.collect(3), third);
  assert.notDeepEqual(await other.collect(2), third);
  assert.notDeepEqual(await collector(2).collect(3), third);
});
