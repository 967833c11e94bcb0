import assert from "node:assert/strict";
import { verdict } from "./verdict.ts";

const rate = (low: number, rate: number, high: number, n = 200) => ({ rate, n, low, high });

Deno.test("the verdict compares intervals, not only rates", () => {
  const said = (low: number, high: number) =>
    verdict({
      success: { ...rate(low, 0.5, high), random: rate(0.2, 0.3, 0.4), oracle: rate(0.8, 0.9, 1, 30) },
    })
      .source;
  assert.match(said(0.45, 0.55), /clearly better than chance.*the gap is what/s);
  assert.match(said(0.35, 0.55), /do not tell the model from chance/);
  assert.match(said(0.45, 0.85), /not measurably behind/);
  assert.match(said(0.01, 0.02), /worse than chance/);
  assert.match(said(0.45, 0.55), /50\u00a0%<\/strong>\s*<span>of 200 starts on held-out episodes/);
});

Deno.test("starts of one stratum are called by its name", () => {
  const { source } = verdict({ success: { ...rate(0.1, 0.25, 0.4), stratum: "hard" } });
  assert.match(source, /of 200 hard starts on held-out episodes/);
});

Deno.test("another evaluation with a rate stands in for success", () => {
  const rated = { probe: { r2: 1 }, maze: rate(0.1, 0.25, 0.4) };
  assert.match(verdict(rated).source, /25\u00a0%/);
  assert.match(verdict({ ...rated, success: rate(0.7, 0.75, 0.8) }).source, /75\u00a0%/);
});

Deno.test("without a rate it says why", () => {
  assert.match(verdict({}).source, /Not evaluated yet/);
  assert.match(verdict({ probe: { r2: 1 } }).source, /has a success rate/);
});
