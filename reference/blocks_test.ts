import assert from "node:assert/strict";
import file from "./oracle/nn_blocks.json" with { type: "json" };
import { countLeaks } from "../core/engine/count_leaks.ts";
import { openTestBackend } from "../tests/backend.ts";
import { blocksReplayer } from "./blocks.ts";
import type { OracleFile } from "./replayer.ts";

await openTestBackend();

const oracle: OracleFile = file;

Deno.test("attention, conditional blocks, the predictor and the action embedder replay", async () => {
  const leaks = await countLeaks(async () => {
    assert.ok(blocksReplayer.accepts(oracle));
    const { discrepancies, missing } = await blocksReplayer.replay(oracle);
    assert.deepEqual(missing, {});
    assert.deepEqual(new Set(discrepancies.map((one) => one.case)), new Set(file.cases.map(({ id }) => id)));
    for (const one of discrepancies) assert.ok(one.error <= one.tolerance, JSON.stringify(one));
  });
  assert.deepEqual(leaks, { tensors: 0, buffers: 0 });
});

Deno.test("a mask that is not there is found out", async () => {
  const causal = file.cases.filter(({ dims }) => dims.causal === true);
  assert.equal(causal.length, 1);
  const cases = causal.map((one) => ({ ...one, dims: { ...one.dims, causal: false } }));
  const { discrepancies } = await blocksReplayer.replay({ ...oracle, cases });
  assert.ok(discrepancies.some(({ error, tolerance, quantity }) => quantity === "out" && error > tolerance));
});

Deno.test("what the project's code does not do is counted by name, never compared", async () => {
  const [block] = file.cases;
  const { "attn.norm.bias": _, ...fewer } = block.params;
  const short = { shape: [3], data: [0, 0, 0] };
  const cases = [
    { ...block, dims: { ...block.dims, registers: 2 } },
    { ...block, params: fewer },
    { ...block, params: { ...block.params, "attn.norm.bias": short } },
    { ...block, params: { ...block.params, "attn.rope": short } },
    { ...block, kind: "Mamba" },
    { id: block.id, kind: block.kind, dims: block.dims },
  ];
  const { discrepancies, missing } = await blocksReplayer.replay({ ...oracle, cases });
  assert.deepEqual(discrepancies, []);
  assert.deepEqual(missing, {
    "ConditionalBlock with registers": 1,
    "ConditionalBlock without attentionNorm.bias": 1,
    "ConditionalBlock with attentionNorm.bias of shape [3]": 1,
    'ConditionalBlock with weights that have no place here: Cannot read LeWorldModel weights: found tensor "predictor.transformer.layers.0.attn.rope", expected published names only':
      1,
    "case of another kind": 2,
  });
});
