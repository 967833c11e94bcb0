import assert from "node:assert/strict";
import { checkDisk, doctor, ownKernels } from "./doctor.ts";
import { openBackend } from "./open_backend.ts";

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

Deno.test("checkDisk leaves nothing behind and tells the free space", async () => {
  const folder = await Deno.makeTempDir();
  const { free, refused } = await checkDisk(folder);
  assert.equal(refused, undefined);
  assert.ok(free !== undefined && free > 0);
  assert.deepEqual([...Deno.readDirSync(folder)], []);
  await Deno.remove(folder);
});

Deno.test("checkDisk says why a folder cannot be written to", async () => {
  const report = await checkDisk("/no/such/folder");
  assert.equal(report.free, undefined);
  assert.match(report.refused ?? "", /No such file/);
});

Deno.test("own kernels are those that tfjs has no word for", async () => {
  await openBackend("wasm");
  const names = ownKernels();
  assert.ok(names.includes("BiasGelu") && names.includes("AdamW"), names.join(" "));
  for (const name of ["LogicalXor", "Transpose", "_FusedMatMul"]) assert.ok(!names.includes(name), name);
});
