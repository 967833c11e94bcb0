import assert from "node:assert/strict";
import type { EpisodeSource, EvaluationContext, EvaluationTask, Json, Planner } from "../core/mod.ts";
import { createWorldModel, inProcess, InputError, seededRng } from "../core/mod.ts";
import { noLeaks } from "../testing/no_leaks.ts";
import { dotContext } from "../testing/fixtures/dot_context.ts";
import { dotEpisodes } from "../testing/fixtures/dot_episodes.ts";
import { dotSetting } from "../testing/fixtures/dot_plan.ts";
import { dotModel, DotWorld } from "../testing/fixtures/dot_world.ts";
import { openTestBackend } from "../tests/backend.ts";
import { success } from "./success.ts";

await openTestBackend();
const plain = new DotWorld().goals;
const few = { episodes: 20, batch: 7, oracleEpisodes: 5, latencyPlans: 3 };
const run = (context: EvaluationContext, options: { readonly [option: string]: Json } = few) =>
  success.make(options, {}).evaluate(context);

/** A number deep inside the metrics. */
function at(metrics: Json, ...path: readonly string[]): number {
  const found = path.reduce<Json>(
    (value, key) => (value as { readonly [key: string]: Json })[key],
    metrics,
  );
  assert.equal(typeof found, "number", path.join("."));
  return Number(found);
}

Deno.test("a perfect model reaches goals that the random policy seldom does, and the report says all of it", () =>
  noLeaks(async () => {
    const { metrics } = await run(dotContext());
    assert.ok(at(metrics, "rate") > 0.9, `${metrics.rate}`);
    assert.ok(at(metrics, "random", "rate") < 0.6);
    assert.ok(at(metrics, "oracle", "rate") > 0.7);
    assert.equal(at(metrics, "n"), 20);
    assert.equal(at(metrics, "random", "n"), 20);
    assert.equal(at(metrics, "oracle", "n"), 5);
    assert.ok(at(metrics, "low") < at(metrics, "rate") && at(metrics, "rate") <= at(metrics, "high"));
    assert.equal(metrics.criterion, "distance below 0.5 cells");
    assert.ok(at(metrics, "distance", "end", "p50") < at(metrics, "distance", "start", "p50"));
    assert.equal(at(metrics, "latencyMs", "n"), 3);
    assert.ok(at(metrics, "perPlan", "candidates") > at(metrics, "perPlan", "calls"));
    assert.ok(at(metrics, "stepsToGoal", "p95") <= dotSetting.budget);
    assert.doesNotThrow(() => JSON.stringify(metrics));
  }));

Deno.test("the same context gives the same result, whatever the number of slots", () =>
  noLeaks(async () => {
    const all = { ...few, latencyPlans: 0 };
    const first = await run(dotContext(), all);
    assert.deepEqual(await run(dotContext(), { ...all, batch: 3 }), first);
    const { metrics } = await run(dotContext({ rng: seededRng(12) }), all);
    assert.notDeepEqual(metrics, first.metrics);
  }));

Deno.test("when the data has fewer starts than asked, n tells how many there were", () =>
  noLeaks(async () => {
    const { metrics } = await run(dotContext(), { ...few, episodes: 500 });
    assert.equal(metrics.requested, 500);
    assert.equal(at(metrics, "n") + at(metrics, "alreadySolved"), 6 * (16 - dotSetting.goalOffset));
  }));

Deno.test("films show successes and failures, as many as asked and there are", () =>
  noLeaks(async () => {
    const short = { ...dotSetting, budget: 4 };
    const { films, metrics } = await run(dotContext({ plan: short }), {
      ...few,
      failureFilms: 3,
    });
    const count = (name: string) => films.filter((film) => film.name.startsWith(name)).length;
    const successes = Math.round(at(metrics, "rate") * at(metrics, "n"));
    assert.equal(count("success"), Math.min(2, successes));
    assert.equal(count("failure"), Math.min(3, at(metrics, "n") - successes));
    assert.ok(films.length > 0);
    const widths = async (albumFrames: number) =>
      (await run(dotContext(), { ...few, albumFrames })).films.map(({ frames: [{ width }] }) => width);
    const [plain, imagined] = [await widths(0), await widths(50)];
    assert.ok(plain.length > 0 && imagined.length === plain.length);
    assert.ok(imagined.every((width, i) => width > 1.4 * plain[i]), "what was imagined stands beside");
    const none = await run(dotContext(), { ...few, successFilms: 0, failureFilms: 0 });
    assert.deepEqual(none.films, []);
  }));

