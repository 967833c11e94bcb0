import assert from "node:assert/strict";
import { dispose, ones, range, reshape, tidy, zeros } from "@tensorflow/tfjs-core";
import { openTestBackend } from "../../tests/backend.ts";
import { countLeaks } from "../engine/count_leaks.ts";
import { read } from "../engine/read.ts";
import { seededRng } from "../rng.ts";
import { conv2d } from "./conv2d.ts";

await openTestBackend();

Deno.test("conv2d adds up what lies under the kernel", async () => {
  const leaks = await countLeaks(async () => {
    const layer = conv2d({ input: 1, output: 1, kernel: 2, stride: 2 }, seededRng(0));
    tidy(() => {
      layer.params.weight.assign(ones([2, 2, 1, 1]));
      layer.params.bias.assign(ones([1]));
    });
    const [y] = await read([tidy(() => layer.apply(reshape(range(0, 16), [1, 4, 4, 1]), "infer"))]);
    assert.deepEqual([...y], [11, 19, 43, 51]);
    dispose(layer.params);
  });
  assert.deepEqual(leaks, { tensors: 0, buffers: 0 });
});

Deno.test("conv2d pads as told", () => {
  const cases = [
    { stride: 2, side: 7, expected: 4 },
    { stride: 2, padding: 1, side: 7, expected: 4 },
    { stride: 1, padding: 0, side: 7, expected: 5 },
    { padding: 2, side: 7, expected: 9 },
  ];
  for (const { side, expected, ...size } of cases) {
    const layer = conv2d({ input: 1, output: 2, kernel: 3, ...size }, seededRng(0));
    const y = tidy(() => layer.apply(zeros([1, side, side, 1]), "infer"));
    assert.deepEqual(y.shape, [1, expected, expected, 2]);
    dispose([y, layer.params]);
  }
});
