import assert from "node:assert/strict";
import { tensor2d } from "@tensorflow/tfjs-core";
import { openTestBackend } from "../../tests/backend.ts";
import { countLeaks } from "../engine/count_leaks.ts";
import { read } from "../engine/read.ts";
import { sumRows } from "./sum_rows.ts";

await openTestBackend();

Deno.test("sumRows sums each column and leaves nothing behind", async () => {
  const leaks = await countLeaks(async () => {
    const x = tensor2d([[1, 2, 3], [10, 20, 30]]);
    const [sums] = await read([sumRows(x)]);
    assert.deepEqual([...sums], [11, 22, 33]);
    x.dispose();
  });
  assert.deepEqual(leaks, { tensors: 0, buffers: 0 });
});
