import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { betweenMarkers } from "../../bench/readme/between_markers.ts";
import { keptName } from "../../bench/readme/kept_result.ts";
import { readResults } from "../../bench/readme/read_results.ts";
import { resultsTable } from "../../bench/readme/results_table.ts";

const RESULTS = new URL("../../docs/results/", import.meta.url).pathname;

Deno.test("the README's table is the one of the kept results", () => {
  const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");
  const table = resultsTable(readResults(RESULTS));
  assert.equal(readme, betweenMarkers(readme, "results", table), 'stale: run "deno task results"');
});

Deno.test("kept results are named by what they hold, and hold no path of a machine", () => {
  assert.deepEqual(readResults(RESULTS).map(keptName).sort(), readdirSync(RESULTS).sort());
  for (const name of readdirSync(RESULTS)) {
    assert.doesNotMatch(readFileSync(RESULTS + name, "utf8"), /\/(home|tmp|root|usr|Users)\/|[A-Z]:\\/);
  }
});
