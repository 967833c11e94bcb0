import assert from "node:assert/strict";
import file from "./oracle/nn_primitives.json" with { type: "json" };
import { countLeaks } from "../../core/engine/count_leaks.ts";
import { openTestBackend } from "../backend.ts";
import { primitivesReplayer } from "./primitives.ts";
import type { OracleFile } from "./replayer.ts";

await openTestBackend();

const oracle: OracleFile = file;

Deno.test("layers, activations and losses replay", async () => {
  const leaks = await countLeaks(async () => {
    assert.ok(primitivesReplayer.accepts(oracle));
    const { discrepancies, missing } = await primitivesReplayer.replay(oracle);
    const replayed = new Set(discrepancies.map((one) => one.case));
    const left = Object.values(missing).reduce((sum, n) => sum + n, 0);
    assert.equal(replayed.size + left, file.cases.length);
    assert.equal(replayed.size, 16);
    for (const one of discrepancies) assert.ok(one.error <= one.tolerance, JSON.stringify(one));
  });
  assert.deepEqual(leaks, { tensors: 0, buffers: 0 });
});

Deno.test("a wrong gradient is found out, an unknown kind is counted", async () => {
  const [gelu] = file.cases;
  const grads = { x: { ...gelu.grads.x, data: gelu.grads.x?.data.with(2, 9) } };
  const cases = [{ ...gelu, grads }, { ...gelu, kind: "mish" }];
  const { discrepancies, missing } = await primitivesReplayer.replay({ source: file.source, cases });
  const over = discrepancies.filter(({ error, tolerance }) => error > tolerance);
  assert.deepEqual(over.map(({ quantity }) => quantity), ["grad x"]);
  assert.deepEqual(missing, { mish: 1 });
});
