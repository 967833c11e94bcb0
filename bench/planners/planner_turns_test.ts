import assert from "node:assert/strict";
import { openTask } from "../../host/open_target.ts";
import { plannerTurns } from "./planner_turns.ts";

const tworoom = await openTask("tworoom", { preset: "smoke" });
const planners = ["cem", "mppi"];

Deno.test("each planner takes the place of the task's", async () => {
  const turns = await plannerTurns(tworoom, { planners, changed: { mppi: { temperature: 2 } } });
  assert.deepEqual(turns.map(({ planner }) => planner), planners);
  assert.deepEqual(turns[1].task.plan, {
    ...tworoom.task.plan,
    planner: { use: "mppi", with: { samples: 64, iterations: 3, temperature: 2 } },
  });
});

Deno.test("what cannot be measured is told at once", async () => {
  const cases = [
    [{ sucess: { episodes: 4 } }, /^Cannot lay options over "sucess": .*did you mean "success"\?$/],
    [{ mppi: { temprature: 4 } }, /temprature.*"temperature"/],
    [{ success: { epsiodes: 4 } }, /epsiodes.*"episodes"/],
    [{ success: { stratum: "other-rom" } }, /"other-rom", did you mean "other-room"\?$/],
  ] as const;
  for (const [changed, said] of cases) {
    await assert.rejects(plannerTurns(tworoom, { planners, changed }), { name: "InputError", message: said });
  }
  const aimless = { ...tworoom, task: { ...tworoom.task, evaluate: {} } };
  await assert.rejects(plannerTurns(aimless, { planners, changed: {} }), /no "success" to evaluate/);
});
