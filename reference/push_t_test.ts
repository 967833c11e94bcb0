import assert from "node:assert/strict";
import absolute from "./oracle/pusht.json" with { type: "json" };
import relative from "./oracle/pusht_swm.json" with { type: "json" };
import { pushTReplayer } from "./push_t.ts";
import type { OracleFile } from "./replayer.ts";

const files: readonly (readonly [OracleFile, number])[] = [[absolute, 30], [relative, 10]];

for (const [file, episodes] of files) {
  Deno.test(`${file.source.what} replays within its tolerances`, async () => {
    assert.ok(pushTReplayer.accepts(file));
    const { discrepancies, missing } = await pushTReplayer.replay(file);
    assert.deepEqual(missing, {});
    assert.equal(discrepancies.filter(({ quantity }) => quantity === "position, px").length, episodes);
    for (const one of discrepancies) assert.ok(one.error <= one.tolerance, JSON.stringify(one));
  });
}

async function over(one: OracleFile["cases"][number]): Promise<readonly string[]> {
  const { discrepancies } = await pushTReplayer.replay({ source: absolute.source, cases: [one] });
  return discrepancies.filter(({ error, tolerance }) => error > tolerance).map(({ quantity }) => quantity);
}

Deno.test("wrong rows are found out", async () => {
  const [one, other] = [absolute.cases[1], relative.cases[1]];
  const moved = one.states.with(4, one.states[4].map((value) => value + 1e-5));
  assert.deepEqual(await over({ ...one, states: moved }), ["position, px", "velocity, px/s", "angle, rad"]);
  assert.deepEqual(await over({ ...one, coverage: one.coverage.with(7, 0.96) }), [
    "coverage",
    "reward",
    "terminated",
  ]);
  assert.deepEqual(await over({ ...one, contact_points: one.contact_points.with(2, 99) }), [
    "contact points",
  ]);
  assert.deepEqual(await over({ ...other, reward: other.reward.with(3, NaN) }), ["reward"]);
  const ended = other.terminated.map((value) => !value);
  assert.deepEqual(await over({ ...other, terminated: ended }), ["terminated"]);
});

Deno.test("a block shifted a little ends elsewhere", async () => {
  const one = absolute.cases[0];
  const start = one.reset_to_state.with(2, one.reset_to_state[2] + 1e-4);
  assert.ok((await over({ ...one, reset_to_state: start })).includes("position, px"));
});

Deno.test("the stored order of the contacts is not read", async () => {
  const [one] = absolute.cases;
  const { discrepancies } = await pushTReplayer.replay({ source: absolute.source, cases: [one] });
  const other = { ...one, solver_order: [[0, "99"]] };
  const again = await pushTReplayer.replay({ source: absolute.source, cases: [other] });
  assert.deepEqual(again.discrepancies, discrepancies);
});

Deno.test("other worlds and unknown fields are counted by name", async () => {
  const { source, cases: [one] } = absolute;
  const rough = { ...absolute.constants, friction: 0.5 };
  const other = await pushTReplayer.replay({ source, cases: [one], constants: rough });
  assert.deepEqual(other, { discrepancies: [], missing: { "file with another friction": 1 } });
  const windy = await pushTReplayer.replay({ source, cases: [{ ...one, wind: 3 }] });
  assert.deepEqual(windy, { discrepancies: [], missing: { "episode with wind": 1 } });
});
