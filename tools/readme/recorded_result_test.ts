import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { InputError } from "../../core/errors.ts";
import type { MetricsRow } from "../../core/train/metrics.ts";
import type { RunInfo } from "../../host/runs/run_folder.ts";
import { readResults, recordedName, recordedResult } from "./recorded_result.ts";

const INFO: RunInfo = {
  format: 1,
  task: "tworoom",
  hash: "abc",
  seed: 3,
  preset: "cpu",
  base: "file:///home/someone/",
  command: "deno task train tworoom --out /home/someone/runs",
  started: "2026-01-02T03:04:05.678Z",
  versions: { deno: "2.9.6" },
  backend: {
    name: "wasm",
    adapter: undefined,
    blas: { library: "/usr/lib/libopenblas.so.0", coreType: undefined },
    reason: "matrix products by /usr/lib/libopenblas.so.0",
  },
  seconds: { collect: 1, train: 20.5 },
  finished: true,
};

const row = { stage: "joint", loss: 1, learningRate: 0, gradNorm: 0, seconds: 1, rng: "" };
const ROWS: MetricsRow[] = [
  {
    ...row,
    step: 1,
    terms: { sigreg: 2 },
    heldOut: { prediction: 0.5, ratio: 0.25, rank: 3, std: [1] },
  },
  { ...row, step: 2, terms: { sigreg: 1 } },
];

Deno.test("a run's figures are kept with what they depend on, and no path of the machine", () => {
  const kept = recordedResult(INFO, { success: { rate: 1 } }, ROWS);
  assert.equal(kept.seconds, 21.5);
  assert.equal(kept.date, "2026-01-02");
  assert.deepEqual(kept.backend, { name: "wasm", blas: "libopenblas.so.0" });
  assert.deepEqual(kept.evaluations, { success: { rate: 1 } });
  assert.deepEqual(kept.gauges, { prediction: 0.5, ratio: 0.25, rank: 3, std: [1], terms: { sigreg: 2 } });
  assert.doesNotMatch(JSON.stringify(kept), /\//);
});

Deno.test("a missing BLAS is no BLAS, and an adapter has its name", () => {
  const missing = recordedResult(
    { ...INFO, backend: { ...INFO.backend, blas: { missing: "none" } } },
    {},
    [],
  );
  assert.deepEqual(missing.backend, { name: "wasm" });
  const adapter = { name: "a GPU", software: false };
  const { backend } = recordedResult(
    { ...INFO, backend: { name: "webgpu", adapter, blas: undefined, reason: "" } },
    {},
    [],
  );
  assert.deepEqual(backend, { name: "webgpu", adapter: "a GPU" });
});

Deno.test("an unfinished run is refused", () => {
  assert.throws(
    () => recordedResult({ ...INFO, finished: false }, {}, []),
    (error) => error instanceof InputError && /"tworoom", seed 3.*not finished/.test(error.message),
  );
});

Deno.test("files are named by task, preset and seed", () => {
  assert.equal(recordedName(INFO), "tworoom-cpu-seed3.json");
  assert.equal(recordedName({ ...INFO, preset: null }), "tworoom-seed3.json");
});

Deno.test("results come by task, preset and seed, numbers as numbers", () => {
  const folder = mkdtempSync(join(tmpdir(), "results-"));
  try {
    const kept = [["b", "cpu", 10], ["b", "cpu", 2], ["a", "gpu", 0], ["a", null, 0]] as const;
    kept.forEach(([task, preset, seed], i) =>
      writeFileSync(join(folder, `${i}.json`), JSON.stringify({ task, preset, seed }))
    );
    writeFileSync(join(folder, "notes.md"), "");
    const found = readResults(folder).map(({ task, preset, seed }) => [task, preset, seed]);
    assert.deepEqual(found, [["a", null, 0], ["a", "gpu", 0], ["b", "cpu", 2], ["b", "cpu", 10]]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
