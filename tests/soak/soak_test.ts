import assert from "node:assert/strict";
import { scalar } from "@tensorflow/tfjs-core";
import { openTestBackend } from "../backend.ts";
import { noLeaks } from "../../testing/no_leaks.ts";
import { shapeTraining } from "./shape_work.ts";
import { smallPlanning, smallTraining } from "./small_work.ts";
import { growthIn, type Sample, soak } from "./soak.ts";

await openTestBackend();

for (const [name, make] of Object.entries({ training: smallTraining, planning: smallPlanning })) {
  Deno.test(`memory stays flat over ${name}`, () =>
    noLeaks(async () => {
      using work = make();
      assert.equal(growthIn(await soak(60, (step) => work.once(step))), undefined);
    }));
}

const ENCODERS = {
  conv: { widths: [4, 4] },
  "vision transformer": { patch: 8, width: 6, depth: 1, heads: 2, mlp: 8 },
};

for (const [name, encoder] of Object.entries(ENCODERS)) {
  Deno.test(`memory stays flat over steps of a benchmark's shape: ${name}`, () =>
    noLeaks(async () => {
      using work = await shapeTraining({ name, batch: 2, size: 16, dim: 4, projector: 4, encoder });
      assert.equal(growthIn(await soak(20, () => work.once(0))), undefined);
    }));
}

Deno.test("a tensor that is left behind is told of", async () => {
  const left = [scalar(0)];
  const samples = await soak(30, (step) => Promise.resolve(step === 40 && left.push(scalar(1))));
  assert.match(growthIn(samples) ?? "", /^tensors: \d+ at step 40, \d+ at 20$/);
  for (const tensor of left) tensor.dispose();
});

Deno.test("a resident set that grows is told of, one that swings is not", () => {
  const samples = (sizes: readonly number[]): Sample[] =>
    sizes.map((rssMiB, step) => ({ step, tensors: 1, bytes: 4, buffers: 1, rssMiB }));
  assert.match(growthIn(samples([100, 120, 140, 160, 180, 200])) ?? "", /^the resident set: 200 MiB/);
  assert.equal(growthIn(samples([100, 180, 100, 180, 100, 200])), undefined);
});
