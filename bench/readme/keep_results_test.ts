import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { InputError } from "../../core/errors.ts";
import { keepResults } from "./keep_results.ts";

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
    await keepResults(project, [run], () => Promise.resolve("abc"));
    const readme = readFileSync(join(project, "README.md"), "utf8");
    assert.match(readme, /tworoom-cpu-seed0\.json\) \| 50 % \[20\.0, 80\.0\], n 10 \| 1 min 0 s, wasm \|/);
    assert.match(readme, /^# P\n[\s\S]*\nend\n$/);
    await keepResults(project, []);
    assert.equal(readFileSync(join(project, "README.md"), "utf8"), readme);
    await assert.rejects(keepResults(project, [join(project, "none")]), InputError);
    const changed = { success: { episodes: 3 } };
    writeFileSync(
      join(run, "evaluations.json"),
      JSON.stringify({ metrics: { success }, films: [], changed }),
    );
    await assert.rejects(
      keepResults(project, [run], () => Promise.resolve("abc")),
      /success was measured with other options than the task's/,
    );
    writeFileSync(join(run, "evaluations.json"), JSON.stringify({ metrics: { success }, films: [] }));
    // Settings were laid over it, or the task has changed since.
    await assert.rejects(
      keepResults(project, [run]),
      /its task has hash abc, expected [0-9a-f]{12}, that of task/,
    );
  } finally {
    rmSync(project, { recursive: true });
  }
});
