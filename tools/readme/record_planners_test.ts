import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { InputError } from "../../core/errors.ts";
import type { PlannerReport } from "../../bench/planners/planner_report.ts";
import { recordPlanners } from "./record_planners.ts";
import { readPlanners, recordedPlanners } from "./recorded_planners.ts";
import { plannerTables } from "./planner_tables.ts";
import { readBenches } from "./recorded_bench.ts";

const rate = (value: number, n = 100) => ({ rate: value, n, low: value / 2, high: (1 + value) / 2 });
const hard = { ...rate(0.25, 40), random: rate(0, 40), oracle: null };

const REPORT: PlannerReport = {
  date: "2026-01-02",
  commit: "abc1234",
  machine: { processor: "A processor", cores: 2, instructions: [] },
  backend: {
    name: "wasm",
    adapter: undefined,
    blas: { library: "/usr/lib/libopenblas.so.0", coreType: "SkylakeX" },
    threads: 2,
    reason: "matrix products by /usr/lib/libopenblas.so.0",
  },
  versions: { deno: "2.9.6" },
  seconds: 61,
  task: "tworoom",
  preset: "cpu",
  seed: 0,
  hash: "abc",
  planners: [{
    planner: "cem",
    options: {},
    seconds: 20,
    success: {
      ...rate(0.5),
      random: rate(0.125),
      oracle: rate(1, 30),
      criterion: "near",
      strata: { hard },
      latencyMs: { p50: 41.26, p95: 50, n: 10 },
      perPlan: { calls: 11, candidates: 3001 },
    },
  }],
};
const hashOf = () => Promise.resolve("abc");

async function inProject(run: (project: string) => Promise<void>): Promise<void> {
  const project = mkdtempSync(join(tmpdir(), "project-"));
  try {
    const places = ["bench", "planners"].map((name) => `<!-- ${name} -->\n<!-- /${name} -->\n`);
    writeFileSync(join(project, "README.md"), `# P\n\n${places.join("\n")}\nend\n`);
    await run(project);
  } finally {
    rmSync(project, { recursive: true });
  }
}

const rows = (text: string): string[][] =>
  text.split("\n").filter((line) => line.startsWith("| ")).map((line) =>
    line.split("|").slice(1, -1).map((cell) => cell.trim())
  );

Deno.test("a comparison is kept without a path of the machine, and the README shows it", () =>
  inProject(async (project) => {
    assert.equal(
      await recordPlanners(REPORT, project, hashOf),
      "bench/results/2026-01-02-planners-tworoom-cpu-seed0.json",
    );
    const folder = join(project, "bench/results");
    assert.doesNotMatch(
      readFileSync(join(folder, "2026-01-02-planners-tworoom-cpu-seed0.json"), "utf8"),
      /\/usr/,
    );
    assert.deepEqual(readBenches(folder), [], "comparisons are no timings");
    const [, , row, , , condition] = rows(readFileSync(join(project, "README.md"), "utf8"));
    assert.deepEqual(row, [
      "tworoom, `cpu`, seed 0",
      "`cem`",
      "50 % [25.0, 75.0], n 100",
      "12.5 %",
      "100 %, n 30",
      "hard starts: 25 % [12.5, 62.5], n 40, random 0 %",
      "41.3 ms",
      "11",
      "3001",
    ]);
    assert.deepEqual(condition, [
      "[tworoom, `cpu`, seed 0](bench/results/2026-01-02-planners-tworoom-cpu-seed0.json)",
      "2026-01-02, commit abc1234, in 1 min 1 s",
      "A processor, 2 cores",
      "wasm, 2 threads, libopenblas.so.0",
    ]);
  }));

Deno.test("each task, preset and seed shows its newest comparison", () =>
  inProject(async (project) => {
    const [cem] = REPORT.planners;
    const newer = { ...REPORT, date: "2026-01-03", planners: [{ ...cem, planner: "icem" }] };
    const others = [{ task: "pusht" }, { seed: 1 }, { preset: null }].map((run) => ({ ...REPORT, ...run }));
    for (const report of [newer, REPORT, ...others]) await recordPlanners(report, project, hashOf);
    assert.equal(readPlanners(join(project, "bench/results")).length, 5);
    const shown = rows(readFileSync(join(project, "README.md"), "utf8")).map((
      [task, planner],
    ) => [task, planner]);
    assert.deepEqual(shown.slice(2, 6).sort(), [
      ["pusht, `cpu`, seed 0", "`cem`"],
      ["tworoom, `cpu`, seed 0", "`icem`"],
      ["tworoom, `cpu`, seed 1", "`cem`"],
      ["tworoom, seed 0", "`cem`"],
    ]);
  }));

Deno.test("what nobody could repeat is not kept", () =>
  inProject(async (project) => {
    const laid = { ...REPORT, changed: { success: { episodes: 5 } } };
    const smoke = { ...REPORT, preset: "smoke" };
    for (const [report, hash] of [[laid, "abc"], [REPORT, "other"], [smoke, "abc"]] as const) {
      await assert.rejects(recordPlanners(report, project, () => Promise.resolve(hash)), InputError);
    }
  }));

Deno.test("what is not kept has no link, and says what its run has other than the project's", () => {
  const told = (changes: Partial<PlannerReport>) => {
    const [, , , , , condition] = rows(plannerTables([recordedPlanners({ ...REPORT, ...changes })], false));
    return condition[0];
  };
  assert.equal(told({ differs: [] }), "tworoom, `cpu`, seed 0");
  assert.equal(told({ differs: ["plan.execute=1"] }), "tworoom, `cpu`, seed 0, with `plan.execute=1`");
  assert.equal(told({}), "tworoom, `cpu`, seed 0, hash abc");
});
