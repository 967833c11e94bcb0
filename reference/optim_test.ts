import assert from "node:assert/strict";
import file from "./oracle/nn_optim.json" with { type: "json" };
import { countLeaks } from "../core/engine/count_leaks.ts";
import { openTestBackend } from "../tests/backend.ts";
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

Deno.test("a schedule with other ends replays, another schedule or an unread constant is counted", async () => {
  const scheduled = file.cases[1];
  const schedule = { ...scheduled.schedule, warmup_start_lr: 0.01, eta_min: 0.001 };
  const steps = (scheduled.steps ?? []).slice(0, 1).map((step) => ({ ...step, lr: 0.01 }));
  const cases = [
    { ...scheduled, schedule, steps },
    { ...scheduled, schedule: { ...schedule, type: "StepLR" } },
    { ...scheduled, schedule: { ...schedule, gamma: 0.1 } },
    { ...scheduled, amsgrad: true },
  ];
  const { discrepancies, missing } = await optimReplayer.replay({ source: file.source, cases });
  const rates = discrepancies.filter(({ quantity }) => quantity === "lr");
  assert.deepEqual(rates.map(({ error }) => error), [0]);
  assert.deepEqual(missing, {
    "AdamW with schedule StepLR": 1,
    "AdamW with gamma": 1,
    "AdamW with amsgrad": 1,
  });
});
