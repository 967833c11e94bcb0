import assert from "node:assert/strict";
import { openTestBackend } from "../../tests/backend.ts";
import { noLeaks } from "../../testing/no_leaks.ts";
import { countLeaks } from "../engine/count_leaks.ts";
import { read } from "../engine/read.ts";
import { seededRng } from "../rng.ts";
import { normalVariable, uniformVariable } from "./init.ts";

await openTestBackend();

Deno.test("normalVariable has the deviation that it is told, and may learn", () =>
  noLeaks(async () => {
    const variable = normalVariable([50, 40], 0.02, seededRng(3));
    assert.equal(variable.trainable, true);
    const [values] = await read([variable.clone()]);
    const mean = values.reduce((sum, x) => sum + x, 0) / 2000;
    const deviation = Math.sqrt(values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / 2000);
    assert.ok(Math.abs(mean) < 2e-3 && Math.abs(deviation - 0.02) < 1e-3, `${mean} ${deviation}`);
    variable.dispose();
  }));

Deno.test("a deviation of 0 gives plain zeros", () =>
  noLeaks(async () => {
    const variable = normalVariable([3], 0, seededRng(3));
    const [values] = await read([variable.clone()]);
    assert.deepEqual([...values], [0, 0, 0]);
    variable.dispose();
  }));

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
