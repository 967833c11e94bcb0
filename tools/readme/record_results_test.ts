import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { InputError } from "../../core/errors.ts";
import { recordResults, resultsTable } from "./record_results.ts";
import type { RecordedResult } from "./recorded_result.ts";

const INFO = {
  format: 1,
  task: "tworoom",
  hash: "abc",
  seed: 0,
  preset: "cpu",
  base: "file:///",
  command: "deno task train tworoom",
  started: "2026-01-02T03:04:05.678Z",
  versions: {},
  backend: { name: "wasm", reason: "" },
  seconds: { train: 60 },
  finished: true,
};

Deno.test("a run's figures are kept, and the README shows them", async () => {
  const project = mkdtempSync(join(tmpdir(), "project-"));
  try {
    const run = join(project, "run");
    mkdirSync(run);
    writeFileSync(join(run, "run.json"), JSON.stringify(INFO));
    const success = { rate: 0.5, n: 10, low: 0.2, high: 0.8 };
    writeFileSync(join(run, "evaluations.json"), JSON.stringify({ metrics: { success }, films: [] }));
    writeFileSync(
      join(project, "README.md"),
      "# P\n\n<!-- results -->\n<!-- /results -->\n<!-- energies -->\n<!-- /energies -->\n\nend\n",
    );
    await recordResults(project, [run], () => Promise.resolve("abc"));
    const readme = readFileSync(join(project, "README.md"), "utf8");
    assert.match(readme, /tworoom-cpu-seed0\.json\) \| 50 % \[20\.0, 80\.0\], n 10 \| 1 min 0 s, wasm \|/);
    assert.match(readme, /^# P\n[\s\S]*\nend\n$/);
    await recordResults(project, []);
    assert.equal(readFileSync(join(project, "README.md"), "utf8"), readme);
    await assert.rejects(recordResults(project, [join(project, "none")]), InputError);
    const changed = { success: { episodes: 3 } };
    writeFileSync(
      join(run, "evaluations.json"),
      JSON.stringify({ metrics: { success }, films: [], changed }),
    );
    await assert.rejects(
      recordResults(project, [run], () => Promise.resolve("abc")),
      /success was measured with other options than the task's/,
    );
    writeFileSync(join(run, "evaluations.json"), JSON.stringify({ metrics: { success }, films: [] }));
    // Settings were laid over it, or the task has changed since.
    await assert.rejects(
      recordResults(project, [run]),
      /its task has hash abc, expected [0-9a-f]{12}, that of task/,
    );
  } finally {
    rmSync(project, { recursive: true });
  }
});

const rate = (value: number, n = 100) => ({ rate: value, n, low: value / 2, high: (1 + value) / 2 });
const rates = (value: number, random: number) => ({ ...rate(value), random: rate(random) });

const PLAIN: RecordedResult = {
  task: "tworoom",
  preset: "cpu",
  seed: 0,
  backend: { name: "wasm", blas: "libopenblas.so.0" },
  seconds: 342,
  evaluations: { success: { ...rates(0.975, 0.175), oracle: rate(1, 30), criterion: "near" } },
};

const cells = (line: string): string[] => line.split("|").slice(1, -1).map((cell) => cell.trim());

Deno.test("a run is a row: rate, interval, n, floor, ceiling, time", () => {
  const [head, , row] = resultsTable([PLAIN]).split("\n").map(cells);
  assert.deepEqual(head, ["Task, preset, seed", "Success", "Random floor", "Simulator ceiling", "All told"]);
  assert.deepEqual(row, [
    "[tworoom, `cpu`, seed 0](docs/results/tworoom-cpu-seed0.json)",
    "97.5 % [48.8, 98.8], n 100",
    "17.5 %",
    "100 %, n 30",
    "5 min 42 s, wasm with BLAS",
  ]);
});

Deno.test("strata and other criteria have a line each", () => {
  const criteria = {
    pose: { ...rates(0.5, 0.1), criterion: "near" },
    coverage: { ...rates(0.25, 0), criterion: "over" },
  };
  const hard = { ...rates(0.4, 0), ...rate(0.4, 60), oracle: rate(0.5, 8), criteria };
  const success = { ...rates(0.5, 0.1), criterion: "near", criteria, strata: { hard } };
  const [, , row] = resultsTable([{ ...PLAIN, evaluations: { success } }]).split("\n").map(cells);
  assert.deepEqual(row[3].split("<br>"), [
    "by coverage: 25 % [12.5, 62.5], random 0 %",
    "hard starts: 40 % [20.0, 70.0], n 60, random 0 %, simulator 50 % of 8",
    "hard starts, by coverage: 25 % [12.5, 62.5], random 0 %",
  ]);
});

Deno.test("starts of one stratum are named once", () => {
  const strata = { hard: rates(0.4, 0) };
  const success = { ...rates(0.4, 0), stratum: "hard", strata };
  const [head, , row] = resultsTable([{ ...PLAIN, evaluations: { success } }]).split("\n").map(cells);
  assert.equal(head.includes("By stratum and criterion"), false);
  assert.equal(row[1], "40 % [20.0, 70.0], n 100 hard starts");
});

Deno.test("a run without a planning evaluation has its time", () => {
  const bare = { ...PLAIN, preset: null, backend: { name: "webgpu", adapter: "a GPU" }, evaluations: {} };
  const [, , row] = resultsTable([bare]).split("\n").map(cells);
  assert.deepEqual(row, [
    "[tworoom, seed 0](docs/results/tworoom-seed0.json)",
    "5 min 42 s, a GPU",
  ]);
});

Deno.test("how the training ended and how far the cost can be trusted are a cell", () => {
  const gauges = { prediction: 0.02, ratio: 0.157, rank: 25.06, std: [1, 1.1], terms: { sigreg: 1.002 } };
  const iterations = { 1: { spearman: 0.5 }, 2: { spearman: null }, 3: { spearman: 0.25 } };
  const result = { ...PLAIN, gauges, evaluations: { "cost-fidelity": { iterations } } };
  const [head, , row] = resultsTable([result]).split("\n").map(cells);
  assert.deepEqual(row[head.indexOf("Diagnostics")].split("<br>"), [
    "rank 25.1 of 2",
    "held-out error 0.16",
    "SIGReg 1.00",
    "cost to truth 0.50 … 0.25",
  ]);
  const [bare] = resultsTable([PLAIN]).split("\n").map(cells);
  assert.equal(bare.includes("Diagnostics"), false);
});
