import assert from "node:assert/strict";
import { resultLine } from "./result_line.ts";

const spread = (median: number) => ({ median, min: median / 2, max: 2 * median });

Deno.test("a result by itself is its time", () => {
  assert.equal(
    resultLine({ name: "conv", turns: 3, oursMs: 8, ours: spread(8) }),
    "conv: 8.0 [4.0, 16.0] ms",
  );
});

Deno.test("beside a peer both times and all ratios are told", () => {
  const line = resultLine({
    name: "plan-1",
    turns: 3,
    oursMs: 8,
    ours: spread(8),
    peer: spread(4),
    peerSetting: "default",
    ratio: spread(0.5),
    saved: spread(1),
    sgemmShare: 0.25,
    noBlas: { oursMs: 32, ratio: spread(0.125) },
  });
  assert.equal(
    line,
    "plan-1: 8.0 [4.0, 16.0] ms, PyTorch (default) 4.0 [2.0, 8.0] ms, ratio 0.50 [0.25, 1.00], " +
      "beside its plain form 1.00 [0.50, 2.00], 25 % of sgemm, without BLAS 32.0 ms, ratio 0.13 [0.06, 0.25]",
  );
});

Deno.test("a rate is told a second", () => {
  const line = resultLine({
    name: "env/a",
    turns: 3,
    oursMs: 1,
    ours: spread(1),
    rate: { perSecond: spread(1000), unit: "steps" },
  });
  assert.equal(line, "env/a: 1000 [500, 2000] steps a second");
});
