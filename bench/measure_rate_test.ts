import assert from "node:assert/strict";
import { measureRate } from "./measure_rate.ts";

Deno.test("a rate is how many were done a second, over some turns", async () => {
  let runs = 0;
  const work = { name: "a", unit: "things", turns: 3, run: () => Promise.resolve(runs++ === 0 ? 1 : 1e9) };
  const { name, oursMs, rate } = await measureRate(work);
  assert.equal(runs, 3);
  assert.equal(name, "a");
  assert.equal(rate?.unit, "things");
  assert.ok(rate.perSecond.min < rate.perSecond.median && rate.perSecond.median <= rate.perSecond.max);
  assert.ok(Math.abs(oursMs * rate.perSecond.median - 1000) < 1e-6);
});
