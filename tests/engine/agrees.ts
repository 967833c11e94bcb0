import assert from "node:assert/strict";
import { type Tensor, tensor, type Tensor4D, tidy, util } from "@tensorflow/tfjs-core";
import { countLeaks } from "../../core/engine/count_leaks.ts";
import { read } from "../../core/engine/read.ts";
import { seededRng } from "../../core/rng.ts";
import { openBackend } from "../../host/backends/open_backend.ts";
import { relativeError } from "../../reference/replayer.ts";

/** Computes something; called once a backend. */
export type Run = () => Tensor[];

/** Standard normals; typed as images, which most of the kernels take. */
export function random(shape: readonly number[], seed = 1): Tensor4D {
  const normals = seededRng(seed).normals(util.sizeFromShape([...shape]));
  return tensor(new Float32Array(normals), [...shape] as [number, number, number, number]);
}

/** The values. */
export function results(run: Run): Promise<Float32Array[]> {
  return read(tidy(run));
}

/** Whether the wasm kernels, with BLAS and without, agree with plain JavaScript. */
export async function agrees(run: Run, expected?: Float32Array[]): Promise<void> {
  await openBackend("reference");
  const reference = expected ?? await results(run);
  for (const blas of [true, false]) {
    await openBackend("wasm", { blas });
    const leaks = await countLeaks(async () => {
      (await results(run)).forEach((actual, i) => {
        const error = relativeError(actual, reference[i]);
        assert.ok(error <= 1e-5, `result ${i} with${blas ? "" : "out"} BLAS: error ${error}`);
      });
    });
    assert.deepEqual(leaks, { tensors: 0, buffers: 0 });
  }
}
