import assert from "node:assert/strict";
import file from "./oracle/nn_projector.json" with { type: "json" };
import { countLeaks } from "../core/engine/count_leaks.ts";
import { openTestBackend } from "../tests/backend.ts";
import { projectorReplayer } from "./projector.ts";
import type { OracleFile } from "./replayer.ts";

await openTestBackend();

const oracle: OracleFile = file;

Deno.test("the projector replays in both modes", async () => {
  const leaks = await countLeaks(async () => {
    assert.ok(projectorReplayer.accepts(oracle));
    const { discrepancies } = await projectorReplayer.replay(oracle);
    assert.equal(discrepancies.length, 2 * 2 * (1 + 7 + 2));
    for (const one of discrepancies) assert.ok(one.error <= one.tolerance, JSON.stringify(one));
  });
  assert.deepEqual(leaks, { tensors: 0, buffers: 0 });
});

Deno.test("a wrong weight is found out", async () => {
  const [first] = file.cases;
  const params = { ...first.params, "net.3.bias": { shape: [6], data: [1, 0, 0, 0, 0, 0] } };
  const { discrepancies } = await projectorReplayer.replay({ ...oracle, cases: [{ ...first, params }] });
  const over = discrepancies.filter(({ error, tolerance }) => error > tolerance);
  assert.deepEqual(over.map(({ quantity }) => quantity), ["out", "out"]);
});

Deno.test("layers of which a weight is absent or unknown are counted", async () => {
  const [first] = file.cases;
  const { "net.3.bias": _, ...params } = first.params;
  const extra = { ...first.params, "net.4.weight": first.running_mean };
  const cases = [{ ...first, params }, { ...first, params: extra }, { id: 3, kind: "other" }];
  assert.deepEqual(await projectorReplayer.replay({ ...oracle, cases }), {
    discrepancies: [],
    missing: {
      "projector without net.3.bias": 1,
      "projector with net.4.weight": 1,
      "case of another kind": 1,
    },
  });
});
