import assert from "node:assert/strict";
import { energiesTable } from "./energies_table.ts";
import type { RecordedResult } from "./recorded_result.ts";
import { resultsTable } from "./record_results.ts";

const run = (task: string, evaluations: RecordedResult["evaluations"]): RecordedResult => ({
  task,
  preset: null,
  seed: 0,
  backend: { name: "wasm" },
  seconds: 60,
  evaluations,
});

const near = { top1: 0.806, low: 0.769, high: 0.8382, mrr: 0.9, auc: 0.97, chance: 0.1, n: 500 };
const teleported = { auc: 0.9999, low: 0.99, high: 1, energy: 2, still: 0.95 };
const ranked = run("a", { retrieval: { near, episodes: 3 } });
const surprised = run("b", {
  surprise: { real: { energy: 1, still: 2 }, teleported, n: 9 },
  success: { rate: 1, low: 0.9, high: 1, n: 10 },
});
const planned = run("c", { success: { rate: 1, low: 0.9, high: 1, n: 10 } });

const cells = (line: string): string[] => line.split("|").slice(1, -1).map((cell) => cell.trim());

Deno.test("tiers stand with interval and chance, false futures with what standing still tells", () => {
  const [head, , ...rows] = energiesTable([ranked, surprised, planned]).split("\n").map(cells);
  assert.deepEqual(head, [
    "",
    "[a, seed 0](docs/results/a-seed0.json)",
    "[b, seed 0](docs/results/b-seed0.json)",
  ]);
  assert.deepEqual(rows, [
    ["First among near", "80.6 % [76.9, 83.8], chance 10 %", "–"],
    ["AUC against teleported", "–", "1.000 [0.990, 1.000], standing still 0.950"],
    ["Diagnostics", "–", "–"],
    ["All told", "1 min 0 s, wasm", "1 min 0 s, wasm"],
  ]);
});

Deno.test("a run that does not plan is no row among those that do", () => {
  const names = resultsTable([ranked, surprised, planned]).split("\n").slice(2).map((line) => cells(line)[0]);
  assert.deepEqual(names.map((name) => name[1]), ["b", "c"]);
});
