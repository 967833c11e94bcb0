import assert from "node:assert/strict";
import { fidelity } from "./evaluations.ts";

const row = (spearman: number | null) => ({ spearman, p25: 0.1, p75: 0.9, n: 20, distance: 31 });

Deno.test("the chart tells the first and the last correlation, the table has all of them", async () => {
  const found = await fidelity({ plans: 20, iterations: { 1: row(0.75), 2: row(null), 3: row(0.25) } });
  assert.match(found?.source ?? "", /median from 0\.75 to 0\.25/);
  assert.match(found?.source ?? "", /level: no relation/);
  assert.match(found?.source ?? "", />iteration<\/text>/);
  assert.equal(found?.source.match(/>31<\/td>/g)?.length, 3);
});

Deno.test("other results have none, and neither have those without any correlation", async () => {
  for (const result of [null, 3, {}, { iterations: 5 }, { iterations: { 1: row(null) } }, { rate: 1 }]) {
    assert.equal(await fidelity(result), undefined);
  }
});
