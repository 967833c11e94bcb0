import assert from "node:assert/strict";
import { noiseWindows } from "../../tests/fixtures/small_stage.ts";
import { seededRng } from "../rng.ts";
import { drawnBatches } from "./batches.ts";

Deno.test("a batch depends on stream and step, not on what was asked for before", async () => {
  const batches = (seed: number) => drawnBatches(noiseWindows(), 3, seededRng(seed));
  const [once, again] = [batches(1), batches(1)];
  const third = await once.at(3);
  await again.at(0);
  assert.deepEqual(await again.at(3), third);
  assert.equal(third.size, 3);
  assert.notDeepEqual(await again.at(4), third);
  assert.notDeepEqual(await batches(2).at(3), third);
});
