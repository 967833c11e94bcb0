import { InputError } from "../core/errors.ts";
import { seededRng } from "../core/rng.ts";
import type { Planner, PlanRequest, PlanResult, PlanSpace } from "../core/types.ts";

const WIDTH = 2;
const SPACE: PlanSpace = { size: WIDTH, low: [-1, -0.5], high: [1, 0.5] };
const BOTTOM = [0.6, -0.3, -0.4, 0.25];
const BEYOND = [3, -2, 3, -2];
/** A corner of twenty dimensions: out of reach for one iteration that starts in the middle. */
const CORNER = Array.from({ length: 10 }, (_, h) => h % 2 ? [1, -0.5] : [-1, 0.5]).flat();

/** How strict {@linkcode checkPlanner} is. */
export interface PlannerCheck {
  /** Largest root mean square distance of a plan to the bottom of a bowl in four dimensions. Default 0.15. */
  readonly nearness?: number;
}

function fail(sentence: string): never {
  throw new InputError(`Cannot accept the planner: ${sentence}`);
}

function depth(plan: ArrayLike<number>, bottom: readonly number[]): number {
  return bottom.reduce((sum, value, i) => sum + (plan[i] - value) ** 2, 0);
}

const sameNumbers = (a: Float64Array, b: Float64Array): boolean =>
  a.length === b.length && a.every((value, i) => Object.is(value, b[i]));

/** Problems with a bowl each; every candidate that is scored must lie within bounds. */
function bowls(bottoms: readonly (readonly number[])[], seeds: readonly number[]): PlanRequest {
  const batch = bottoms.length;
  const length = bottoms[0].length;
  return {
    batch,
    horizon: length / WIDTH,
    space: SPACE,
    rngs: seeds.map(seededRng),
    score: (plans, candidates) => {
      if (plans.length !== batch * candidates * length) {
        fail(`it scored ${plans.length} numbers as ${candidates} candidates, expected [B, N, H, A]`);
      }
      checkBounds(plans, "scored a candidate");
      const costs = Float64Array.from(
        { length: batch * candidates },
        (_, i) => depth(plans.subarray(i * length, (i + 1) * length), bottoms[Math.floor(i / candidates)]),
      );
      return Promise.resolve(costs);
    },
  };
}

function checkBounds(plans: Float64Array, what: string): void {
  plans.forEach((value, i) => {
    const a = i % WIDTH;
    if (value >= SPACE.low[a] && value <= SPACE.high[a]) return;
    fail(`it ${what} with ${value} in dimension ${a}, expected ${SPACE.low[a]} to ${SPACE.high[a]}`);
  });
}

function checkResult({ plan, cost }: PlanResult, { batch, horizon }: PlanRequest): void {
  if (plan.length !== batch * horizon * WIDTH || cost.length !== batch) {
    fail(`it gave ${plan.length} numbers and ${cost.length} costs, expected plans [B, H, A] and costs [B]`);
  }
  if (![...plan, ...cost].every(Number.isFinite)) fail("its plan or cost is not finite, expected numbers");
  checkBounds(plan, "gave a plan");
}

async function solve(make: () => Planner, request: PlanRequest): Promise<PlanResult> {
  const result = await make().plan(request);
  checkResult(result, request);
  return result;
}

async function checkBottom(make: () => Planner, nearness: number): Promise<void> {
  const { plan, cost } = await solve(make, bowls([BOTTOM], [1]));
  const found = depth(plan, BOTTOM);
  const start = depth(new Float64Array(4), BOTTOM);
  if (found >= start) fail(`its plan costs ${found}, expected less than the ${start} of doing nothing`);
  const away = Math.sqrt(found / BOTTOM.length);
  if (away > nearness) fail(`it ends ${away} from the bottom of a bowl, expected at most ${nearness}`);
  if (Math.abs(cost[0] - found) > nearness) fail(`it says that its plan costs ${cost[0]}, expected ${found}`);
  const edge = await solve(make, bowls([BEYOND], [1]));
  const middle = depth(new Float64Array(4), BEYOND);
  if (depth(edge.plan, BEYOND) >= middle) {
    fail(
      "it found nothing better than doing nothing where the bottom lies beyond the bounds, expected the edge",
    );
  }
}

