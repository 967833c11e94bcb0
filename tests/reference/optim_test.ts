import assert from "node:assert/strict";
import file from "./oracle/nn_optim.json" with { type: "json" };
import { countLeaks } from "../../core/engine/count_leaks.ts";
import { openTestBackend } from "../backend.ts";
import { optimReplayer } from "./optim.ts";
import type { OracleFile } from "./replayer.ts";

await openTestBackend();

const oracle: OracleFile = file;

Deno.test("AdamW and the schedules replay", async () => {
  const leaks = await countLeaks(async () => {
    assert.ok(optimReplayer.accepts(oracle));
    const { discrepancies, missing } = await optimReplayer.replay(oracle);
    assert.deepEqual(missing, {});
    assert.equal(discrepancies.length, 4 * 3 + 2 + 2 + 2 * 3);
    for (const one of discrepancies) assert.ok(one.error <= one.tolerance, JSON.stringify(one));
  });
  assert.deepEqual(leaks, { tensors: 0, buffers: 0 });
});

Deno.test("a wrong constant is found out, an unknown kind is counted", async () => {
  const [first] = file.cases;
  const cases = [{ ...first, weight_decay: 0.5 }, { id: "x", kind: "Muon" }];
  const { discrepancies, missing } = await optimReplayer.replay({ source: file.source, cases });
  assert.ok(discrepancies.some(({ error, tolerance }) => error > tolerance));
  assert.deepEqual(missing, { Muon: 1 });
});
