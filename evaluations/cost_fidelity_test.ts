import assert from "node:assert/strict";
import { neg } from "@tensorflow/tfjs-core";
import type { Action, Cost, EvaluationContext, Json } from "../core/mod.ts";
import { InputError } from "../core/mod.ts";
import { cem } from "../planners/cem.ts";
import { noLeaks } from "../testing/no_leaks.ts";
import { checkEvaluation } from "../testing/evaluation.ts";
import { dotContext } from "../testing/fixtures/dot_context.ts";
import { dotEpisodes } from "../testing/fixtures/dot_episodes.ts";
import { dotCost, dotSetting } from "../testing/fixtures/dot_plan.ts";
import { DotWorld } from "../testing/fixtures/dot_world.ts";
import { openTestBackend } from "../tests/backend.ts";
import { costFidelity } from "./cost_fidelity.ts";

await openTestBackend();
const planner = cem.make({ samples: 40, elites: 6, iterations: 4 }, {});
const few = { plans: 6, candidates: 12 };

type Row = { spearman: number | null; p25: number; p75: number; n: number; distance: number };

/** Dots without walls, which is what the model takes the world for. */
class Free extends DotWorld {
  override step(action: Action) {
    this.setState(this.getState().map((value, i) => value + action[i]));
    return { reward: 0, terminated: false, truncated: false };
  }
}
const free = { makeEnv: () => new Free() };

/** What is found with a cost, iteration by iteration. */
async function rows(cost: Cost, change: Partial<EvaluationContext> = {}): Promise<Row[]> {
  const context = dotContext({ plan: { ...dotSetting, planner, cost }, ...change });
  const { metrics } = await costFidelity.make(few, {}).evaluate(context);
  return Object.values(metrics.iterations as { [iteration: string]: Json }) as Row[];
}

Deno.test("a perfect model's cost ranks as the truth does, and distances fall", () =>
  noLeaks(async () => {
    const found = await rows(dotCost, free);
    assert.equal(found.length, 4);
    for (const { spearman, p25, p75, n } of found) {
      assert.ok(spearman !== null && spearman > 0.99 && p25 <= spearman && spearman <= p75);
      assert.equal(n, 6);
    }
    assert.ok(found[3].distance < found[0].distance);
  }));

Deno.test("a cost turned upside down ranks the other way round", () =>
  noLeaks(async () => {
    const wrong: Cost = { cost: (...given) => neg(dotCost.cost(...given)) };
    for (const { spearman } of await rows(wrong, free)) assert.ok(spearman !== null && spearman < -0.99);
  }));

Deno.test("what the model does not know, walls, costs correlation", () =>
  noLeaks(async () => {
    const [known, walled] = [await rows(dotCost, free), await rows(dotCost)];
    assert.ok(Number(walled[3].spearman) < Number(known[3].spearman) - 0.1);
  }));

Deno.test("where everything ends equally far there is no rank correlation, and n tells", () =>
  noLeaks(async () => {
    class Still extends DotWorld {
      override step() {
        return { reward: 0, terminated: false, truncated: false };
      }
    }
    for (const { spearman, n } of await rows(dotCost, { makeEnv: () => new Still() })) {
      assert.equal(spearman, null);
      assert.equal(n, 0);
    }
  }));

Deno.test("cost-fidelity keeps the rules of evaluations", () =>
  checkEvaluation(() => costFidelity.make(few, {}), () => dotContext()));

Deno.test("a task without a plan is refused", async () => {
  const evaluate = () => costFidelity.make({}, {}).evaluate(dotContext({ plan: undefined }));
  await assert.rejects(evaluate(), InputError);
  assert.throws(() => costFidelity.make({}, {}).check?.(dotContext({ plan: undefined })), InputError);
});

Deno.test("what the task and its episodes tell is refused before training", async () => {
  const check = async (change: Partial<EvaluationContext>) =>
    await costFidelity.make(few, {}).check?.(dotContext(change));
  await noLeaks(() => check({}));
  await assert.rejects(
    check({ worldless: true }),
    /^InputError: Cannot measure cost-fidelity: it acts in a world/,
  );
  await assert.rejects(
    check({ steps: 1 }),
    /plan\.goalOffset is \d+, expected at most data\.steps, which is 1/,
  );
  const heldOut = dotEpisodes(4);
  const lengths = heldOut.lengths.map(() => 2);
  await assert.rejects(
    check({ heldOut: { ...heldOut, lengths } }),
    /of 4 held-out episodes, 0 starts have a goal/,
  );
  const plan = () => Promise.reject(new InputError("Cannot plan: not today"));
  await assert.rejects(check({ plan: { ...dotSetting, planner: { plan } } }), /Cannot plan: not today/);
});
