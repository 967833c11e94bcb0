import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { betweenMarkers } from "../../tools/readme/markdown_table.ts";
import { benchTables } from "../../tools/readme/bench_tables.ts";
import { energiesTable } from "../../tools/readme/energies_table.ts";
import { readBenches, recordedBenchName } from "../../tools/readme/recorded_bench.ts";
import { readPlanners, recordedPlannersName } from "../../tools/readme/recorded_planners.ts";
import { readResults, recordedName } from "../../tools/readme/recorded_result.ts";
import { plannerTables } from "../../tools/readme/planner_tables.ts";
import { resultsTable } from "../../tools/readme/record_results.ts";

const RESULTS = new URL("../../docs/results/", import.meta.url).pathname;
const BENCHES = new URL("../../bench/results/", import.meta.url).pathname;

Deno.test("the README's tables are those of the kept results", () => {
  const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");
  const results = readResults(RESULTS);
  for (
    const [marker, table] of [["results", resultsTable(results)], ["energies", energiesTable(results)]]
  ) {
    assert.equal(readme, betweenMarkers(readme, marker, table), 'stale: run "deno task results"');
  }
});

Deno.test("the README's figures beside PyTorch are those of the kept benchmarks", () => {
  const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");
  const tables = benchTables(readBenches(BENCHES));
  assert.equal(readme, betweenMarkers(readme, "bench", tables), 'stale: run "deno task results"');
});

Deno.test("the README's comparison of planners is the one of the kept benchmarks", () => {
  const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");
  const tables = plannerTables(readPlanners(BENCHES));
  assert.equal(readme, betweenMarkers(readme, "planners", tables), 'stale: run "deno task results"');
});

Deno.test("kept results are named by what they hold, and hold no path of a machine", () => {
  assert.deepEqual(readResults(RESULTS).map(recordedName).sort(), readdirSync(RESULTS).sort());
  const benches = [
    ...readBenches(BENCHES).map(recordedBenchName),
    ...readPlanners(BENCHES).map(recordedPlannersName),
  ];
  assert.deepEqual(benches.sort(), readdirSync(BENCHES).sort());
  for (
    const path of [RESULTS, BENCHES].flatMap((folder) => readdirSync(folder).map((name) => folder + name))
  ) {
    assert.doesNotMatch(readFileSync(path, "utf8"), /\/(home|tmp|root|usr|Users)\/|[A-Z]:\\/);
  }
});
