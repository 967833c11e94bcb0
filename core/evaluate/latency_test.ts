import assert from "node:assert/strict";
import { DotWorld } from "../../testing/fixtures/dot_world.ts";
import type { PlanRecord } from "../plan/planned_episode.ts";
import type { PlanningPolicy } from "../plan/receding_horizon.ts";
import { seededRng } from "../rng.ts";
import type { Trial } from "./protocol.ts";
import { planLatency } from "./latency.ts";

Deno.test("each trial is planned alone from its own start, and the first plan does not count", async () => {
  const times = [900, 10, 30, 20];
  const seen: number[] = [];
  let last: PlanRecord[] = [];
  const policy: PlanningPolicy = {
    streams: ["position"],
    begin: () => last = [],
    act: (turns) => {
      assert.equal(turns.length, 1);
      seen.push(turns[0].snapshot.observations.position[0]);
      const nothing = new Float64Array(0);
      const latencyMs = times.shift() ?? NaN;
      const asked = { calls: latencyMs / 10, candidates: 2 * latencyMs };
      last.push({ step: 0, plan: nothing, cost: 0, trace: [], latencyMs, together: 1, ...asked });
      return Promise.resolve([Float32Array.of(0, 0)]);
    },
    plans: () => last,
  };
  const trials: Trial[] = [1, 2, 3].map((x) => ({
    episode: 0,
    row: 0,
    start: Float64Array.of(x, 0),
    goal: { observations: {}, variables: new Float64Array(2) },
    distance: x,
    strata: [],
    solved: [],
  }));
  assert.deepEqual(await planLatency(policy, new DotWorld(), trials, seededRng(1)), {
    p50: 20,
    p95: 29,
    n: 3,
    calls: 2,
    candidates: 40,
  });
  assert.deepEqual(seen, [1, 1, 2, 3]);
});
