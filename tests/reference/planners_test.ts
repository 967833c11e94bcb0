import assert from "node:assert/strict";
import oracle from "./oracle/planners.json" with { type: "json" };
import { plannersReplayer } from "./planners.ts";

Deno.test("the cross-entropy methods of stable-worldmodel and eb_jepa replay", async () => {
  assert.ok(plannersReplayer.accepts(oracle));
  const { discrepancies, missing } = await plannersReplayer.replay(oracle);
  assert.deepEqual(discrepancies.filter(({ error, tolerance }) => !(error <= tolerance)), []);
  const replayed = new Set(discrepancies.map((discrepancy) => discrepancy.case));
  assert.deepEqual([...replayed], ["cem0", "cem2", "ebjepa12"]);
  assert.deepEqual(missing, { "iCEM": 2, "MPPI": 2, "eb_jepa MPPI": 1, "V-JEPA 2 cem": 2 });
});

Deno.test("a changed number is found", async () => {
  const [first] = oracle.cases;
  const noise = structuredClone(first.noise) as { data: number[] }[];
  noise[1].data[8 * 17] += 0.5; // an elite of that iteration
  const { discrepancies } = await plannersReplayer.replay({ ...oracle, cases: [{ ...first, noise }] });
  const wrong = discrepancies.filter(({ error, tolerance }) => error > tolerance);
  assert.ok(wrong.length > 0 && wrong.every(({ quantity }) => !quantity.endsWith("0")));
});

Deno.test("files of other kinds are not its own", () => {
  const source = { engine: "", version: "", what: "" };
  assert.equal(plannersReplayer.accepts({ source, cases: [{ states: [] }] }), false);
  assert.equal(plannersReplayer.accepts({ source, cases: [] }), false);
});
