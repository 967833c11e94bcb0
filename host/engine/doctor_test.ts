import assert from "node:assert/strict";
import { doctor } from "./doctor.ts";

Deno.test("doctor examines every backend and finds this machine fit for tests", async () => {
  const folder = await Deno.makeTempDir();
  const report = await doctor({ folder });
  await Deno.remove(folder);
  assert.ok(report.backends.some(({ name }) => name === "wasm"));
  for (const { name, passed, problem } of report.backends) assert.ok(passed, `${name}: ${problem}`);
  assert.equal(report.backends.length, report.adapter ? 2 : 1);
  const { blas, threads, kernels, without, withBlas, coreTypes } = report.engine;
  assert.ok(without > 0 && threads >= 1 && kernels.length > 0);
  assert.equal("missing" in blas, withBlas === undefined);
  if (coreTypes) assert.ok(Object.values(coreTypes).every((rate) => rate > 0));
  assert.ok(report.system.cores >= 1);
  assert.equal(JSON.parse(JSON.stringify(report)).choice.name, report.choice.name);
});

Deno.test("doctor says what to do about a folder that cannot be written to", async () => {
  const { remedies } = await doctor({ folder: "/no/such/folder" });
  assert.ok(remedies.some((remedy) => /no\/such\/folder.*--out/.test(remedy)), remedies.join("\n"));
});
