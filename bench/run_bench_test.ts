import assert from "node:assert/strict";
import builtin from "../builtin.ts";
import { InputError } from "../core/errors.ts";
import { Registry } from "../core/registry.ts";
import type { BackendReport } from "../host/backends/backend_report.ts";
import { BENCHES, runBench } from "./run_bench.ts";

const backend: BackendReport = {
  name: "reference",
  adapter: undefined,
  blas: undefined,
  reason: "asked for",
};
const progress = { phase: () => {}, at: () => {}, say: () => {} };
const options = { registry: new Registry([builtin]), backend, peers: false, names: [], progress };

Deno.test("what can be timed has a name", () => {
  assert.deepEqual(BENCHES, ["conv", "vit-96", "vit-192", "plan-1", "plan-10", "env", "collect", "windows"]);
});

Deno.test("an unknown name is refused with the nearest, and one without a peer beside PyTorch", async () => {
  await assert.rejects(
    runBench({ ...options, names: ["conv", "vit-95"] }),
    (error) =>
      error instanceof InputError && /^Cannot time "vit-95": .*did you mean "vit-96"\?/.test(error.message),
  );
  await assert.rejects(
    runBench({ ...options, peers: true, names: ["env"] }),
    (error) => error instanceof InputError && /^Cannot time "env" beside PyTorch/.test(error.message),
  );
});

Deno.test("a report says what its figures depend on", async () => {
  const report = await runBench({ ...options, names: ["env", "env"], turns: 1 });
  assert.deepEqual(
    report.results.map(({ name }) => name),
    Object.keys(builtin.env ?? {}).map((name) => `env/${name}`),
  );
  assert.match(report.date, /^\d{4}-\d\d-\d\d$/);
  assert.equal(report.backend, backend);
  assert.equal(report.versions.deno, Deno.version.deno);
  assert.equal(report.roof, undefined);
  assert.ok(report.seconds > 0 && report.machine.cores >= 1);
});
