import assert from "node:assert/strict";
import { concat, slice, stack, type Tensor, tensor, tidy, unstack } from "@tensorflow/tfjs-core";
import { openBackend } from "../../../host/backends/open_backend.ts";

const words = () => tensor([["a", "b"], ["c", "d"]]);

/** Each computation's results as [type, ...values]. */
async function found(run: () => Tensor[]): Promise<unknown[][]> {
  const tensors = tidy(run);
  const values = await Promise.all(tensors.map(async (x) => [x.dtype, ...await x.data<"string">()]));
  tensors.forEach((x) => x.dispose());
  return values;
}

const computations: { readonly [name: string]: () => Tensor[] } = {
  "strings are joined": () => [concat([words(), words()], 1), stack([words(), words()])],
  "strings are cut": () => [slice(words(), [0, 1], [2, 1]), ...unstack(words(), 1)],
  "types that differ are joined as the first": () => {
    const parts = [tensor([1.5, -2]), tensor([3], [1], "int32"), tensor([true], [1], "bool")];
    return [concat(parts), concat(parts.toReversed().slice(1))];
  },
};

for (const [name, run] of Object.entries(computations)) {
  Deno.test(`${name}, on wasm as on the reference`, async () => {
    await openBackend("reference");
    const expected = await found(run);
    // Twice: kernels that are registered again still know those of tfjs.
    for (const blas of [true, false]) {
      await openBackend("wasm", { blas });
      assert.deepEqual(await found(run), expected);
    }
  });
}
