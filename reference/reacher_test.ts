import assert from "node:assert/strict";
import file from "./oracle/reacher.json" with { type: "json" };
import { reacherReplayer } from "./reacher.ts";
import type { OracleFile } from "./replayer.ts";

const oracle: OracleFile = file;
const { source, cases } = file;

Deno.test("MuJoCo's trajectories and mass matrices replay within their tolerances", async () => {
  assert.ok(reacherReplayer.accepts(oracle));
  const { discrepancies, missing } = await reacherReplayer.replay(oracle);
  assert.deepEqual(missing, {});
  assert.equal(discrepancies.filter(({ quantity }) => quantity === "angle, rad").length, 20);
  assert.equal(discrepancies.filter(({ quantity }) => quantity === "mass matrix, kg·m²").length, 20);
  for (const one of discrepancies) assert.ok(one.error <= one.tolerance, JSON.stringify(one));
});

Deno.test("the wrist's limit is in play", () => {
  assert.ok(cases.some(({ wrist_limit_force }) => wrist_limit_force?.some((force) => force !== 0)));
});

async function over(one: OracleFile["cases"][number], masses: readonly unknown[] = []): Promise<string[]> {
  const { discrepancies } = await reacherReplayer.replay({ source, cases: [one], mass_matrices: masses });
  return discrepancies.filter(({ error, tolerance }) => !(error <= tolerance)).map(({ quantity }) =>
    quantity
  );
}

Deno.test("wrong rows, forces, starts and masses are found out", async () => {
  const [, one] = cases;
  const row = one.states[50];
  const changed = (i: number) => ({ ...one, states: one.states.with(50, row.with(i, row[i] + 2e-8)) });
  assert.deepEqual(await over(changed(1)), ["angle, rad"]);
  assert.deepEqual(await over(changed(2)), ["velocity, rad/s"]);
  assert.deepEqual(await over(changed(5)), ["finger, m"]);
  const forces = (one.wrist_limit_force ?? []).with(3, 1e-6);
  assert.deepEqual(await over({ ...one, wrist_limit_force: forces }), ["wrist limit, N·m"]);
  const elsewhere = one.qpos0.with(0, one.qpos0[0] + 1e-6);
  assert.deepEqual(await over({ ...one, qpos0: elsewhere }), ["angle, rad", "finger, m"]);
  assert.deepEqual(await over({ ...one, states: one.states.slice(1) }), [
    "angle, rad",
    "velocity, rad/s",
    "finger, m",
  ]);
  const [pose] = file.mass_matrices;
  const heavier = { ...pose, M: pose.M.with(0, pose.M[0] + 1e-6) };
  assert.deepEqual(await over(one, [heavier]), ["mass matrix, kg·m²"]);
  assert.deepEqual(await over(one, [{ ...pose, bias: pose.bias.with(1, NaN) }]), ["forces of turning, N·m"]);
});

Deno.test("another arm and unknown fields are counted by name", async () => {
  const damped = { ...file.constants, damping: 0.02 };
  assert.deepEqual(await reacherReplayer.replay({ source, cases, constants: damped }), {
    discrepancies: [],
    missing: { "file with another damping": 1 },
  });
  const windy = await reacherReplayer.replay({
    source,
    cases: [{ ...cases[0], wind: 3 }, { id: 1, kind: "poem" }],
    mass_matrices: [{ qpos: [0, 0] }],
  });
  assert.deepEqual(windy, {
    discrepancies: [],
    missing: { "trajectory with wind": 1, "case of another kind": 1, "mass matrix of another kind": 1 },
  });
});

Deno.test("null says that the wrist's limit never pushed, no field says nothing of it", async () => {
  const { wrist_limit_force: _, ...silent } = cases[1];
  assert.ok(reacherReplayer.accepts({ source, cases: [silent] }));
  const { discrepancies, missing } = await reacherReplayer.replay({ source, cases: [silent] });
  assert.deepEqual(missing, {});
  const quantities = discrepancies.map(({ quantity }) => quantity);
  assert.deepEqual(quantities, ["angle, rad", "velocity, rad/s", "finger, m"]);
  assert.deepEqual(await over(silent), []);
  assert.deepEqual(await over({ ...silent, wrist_limit_force: null }), ["wrist limit, N·m"]);
});

Deno.test("constants may be printed to ten digits", async () => {
  const a = Number(file.constants.a.toPrecision(10));
  const printed = { source, cases: [cases[0]], constants: { ...file.constants, a } };
  assert.deepEqual((await reacherReplayer.replay(printed)).missing, {});
  const other = { ...printed, constants: { ...file.constants, a: file.constants.a * (1 + 1e-8) } };
  assert.deepEqual((await reacherReplayer.replay(other)).missing, { "file with another a": 1 });
});

Deno.test("a file of mass matrices alone is replayed", async () => {
  const masses = { ...oracle, cases: [] };
  assert.ok(reacherReplayer.accepts(masses));
  const { discrepancies, missing } = await reacherReplayer.replay(masses);
  assert.deepEqual(missing, {});
  assert.equal(discrepancies.length, 60);
  for (const one of discrepancies) assert.ok(one.error <= one.tolerance, JSON.stringify(one));
});
