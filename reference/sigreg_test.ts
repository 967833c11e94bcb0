import assert from "node:assert/strict";
import file from "./oracle/nn_sigreg.json" with { type: "json" };
import { countLeaks } from "../core/engine/count_leaks.ts";
import { openTestBackend } from "../tests/backend.ts";
import type { OracleFile } from "./replayer.ts";
import { sigregReplayer } from "./sigreg.ts";

await openTestBackend();

const oracle: OracleFile = file;
const { source } = file;

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
  const { discrepancies } = await sigregReplayer.replay({ source, cases: [], scalar_cases });
  assert.deepEqual(discrepancies.map(({ error, tolerance }) => error > tolerance), [true, false]);
});

Deno.test("so many zeros are as many as the words say", async () => {
  const scalar_cases = [
    { x: null, what: "64 zeros", value: 64 * 0.402047579732, eb_jepa_value: 0.399961731488 },
    { x: null, what: "1 zero", value: 0.402047579732, eb_jepa_value: 0.399961731488 },
    { x: null, what: "a spiral", value: 0, eb_jepa_value: 0 },
  ];
  const { discrepancies, missing } = await sigregReplayer.replay({ source, cases: [], scalar_cases });
  assert.equal(discrepancies.length, 4);
  for (const one of discrepancies) assert.ok(one.error <= one.tolerance, JSON.stringify(one));
  assert.deepEqual(missing, { 'scalars "a spiral"': 1 });
});

Deno.test("a case of another kind is counted", async () => {
  const cases = [{ id: 9, kind: "two_views", z1: { shape: [1], data: [0] } }];
  assert.deepEqual(await sigregReplayer.replay({ source, cases }), {
    discrepancies: [],
    missing: { "case of another kind": 1 },
  });
});
