import assert from "node:assert/strict";
import type { KeptResult } from "./kept_result.ts";
import { resultsTable } from "./results_table.ts";

const rate = (value: number, n = 100) => ({ rate: value, n, low: value / 2, high: (1 + value) / 2 });
const rates = (value: number, random: number) => ({ ...rate(value), random: rate(random) });

const PLAIN: KeptResult = {
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