Deno.test("the oracle is kept where the setting says what it was made from, and only there", () =>
  noLeaks(async () => {
    const keys: Json[] = [];
    const counting = (plan: EvaluationContext["plan"]) =>
      dotContext({
        plan,
        cached: async (key, compute) => {
          keys.push(key);
          return await compute();
        },
      });
    const unkept = await run(counting(dotSetting));
    assert.equal(keys.length, 0);
    const kept = await run(counting({ ...dotSetting, origin: { planner: "shooting" } }));
    assert.deepEqual(kept.metrics.oracle, unkept.metrics.oracle);
    await run(counting({ ...dotSetting, origin: { planner: "other" } }));
    assert.equal(keys.length, 2);
    assert.notDeepEqual(keys[0], keys[1]);
    await run(counting({ ...dotSetting, origin: { planner: "shooting" } }), { ...few, oracleEpisodes: 4 });
    await run(counting({ ...dotSetting, origin: { planner: "shooting" } }), { ...few, oracleIterations: 2 });
    assert.equal(new Set(keys.map((key) => JSON.stringify(key))).size, 4, "starts and iterations count");
    const torn = dotContext({
      plan: { ...dotSetting, origin: { planner: "shooting" } },
      cached: () => Promise.resolve([true, false]),
    });
    await assert.rejects(run(torn), /expected 5 lists of what was met/);
  }));

Deno.test("what is not asked for is null", () =>
  noLeaks(async () => {
    const { metrics } = await run(dotContext(), { ...few, oracleEpisodes: 0, latencyPlans: 0 });
    assert.equal(metrics.oracle, null);
    assert.equal(metrics.latencyMs, null);
    assert.equal(metrics.perPlan, null);
  }));

Deno.test("a task without a plan, and a world without goals, are refused; worlds are closed when it fails", async () => {
  await assert.rejects(run(dotContext({ plan: undefined })), InputError);
  const aimless = () => Object.defineProperty(new DotWorld(), "goals", { value: undefined });
  await assert.rejects(run(dotContext({ makeEnv: aimless })), /has no goals/);
  let closed = 0;
  const openEnvs = (size: number) => {
    const batch = inProcess(() => new DotWorld(), size);
    return Promise.resolve({
      ...batch,
      look: () => Promise.reject(new Error("gone")),
      close: async () => void await closed++,
    });
  };
  await assert.rejects(run(dotContext({ openEnvs })), /gone/);
  assert.equal(closed, 1);
});

Deno.test("what cannot be measured is refused before training", async () => {
  const { check } = success.make({ ...few, stratum: "eats" }, {});
  assert.throws(() => check?.(told()), /there is no stratum "eats", did you mean "east"\?/);
  const plain = success.make(few, {});
  await plain.check?.(told());
  assert.throws(() => plain.check?.(dotContext({ plan: undefined })), /the task has no "plan"/);
  const wrong = success.make({ ...few, criterion: "nera" }, {});
  assert.throws(() => wrong.check?.(told()), /no criterion "nera", did you mean "near"\?/);
});

/** Dots with a stratum and two criteria. */
class Told extends DotWorld {
  override readonly goals = {
    ...plain,
    criteria: {
      near: plain,
      column: {
        criterion: "in the same column",
        reached: (a: Float64Array, b: Float64Array) => Math.abs(a[0] - b[0]) < 0.5,
        distance: (a: Float64Array, b: Float64Array) => Math.abs(a[0] - b[0]),
      },
    },
    strata: {
      east: { description: "to the right", holds: (a: Float64Array, b: Float64Array) => b[0] > a[0] },
    },
  };
}
const told = (): EvaluationContext =>
  dotContext({
    makeEnv: () => new Told(),
    openEnvs: (size) => Promise.resolve(inProcess(() => new Told(), size)),
  });

Deno.test("strata and criteria have their own rates", () =>
  noLeaks(async () => {
    const { metrics } = await run(told());
    const east = at(metrics, "strata", "east", "n");
    assert.ok(east > 0 && east < 20);
    assert.equal(at(metrics, "strata", "east", "random", "n"), east);
    assert.ok(at(metrics, "strata", "east", "oracle", "n") <= 5);
    assert.equal(at(metrics, "criteria", "near", "rate"), at(metrics, "rate"));
    assert.ok(at(metrics, "criteria", "column", "random", "rate") > at(metrics, "random", "rate"));
  }));

