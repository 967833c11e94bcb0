import assert from "node:assert/strict";
import oracle from "./oracle/planners.json" with { type: "json" };
import { seededRng } from "../core/rng.ts";
import type { Rng } from "../core/types.ts";
import { plannersReplayer } from "./planners.ts";
import type { Discrepancy, OracleTensor } from "./replayer.ts";

const isOver = ({ error, tolerance }: Discrepancy): boolean => !(error <= tolerance);

Deno.test("the planners of stable-worldmodel and eb_jepa replay", async () => {
  assert.ok(plannersReplayer.accepts(oracle));
  const { discrepancies, missing } = await plannersReplayer.replay(oracle);
  assert.deepEqual(discrepancies.filter(isOver), []);
  const replayed = new Set(discrepancies.map((discrepancy) => discrepancy.case));
  assert.deepEqual([...replayed], [
    ...["cem0", "cem2", "icem4", "icem6"],
    ...["mppi8", "mppi10", "ebjepa12", "ebjepa14"],
  ]);
  assert.deepEqual(missing, {
    "V-JEPA 2 cem": 2,
    "pose_composition": 6,
  });
});

/** A plan of H steps of two numbers. */
type Plan = readonly (readonly number[])[];

interface Sizes {
  readonly batch: number;
  readonly horizon: number;
  readonly samples: number;
  readonly elites: number;
  readonly iterations: number;
  readonly std: number;
}

const flat = (values: unknown, ...shape: number[]): OracleTensor => ({
  shape,
  data: (Array.isArray(values) ? values : [values]).flat(3) as number[],
});

const drawPlan = (rng: Rng, horizon: number): Plan =>
  Array.from({ length: horizon }, () => [rng.normal(), rng.normal()]);

const combine = (plan: Plan, f: (t: number, axis: number) => number): Plan =>
  plan.map((step, t) => step.map((_, axis) => f(t, axis)));

function costOf(plan: Plan, start: readonly number[], goal: readonly number[]): number {
  let at = start;
  let cost = 0;
  for (const step of plan) {
    at = at.map((x, axis) => x + 0.35 * step[axis]);
    cost += 2 * Math.exp(-((at[0] - 0.6) ** 2 + (at[1] - 0.25) ** 2) / 0.1);
    cost += 0.02 * (step[0] ** 2 + step[1] ** 2);
  }
  return cost + (at[0] - goal[0]) ** 2 + (at[1] - goal[1]) ** 2;
}

/** What one problem's search must do, by the file's conventions and nothing of the project's. */
function search(
  { horizon, samples, elites, iterations, std: spread }: Sizes,
  { rng, x0, goal, start, first, shorten }: {
    readonly rng: Rng;
    readonly x0: readonly number[];
    readonly goal: readonly number[];
    readonly start: Plan;
    readonly first: boolean;
    readonly shorten: (step: readonly number[]) => readonly number[];
  },
) {
  let mean: Plan = Array.from({ length: horizon }, (_, t) => start[t] ?? [0, 0]);
  let std: Plan = combine(mean, () => spread);
  return Array.from({ length: iterations }, () => {
    const noise = Array.from({ length: samples }, () => drawPlan(rng, horizon));
    const candidates = noise.map((z, n) => {
      const still = first && n === 0;
      return combine(z, (t, a) => mean[t][a] + (still ? 0 : std[t][a] * z[t][a])).map(shorten);
    });
    const costs = candidates.map((plan) => costOf(plan, x0, goal));
    const order = costs.map((_, n) => n).sort((a, b) => costs[a] - costs[b]).slice(0, elites);
    const best = order.map((n) => candidates[n]);
    const average = (f: (plan: Plan) => number) => best.reduce((total, plan) => total + f(plan), 0) / elites;
    const centre = combine(mean, (t, a) => average((plan) => plan[t][a]));
    const unbiased = elites / (elites - 1);
    std = combine(mean, (t, a) => Math.sqrt(unbiased * average((plan) => (plan[t][a] - centre[t][a]) ** 2)));
    mean = centre;
    return { noise, candidates, costs, order, mean, std };
  });
}

/** A case of stable-worldmodel with several problems and a start that is shorter than the plan. */
function madeCem(seed: number, sizes: Sizes, given: number) {
  const rng = seededRng(seed);
  const { batch: B, horizon: H, samples: N, elites: K, iterations, std: var_scale } = sizes;
  const problems = Array.from({ length: B }, () => {
    const [[x0], [goal], start] = [drawPlan(rng, 1), drawPlan(rng, 1), drawPlan(rng, given)];
    const how = { rng, x0, goal, start, first: true, shorten: (step: readonly number[]) => step };
    return { x0, goal, start, rounds: search(sizes, how) };
  });
  const each = <T>(k: number, of: (round: (typeof problems)[0]["rounds"][0]) => T) =>
    problems.map(({ rounds }) => of(rounds[k]));
  const rounds = Array.from({ length: iterations }, (_, k) => k);
  return {
    id: `made ${seed}`,
    algorithm: "CEM",
    params: { batch: B, samples: N, topk: K, horizon: H, iterations, var_scale },
    x0: flat(problems.map(({ x0 }) => x0), B, 2),
    goal: flat(problems.map(({ goal }) => goal), B, 2),
    init_action: given > 0 ? flat(problems.map(({ start }) => start), B, given, 2) : null,
    noise: rounds.map((k) => flat(each(k, ({ noise }) => noise), B, N, H, 2)),
    iterations: rounds.map((k) => ({
      mean: flat(each(k, ({ mean }) => mean), B, H, 2),
      std: flat(each(k, ({ std }) => std), B, H, 2),
      elite_indices: each(k, ({ order }) => order),
      elite_costs: flat(each(k, ({ order, costs }) => order.map((n) => costs[n])), B, K),
    })),
    costs_iteration0: flat(each(0, ({ costs }) => costs), B, N),
    candidates_iteration0: flat(each(0, ({ candidates }) => candidates), B, N, H, 2),
    actions: flat(each(iterations - 1, ({ mean }) => mean), B, H, 2),
  };
}

