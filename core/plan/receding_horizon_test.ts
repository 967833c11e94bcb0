import assert from "node:assert/strict";
import { InputError } from "../errors.ts";
import { seededRng } from "../rng.ts";
import type { Goal, Planner, PlanRequest, Snapshot, Turn } from "../types.ts";
import { recedingHorizon, type RecedingHorizonSetup } from "./receding_horizon.ts";

const snapshot: Snapshot = { observations: {}, variables: new Float64Array(1), state: new Float64Array(1) };
const goal: Goal = { observations: {}, variables: new Float64Array(1) };
const turn = (slot: number, step: number): Turn => ({ slot, step, snapshot });

/** Plans 0.1, 0.2, 0.3, … for the first problem, 0.2, 0.4, … for the second; keeps what it was asked. */
function counting(): { readonly requests: PlanRequest[]; readonly planner: Planner } {
  const requests: PlanRequest[] = [];
  const plan = (request: PlanRequest) => {
    requests.push(request);
    const length = request.horizon * request.space.size;
    const values = Float64Array.from(
      { length: request.batch * length },
      (_, i) => (1 + Math.floor(i / length)) * (1 + i % length) / 10,
    );
    const costs = Float64Array.from({ length: request.batch }, (_, b) => 10 + b);
    const once = {
      mean: values,
      std: values,
      best: costs,
      eliteCosts: costs,
      elites: Int32Array.from(costs),
    };
    return Promise.resolve({ plan: values, cost: costs, trace: [once] });
  };
  return { requests, planner: { plan } };
}

let clock = 0;
const setup = (planner: Planner, change: Partial<RecedingHorizonSetup> = {}): RecedingHorizonSetup => ({
  planner,
  horizon: 2,
  execute: 1,
  frameskip: 2,
  actionSpace: { kind: "box", low: [-10], high: [10] },
  streams: [],
  scorer: () => Promise.resolve(() => Promise.resolve(new Float64Array(0))),
  now: () => clock += 5,
  ...change,
});

const rounded = (actions: readonly Float32Array[]) =>
  actions.map(([value]) => Math.round(value * 1000) / 1000);

Deno.test("executes the first block in native units, then plans again from what was left", async () => {
  const { requests, planner } = counting();
  const policy = recedingHorizon(setup(planner));
  policy.begin(0, { rng: seededRng(1), goal });
  const taken = [];
  for (let step = 0; step < 4; step++) taken.push(...rounded(await policy.act([turn(0, step)])));
  assert.deepEqual(taken, [1, 2, 1, 2]);
  assert.equal(requests.length, 2);
  assert.equal(requests[0].warm, undefined);
  assert.deepEqual([...requests[1].warm ?? []], [0.3, 0.4, 0, 0]);
});

Deno.test("plans that are executed whole start cold each time", async () => {
  const { requests, planner } = counting();
  const policy = recedingHorizon(setup(planner, { execute: 2 }));
  policy.begin(0, { rng: seededRng(1), goal });
  for (let step = 0; step < 5; step++) await policy.act([turn(0, step)]);
  assert.deepEqual(requests.map(({ warm }) => warm), [undefined, undefined]);
});

Deno.test("plans only for the slots that need one, and keeps their records apart", async () => {
  const { requests, planner } = counting();
  const policy = recedingHorizon(setup(planner));
  policy.begin(0, { rng: seededRng(1), goal });
  await policy.act([turn(0, 0)]);
  policy.begin(3, { rng: seededRng(2), goal });
  await policy.act([turn(0, 1), turn(3, 0)]);
  assert.equal(requests[1].batch, 1, "slot 0 still follows its plan");
  const actions = await policy.act([turn(0, 2), turn(3, 1)]);
  assert.deepEqual(rounded(actions), [1, 2]);
  await policy.act([turn(0, 3), turn(3, 2)]);
  assert.deepEqual(policy.plans(0).map(({ step }) => step), [0, 2]);
  assert.deepEqual(policy.plans(3).map(({ step }) => step), [0, 2]);
});

