import assert from "node:assert/strict";
import { dotContext } from "../../testing/fixtures/dot_context.ts";
import { dotSetting } from "../../testing/fixtures/dot_plan.ts";
import { DotWorld } from "../../testing/fixtures/dot_world.ts";
import { inProcess } from "../env/env_batch.ts";
import { InputError } from "../errors.ts";
import { seededRng } from "../rng.ts";
import type { EvaluationContext, Json } from "../types.ts";
import { oracleOutcomes } from "./oracle.ts";
import { chooseTrials } from "./protocol.ts";

/** The dot's world with two criteria: anywhere is reached at once, the goal itself later. */
class TwoCriteria extends DotWorld {
  override readonly goals = {
    ...new DotWorld().goals,
    criteria: {
      near: new DotWorld().goals,
      anywhere: { criterion: "anywhere", reached: () => true, distance: () => 0 },
    },
  };
}

const kept = { ...dotSetting, origin: { planner: "shooting" } };

function outcomes(change: Partial<EvaluationContext> = {}, setting = dotSetting) {
  const context = dotContext({ makeEnv: () => new TwoCriteria(), ...change });
  const { trials } = chooseTrials({
    source: context.heldOut,
    criterion: new DotWorld().goals,
    streams: [],
    goalOffset: 4,
    count: 3,
    rng: seededRng(2),
  });
  const batch = inProcess(() => new TwoCriteria(), 3);
  return oracleOutcomes({ context, setting, batch, trials, criterion: "near", progress: () => {} });
}

Deno.test("what is kept says the same as what was measured, under every criterion", async () => {
  const stored: Json[] = [];
  const cached: EvaluationContext["cached"] = async (_, compute) => {
    stored.push(stored[0] ?? JSON.parse(JSON.stringify(await compute())));
    return stored[0];
  };
  const measured = await outcomes();
  assert.equal(measured.length, 3);
  for (const { reached, met } of measured) {
    assert.deepEqual(met, reached ? ["near", "anywhere"] : ["anywhere"]);
  }
  assert.ok(measured.some(({ reached }) => reached));
  assert.deepEqual(await outcomes({ cached }, kept), measured);
  assert.deepEqual(await outcomes({ cached }, kept), measured);
  assert.equal(stored.length, 2);
});

Deno.test("kept results of another form are refused", async () => {
  for (
    const torn of [null, [true, true, true], [[true], [true]], [["near"], [true], [true]], [
      [true, 1],
      [],
      [],
    ]]
  ) {
    await assert.rejects(outcomes({ cached: () => Promise.resolve(torn) }, kept), InputError);
  }
});
