import assert from "node:assert/strict";
import { seededRng } from "../core/rng.ts";
import type { Planner, PlanRequest } from "../core/types.ts";
import { cem } from "../planners/cem.ts";
import { icem } from "../planners/icem.ts";
import { shoot } from "./fixtures/dot_plan.ts";
import { checkPlanner } from "./planner.ts";

const options: readonly Parameters<typeof cem.make>[0][] = [
  {},
  { returns: "best" },
  { momentum: 0.1, eliteStd: "unbiased" },
  { meanAsSample: false, samples: 100, elites: 10 },
];
for (const given of options) {
  Deno.test(`cem keeps the rules with ${JSON.stringify(given)}`, () =>
    checkPlanner(() => cem.make(given, {})));
}

for (const given of [{}, { returns: "best" }, { decay: 1, noiseBeta: 0, alpha: 0, keepElites: 0 }]) {
  Deno.test(`icem keeps the rules with ${JSON.stringify(given)}`, () =>
    checkPlanner(() => icem.make(given, {})));
}

Deno.test("random shooting keeps them too, less near", () =>
  checkPlanner(() => ({ plan: shoot }), { nearness: 0.4 }));

let draws = 0;
const honest = cem.make({}, {});
const ask = (change: (request: PlanRequest) => Partial<PlanRequest>): Planner => ({
  plan: (request) => honest.plan({ ...request, ...change(request) }),
});
const free = { size: 2, low: [-Infinity, -Infinity], high: [Infinity, Infinity] };

const broken: readonly [string, () => Planner, RegExp][] = [
  [
    "searches uphill",
    () => ask(({ score }) => ({ score: async (...given) => (await score(...given)).map((cost) => -cost) })),
    /doing nothing/,
  ],
  [
    "gives up early",
    () => cem.make({ samples: 4, elites: 4, iterations: 1 }, {}),
    /from the bottom of a bowl/,
  ],
  [
    "searches beyond the bounds",
    () => ask(() => ({ space: free })),
    /scored a candidate with .* in dimension/,
  ],
  ["returns what is beyond the bounds", () => ({
    plan: async (request) => {
      const result = await honest.plan(request);
      return { ...result, plan: result.plan.map((value) => value * 4) };
    },
  }), /gave a plan with/],
  ["forgets half of the plan", () => ({
    plan: async (request) => {
      const result = await honest.plan(request);
      return { ...result, plan: result.plan.slice(2) };
    },
  }), /it gave 2 numbers/],
  ["lies about the cost", () => ({
    plan: async (request) => ({ ...await honest.plan(request), cost: Float64Array.of(9) }),
  }), /says that its plan costs 9/],
  ["draws from nowhere", () => {
    draws++;
    return ask(({ rngs }) => ({ rngs: rngs.map((rng) => rng.fork(draws)) }));
  }, /two plans/],
  ["remembers", () => {
    let calls = 0;
    return ask(({ rngs }) => ({ rngs: rngs.map((rng) => rng.fork(`${calls++}`)) }));
  }, /was planned before/],
  [
    "shares one stream",
    () => ask(({ rngs }) => ({ rngs: rngs.map(() => seededRng(rngs.length)) })),
    /its batch/,
  ],
  [
    "takes zeros for a warm start",
    () => ask(({ warm }) => warm ? { warm: warm.map((value) => value || 0.1) } : {}),
    /another problem of its batch has a warm start/,
  ],
  ["starts cold", () => ({
    plan: ({ warm: _, ...request }) => honest.plan(request),
  }), /a warm start helps/],
  ["writes into the warm start", () => ({
    plan: async (request) => {
      const result = await honest.plan(request);
      request.warm?.fill(0);
      return result;
    },
  }), /changed the warm start/],
  ["takes NaN for a cost", () =>
    ask(({ score }) => ({
      score: async (...given) => (await score(...given)).map((cost) => Number.isNaN(cost) ? 0 : cost),
    })), /costs of NaN/],
];

for (const [what, make, sentence] of broken) {
  Deno.test(`a planner that ${what} is caught`, async () => {
    await assert.rejects(checkPlanner(make), (error) => {
      assert.ok(error instanceof Error);
      assert.match(error.message, /^Cannot accept the planner: /);
      assert.match(error.message, sentence);
      return true;
    });
  });
}