Deno.test("a cold episode beside a warm one gets zeros; records hold each one's own plan", async () => {
  const { requests, planner } = counting();
  const policy = recedingHorizon(setup(planner));
  policy.begin(0, { rng: seededRng(1), goal });
  for (let step = 0; step < 2; step++) await policy.act([turn(0, step)]);
  policy.begin(1, { rng: seededRng(2), goal });
  await policy.act([turn(0, 2), turn(1, 0)]);
  assert.deepEqual([...requests[1].warm ?? []], [0.3, 0.4, 0, 0, 0, 0, 0, 0]);
  const [record] = policy.plans(1);
  assert.deepEqual([...record.plan], [0.2, 0.4, 0.6, 0.8]);
  assert.equal(record.cost, 11);
  assert.deepEqual([...record.trace[0].mean], [...record.plan]);
  assert.deepEqual([...record.trace[0].elites ?? []], [11]);
  assert.equal(record.latencyMs, 5);
  assert.equal(record.together, 2);
});

Deno.test("a record tells how often the cost was asked, and of how many candidates", async () => {
  const { planner } = counting();
  const asking: Planner = {
    plan: async (request) => {
      await request.score(new Float64Array(0), 7);
      await request.score(new Float64Array(0), 5);
      return planner.plan(request);
    },
  };
  const policy = recedingHorizon(setup(asking));
  for (const slot of [0, 1]) policy.begin(slot, { rng: seededRng(slot), goal });
  await policy.act([turn(0, 0), turn(1, 0)]);
  for (const slot of [0, 1]) {
    const [{ calls, candidates }] = policy.plans(slot);
    assert.deepEqual([calls, candidates], [2, 12]);
  }
});

Deno.test("the stream of a plan depends on its episode and step only", async () => {
  const [alone, beside] = [counting(), counting()];
  for (const [{ planner }, slots] of [[alone, [0]], [beside, [1, 0]]] as const) {
    const policy = recedingHorizon(setup(planner));
    for (const slot of slots) policy.begin(slot, { rng: seededRng(7 + slot), goal });
    await policy.act(slots.map((slot) => turn(slot, 0)));
  }
  assert.equal(alone.requests[0].rngs[0].uniform(), beside.requests[0].rngs[1].uniform());
  assert.notEqual(beside.requests[0].rngs[0].uniform(), beside.requests[0].rngs[1].uniform());
});

for (const execute of [1, 2, 3, 4, 5]) {
  Deno.test(`of a plan of five blocks, ${execute} are executed before planning again`, async () => {
    const { requests, planner } = counting();
    const policy = recedingHorizon(setup(planner, { horizon: 5, execute }));
    policy.begin(0, { rng: seededRng(1), goal });
    const taken = [];
    for (let step = 0; step < 20; step++) taken.push(...rounded(await policy.act([turn(0, step)])));
    assert.deepEqual(taken, Array.from({ length: 20 }, (_, step) => 1 + step % (2 * execute)));
    const steps = Array.from({ length: Math.ceil(10 / execute) }, (_, i) => 2 * execute * i);
    assert.deepEqual(policy.plans(0).map(({ step }) => step), steps);
    assert.equal(requests.at(-1)?.warm !== undefined, execute < 5);
  });
}

Deno.test("remembers what was seen where blocks began, and the blocks between, as far back as asked", async () => {
  const contexts: unknown[] = [];
  const { planner } = counting();
  const scorer: RecedingHorizonSetup["scorer"] = (problems) => {
    contexts.push(...problems.map(({ context: { frames, blocks } }) => [
      frames.map(({ proprio }) => proprio[0]),
      blocks.map((block) => Array.from(block, (value) => Math.round(value * 10) / 10)),
    ]));
    return Promise.resolve(() => Promise.resolve(new Float64Array(0)));
  };
  const policy = recedingHorizon(
    setup(planner, { history: 3, streams: ["proprio"], scorer, horizon: 4, execute: 2 }),
  );
  policy.begin(0, { rng: seededRng(1), goal });
  const drawn = Float32Array.of(0); // one memory for all pictures
  for (let step = 0; step < 10; step++) {
    drawn[0] = step;
    await policy.act([{ slot: 0, step, snapshot: { ...snapshot, observations: { proprio: drawn } } }]);
  }
  const blocks = [[0.1, 0.2], [0.3, 0.4]];
  assert.deepEqual(contexts, [[[0], []], [[0, 2, 4], blocks], [[4, 6, 8], blocks]]);
});

Deno.test("wrong use is refused in a sentence", async () => {
  const { planner } = counting();
  assert.throws(() => recedingHorizon(setup(planner, { execute: 3 })), /execute is 3.*horizon, 2/);
  const policy = recedingHorizon(setup(planner));
  assert.throws(() => policy.begin(0, { rng: seededRng(1) }), InputError);
  await assert.rejects(policy.act([turn(5, 0)]), /Cannot act in slot 5/);
});
