import assert from "node:assert/strict";
import { openTestBackend } from "../../tests/backend.ts";
import { countLeaks } from "../engine/count_leaks.ts";
import { read } from "../engine/read.ts";
import { seededRng } from "../rng.ts";
import { uniformVariable } from "./uniform_variable.ts";

await openTestBackend();

Deno.test("uniformVariable fills its range evenly, and the same stream gives the same weights", async () => {
  const leaks = await countLeaks(async () => {
    const [a, b] = [1, 1].map((seed) => uniformVariable([50, 40], 0.25, seededRng(seed)));
    const [values, again] = await read([a, b]);
    assert.deepEqual(values, again);
    const variance = values.reduce((sum, x) => sum + x * x, 0) / values.length;
    assert.ok(Math.max(...values) < 0.25 && Math.min(...values) >= -0.25);
    assert.ok(Math.abs(variance - 0.25 ** 2 / 3) < 0.002); // of a uniform distribution
  });
  assert.deepEqual(leaks, { tensors: 0, buffers: 0 });
});
