import assert from "node:assert/strict";
import { cp as copyWhole } from "node:fs/promises";
import type { PlannerReport } from "../../bench/planners/planner_report.ts";
import { orrery } from "./command_line.ts";

Deno.test("planners are compared on the starts of a finished run", async (t) => {
  const folder = await Deno.makeTempDir();
  const trained = await orrery(
    "train",
    ["tworoom", "--preset", "smoke", "--backend", "wasm", "--json"],
    folder,
  );
  assert.equal(trained.code, 0, trained.stderr);
  const { success } = JSON.parse(trained.stdout).evaluations;
  const words = ["plan", "tworoom", "--backend", "wasm", "--json"];

  await t.step("all four see the same starts; the task's own planner repeats the report's rate", async () => {
    const { code, stdout, stderr } = await orrery("bench", words, folder);
    assert.equal(code, 0, stderr);
    const [report]: PlannerReport[] = JSON.parse(stdout).tasks;
    assert.deepEqual(report.planners.map(({ planner }) => planner), [
      "cem",
      "icem",
      "mppi",
      "random-shooting",
    ]);
    for (const { options, success: found } of report.planners) {
      for (const shared of ["n", "alreadySolved", "random", "goalOffset", "budget"]) {
        assert.deepEqual(found[shared], success[shared], shared);
      }
      assert.equal(options.samples, 64);
    }
    const [{ success: own }] = report.planners;
    for (const field of ["rate", "oracle", "stepsToGoal", "distance"]) {
      assert.deepEqual(own[field], success[field], field);
    }
    const futures = report.planners.map(({ success: { perPlan } }) => perPlan);
    assert.deepEqual(futures, [
      { calls: 4, candidates: 193 },
      { calls: 4, candidates: 64 + 51 + 40 + 1 },
      { calls: 4, candidates: 193 },
      { calls: 3, candidates: 192 },
    ]);
  });

  await t.step("wrong words are told in one sentence, before anything is measured", async () => {
    const cases = [
      [["plan", "planners=cem"], /^Cannot compare planners: found 0 tasks/],
      [["plan", "tworoom", "planners=cme"], /^Cannot find planner "cme": .*"cem"/],
      [["plan", "tworoom", "planners=cem", "mppi.temperature=1"], /^Cannot lay options over "mppi"/],
      [["plan", "tworoom", "cem.sampels=1"], /sampels/],
      [["plan", "pusht"], /^Cannot open a run of task "pusht"/],
      [["plan", "tworoom", "sucess.episodes=4"], /"sucess": .*did you mean "success"/],
    ] as const;
    for (const [args, said] of cases) {
      const { code, stderr } = await orrery("bench", [...args, "--quiet"], folder);
      assert.equal(code, 2, stderr);
      assert.match(stderr, said);
    }
  });
  await t.step("a second run that cannot be compared is told before the first one is measured", async () => {
    const [first] = Array.from(Deno.readDirSync(`${folder}/runs/tworoom`), ({ name }) => name);
    const other = `${folder}/runs/tworoom/aimless`;
    await copyWhole(`${folder}/runs/tworoom/${first}`, other, { recursive: true });
    const task = JSON.parse(await Deno.readTextFile(`${other}/task.json`));
    await Deno.writeTextFile(`${other}/task.json`, JSON.stringify({ ...task, evaluate: {} }));
    const { code, stderr } = await orrery(
      "bench",
      ["plan", `runs/tworoom/${first}`, other, "planners=cem", "--backend", "wasm"],
      folder,
    );
    assert.equal(code, 2, stderr);
    assert.match(stderr, /^Cannot compare planners on task "tworoom": it has no "success" to evaluate/m);
    assert.doesNotMatch(stderr, /tworoom, cem/);
  });
  await Deno.remove(folder, { recursive: true });
});