Deno.test("one stratum can be asked for, and another criterion may end episodes", () =>
  noLeaks(async () => {
    const east = await run(told(), { ...few, stratum: "east" });
    assert.equal(east.metrics.stratum, "east");
    assert.equal(at(east.metrics, "n"), at(east.metrics, "strata", "east", "n"));
    const column = await run(told(), { ...few, criterion: "column" });
    assert.equal(column.metrics.criterion, "in the same column");
    assert.equal(at(column.metrics, "criteria", "column", "rate"), at(column.metrics, "rate"));
    assert.equal(at(column.metrics, "oracle", "rate"), 1);
    await assert.rejects(run(told(), { ...few, stratum: "eas" }), /did you mean "east"/);
    await assert.rejects(run(told(), { ...few, criterion: "colum" }), /did you mean "column"/);
  }));

/** What is known before anything is collected: the model, no episodes. */
const before = (change: Partial<EvaluationTask> = {}): EvaluationTask => {
  const { heldOut: _, training: __, ...known } = dotContext();
  return { steps: 15, heldOutEpisodes: 2, ...known, ...change };
};

Deno.test("what the task tells is refused before there is data: goals, budget, world, planner", async () => {
  const check = (change: Partial<EvaluationTask>) =>
    Promise.resolve(success.make(few, {}).check?.(before(change)));
  await noLeaks(() => check({}));
  const refused = (change: Partial<EvaluationTask>, message: RegExp) =>
    assert.rejects(async () => await check(change), { name: "InputError", message });
  const { goalOffset, execute } = dotSetting;
  await check({ steps: goalOffset });
  await refused(
    { steps: goalOffset - 1 },
    /^Cannot measure success: plan\.goalOffset is \d+, expected at most data\.steps, which is \d+/,
  );
  await check({ plan: { ...dotSetting, budget: execute * 2 } });
  await refused(
    { plan: { ...dotSetting, budget: execute * 2 - 1 } },
    /plan\.budget is \d+, expected at least \d+, the steps of the first plan: .*data\.frameskip 2; raise plan\.budget/,
  );
  await refused({ worldless: true, plan: undefined }, /it acts in a world, .*; leave success out$/);
  const masked = createWorldModel(dotModel.encoder, { ...dotModel.predictor, condition: "positions" });
  await refused(
    { world: masked },
    /fills in tokens, expected one that .* predicts the next frame; leave success out$/,
  );
  let asked: number | undefined;
  const planner: Planner = {
    plan: ({ iterations }) => {
      asked = iterations;
      return Promise.reject(new InputError("Cannot plan: not in a box"));
    },
  };
  await refused({ plan: { ...dotSetting, planner } }, /^Cannot plan: not in a box$/);
  assert.equal(asked, 1, "a trial costs one iteration");
});

Deno.test("what the episodes tell is refused once they are there: no start, none that is not solved already", async () => {
  const check = async (heldOut: EpisodeSource, options = few) =>
    await success.make(options, {}).check?.(before({ heldOut, training: heldOut }));
  const { goalOffset } = dotSetting;
  await noLeaks(() => check(dotEpisodes(1)));
  const long = dotEpisodes(3);
  const short = { ...long, lengths: long.lengths.map(() => goalOffset) };
  await assert.rejects(
    check(short),
    /of 3 held-out episodes, 0 starts have a goal .* lower plan\.goalOffset or raise/,
  );
  const still: EpisodeSource = {
    ...long,
    read: (episode, column, _row, count) => {
      const first = long.read(episode, column, 0, 1);
      return Float64Array.from({ length: count * first.length }, (_, i) => Number(first[i % first.length]));
    },
  };
  await assert.rejects(check(still), /[1-9]\d* of these are solved already, .* is not; raise data\.heldOut$/);
});

Deno.test("asking changes nothing that is measured", () =>
  noLeaks(async () => {
    const all = { ...few, latencyPlans: 0 };
    const asked = dotContext();
    const evaluation = success.make(all, {});
    await evaluation.check?.(asked);
    await evaluation.check?.(asked);
    assert.deepEqual(await evaluation.evaluate(asked), await run(dotContext(), all));
  }));
