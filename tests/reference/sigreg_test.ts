import assert from "node:assert/strict";
import file from "./oracle/nn_sigreg.json" with { type: "json" };
import { countLeaks } from "../../core/engine/count_leaks.ts";
import { openTestBackend } from "../backend.ts";
import type { OracleFile } from "./replayer.ts";
import { sigregReplayer } from "./sigreg.ts";

await openTestBackend();

const oracle: OracleFile = file;

Deno.test("SIGReg replays: values, frames, slices, gradients, and eb_jepa's variant", async () => {
  const leaks = await countLeaks(async () => {
    assert.ok(sigregReplayer.accepts(oracle));
    const { discrepancies, missing } = await sigregReplayer.replay(oracle);
    assert.deepEqual(missing, {});
    assert.equal(discrepancies.length, 6 + 6 + 5 + 2 * file.scalar_cases.length);
    for (const one of discrepancies) assert.ok(one.error <= one.tolerance, JSON.stringify(one));
  });
  assert.deepEqual(leaks, { tensors: 0, buffers: 0 });
});

Deno.test("a wrong value is found out", async () => {
  const scalar_cases = [{ ...file.scalar_cases[0], value: 0.4 }];
  const { discrepancies } = await sigregReplayer.replay({ source: file.source, cases: [], scalar_cases });
  assert.deepEqual(discrepancies.map(({ error, tolerance }) => error > tolerance), [true, false]);
});
