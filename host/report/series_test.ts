import assert from "node:assert/strict";
import { seriesOf } from "./series.ts";

Deno.test("rows without the quantity, or with one that is not finite, are left out", () => {
  const row = { stage: "joint", loss: 1, learningRate: 1, gradNorm: 1, seconds: 1, rng: "0" };
  const rows = [
    { ...row, step: 1, terms: { sigreg: 5 } },
    { ...row, step: 2, terms: {} },
    { ...row, step: 3, terms: { sigreg: NaN } },
    { ...row, step: 4, terms: { sigreg: 2 } },
  ];
  assert.deepEqual(seriesOf(rows, "SIGReg", ({ terms }) => terms.sigreg), {
    name: "SIGReg",
    points: [{ step: 1, value: 5 }, { step: 4, value: 2 }],
  });
});