async function checkSeeds(make: () => Planner): Promise<void> {
  const [first, again] = [await solve(make, bowls([BOTTOM], [1])), await solve(make, bowls([BOTTOM], [1]))];
  if (!sameNumbers(first.plan, again.plan)) fail("the same streams gave two plans, expected the same plan");
  const other = bowls([BEYOND.map((value) => -value)], [5]);
  const planner = make();
  await planner.plan(other);
  const after = await planner.plan(bowls([BOTTOM], [1]));
  if (!sameNumbers(first.plan, after.plan)) {
    fail("a plan depends on what was planned before, expected that nothing is remembered");
  }
}

async function checkMates(make: () => Planner): Promise<void> {
  const alone = await solve(make, bowls([BOTTOM], [1]));
  const mates = await solve(make, bowls([BEYOND, BOTTOM], [2, 1]));
  if (!sameNumbers(alone.plan, mates.plan.slice(BEYOND.length))) {
    fail("a plan depends on the other problems of its batch, expected that each draws from its own stream");
  }
}

/** Where all plans cost the same, what decides is which candidates there are. */
async function checkColdMates(make: () => Planner): Promise<void> {
  const flat = (seeds: readonly number[]): PlanRequest => ({
    ...bowls(seeds.map(() => BOTTOM), seeds),
    score: (_, candidates) => Promise.resolve(new Float64Array(seeds.length * candidates)),
  });
  const alone = await solve(make, flat([1]));
  const warm = Float64Array.of(...BOTTOM, 0, 0, 0, 0);
  const mates = await solve(make, { ...flat([2, 1]), warm });
  if (!sameNumbers(alone.plan, mates.plan.slice(BOTTOM.length))) {
    fail(
      "a plan depends on whether another problem of its batch has a warm start, expected that zeros count as none",
    );
  }
}

async function checkWarm(make: () => Planner): Promise<void> {
  const warm = Float64Array.from(CORNER);
  const once = () => ({ ...bowls([CORNER], [1]), iterations: 1 }); // anew, since streams move on
  const cold = depth((await solve(make, once())).plan, CORNER);
  const warmed = depth((await solve(make, { ...once(), warm })).plan, CORNER);
  if (warmed >= cold) {
    fail(
      `one iteration from the bottom costs ${warmed}, from nowhere ${cold}, expected that a warm start helps`,
    );
  }
  if (!sameNumbers(warm, Float64Array.from(CORNER))) {
    fail("it changed the warm start, expected that it copies it");
  }
  await solve(make, { ...once(), warm: warm.map((value) => 2 * value) });
}

async function checkNaN(make: () => Planner): Promise<void> {
  const lost: PlanRequest = {
    ...bowls([BOTTOM], [1]),
    score: (_, candidates) => Promise.resolve(new Float64Array(candidates).fill(NaN)),
  };
  const refused = await make().plan(lost).then(() => false, () => true);
  if (!refused) fail("it planned on costs of NaN, expected an error");
}

/**
 * Checks that a planner does what every planner must: it finds the bottom of a bowl, better than doing nothing;
 * scores and returns nothing beyond the bounds; gives the same plan for the same streams, whoever shares the batch,
 * with a warm start or without, and whatever came before; starts from a warm start, without changing it; and refuses costs of NaN.
 *
 * @throws {InputError} one sentence on the first rule that is broken.
 *
 * @example
 * ```ts
 * import { checkPlanner } from "@orrery/orrery/testing";
 * import { cem } from "@orrery/orrery/planners";
 * import assert from "node:assert/strict";
 *
 * await assert.doesNotReject(checkPlanner(() => cem.make({}, {})));
 * ```
 */
export async function checkPlanner(
  make: () => Planner,
  { nearness = 0.15 }: PlannerCheck = {},
): Promise<void> {
  await checkBottom(make, nearness);
  await checkSeeds(make);
  await checkMates(make);
  await checkColdMates(make);
  await checkWarm(make);
  await checkNaN(make);
}