/** A case of eb_jepa, with a largest length of a step. */
function madeEbJepa(seed: number, sizes: Sizes, maxNorm: number) {
  const rng = seededRng(seed);
  const { horizon: H, samples: N, elites, iterations, std: var_scale } = sizes;
  const [[x0], [goal]] = [drawPlan(rng, 1), drawPlan(rng, 1)];
  const shorten = (step: readonly number[]) => {
    const length = Math.sqrt(step[0] ** 2 + step[1] ** 2);
    return step.map((x) => x * Math.min(length, maxNorm) / (length + 1e-6));
  };
  const rounds = search(sizes, { rng, x0, goal, start: [], first: false, shorten });
  const stepsFirst = (plans: readonly Plan[]) =>
    flat(Array.from({ length: H }, (_, t) => plans.map((plan) => plan[t])), H, N, 2);
  return {
    id: `made ${seed}`,
    algorithm: "eb_jepa CEM",
    params: { samples: N, elites, horizon: H, iterations, var_scale, max_norms: [maxNorm] },
    x0: flat(x0, 1, 2),
    goal: flat(goal, 1, 2),
    noise: rounds.map(({ noise }) => stepsFirst(noise)),
    iterations: rounds.map(({ mean, std }) => ({ mean: flat(mean, H, 2), std: flat(std, H, 2) })),
    costs_iteration0: flat(rounds[0].costs, N),
    candidates_iteration0: stepsFirst(rounds[0].candidates),
  };
}

const { source } = oracle;
const small: Sizes = { batch: 3, horizon: 5, samples: 13, elites: 4, iterations: 4, std: 0.8 };

Deno.test("other sizes replay: several problems, short and full starts, few and all elites", async () => {
  const cases = [
    madeCem(1, small, 2),
    madeCem(2, { ...small, batch: 1, horizon: 1 }, 0),
    madeCem(3, { ...small, batch: 2, horizon: 2, elites: 13 }, 2),
  ];
  const { discrepancies, missing } = await plannersReplayer.replay({ source, cases });
  assert.deepEqual(missing, {});
  assert.equal(discrepancies.length, 3 * (3 + 4 * 4));
  assert.deepEqual(discrepancies.filter(isOver), []);
});

Deno.test("a largest length of a step replays, as a list of one and as a number", async () => {
  const one = madeEbJepa(4, small, 0.6);
  const cases = [one, { ...one, id: "number", params: { ...one.params, max_norms: 0.6 } }];
  const { discrepancies, missing } = await plannersReplayer.replay({ source, cases });
  assert.deepEqual(missing, {});
  assert.equal(discrepancies.length, 2 * (2 + 4 * 2));
  assert.deepEqual(discrepancies.filter(isOver), []);
  const free = { ...one, params: { ...one.params, max_norms: null } };
  const unlimited = await plannersReplayer.replay({ source, cases: [free] });
  assert.ok(unlimited.discrepancies.every(isOver));
});

Deno.test("what no code reads is counted by name, never compared", async () => {
  const cem = madeCem(5, small, 2);
  const ebJepa = madeEbJepa(6, small, 1);
  const cases = [
    { ...cem, params: { ...cem.params, noise_beta: 2 } },
    { ...cem, params: { ...cem.params, topk: null } },
    { ...cem, params: { ...cem.params, horizon: 1 } },
    { ...ebJepa, params: { ...ebJepa.params, max_norms: [1, 2] } },
    { ...cem, algorithm: "PSO" },
  ];
  const { discrepancies, missing } = await plannersReplayer.replay({ source, cases });
  assert.deepEqual(discrepancies, []);
  assert.deepEqual(missing, {
    "CEM with noise_beta": 1,
    "CEM without topk": 1,
    "CEM with a start longer than the horizon": 1,
    "eb_jepa CEM with several norms": 1,
    "PSO": 1,
  });
});

Deno.test("a changed number is found", async () => {
  const [first] = oracle.cases;
  const noise = structuredClone(first.noise) as { data: number[] }[];
  noise[1].data[8 * 17] += 0.5; // an elite of that iteration
  const { discrepancies } = await plannersReplayer.replay({ ...oracle, cases: [{ ...first, noise }] });
  const wrong = discrepancies.filter(isOver);
  assert.ok(wrong.length > 0 && wrong.every(({ quantity }) => !quantity.endsWith("0")));
});
