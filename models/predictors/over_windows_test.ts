import assert from "node:assert/strict";
import { add, cumsum, tensor, tidy } from "@tensorflow/tfjs-core";
import { openTestBackend } from "../../tests/backend.ts";
import { noLeaks } from "../../tests/conformance/no_leaks.ts";
import { read } from "../../core/engine/read.ts";
import { overWindows } from "./over_windows.ts";

await openTestBackend();

Deno.test("overWindows lets each row see just the frames up to it, in every input", () =>
  noLeaks(async () => {
    const lengths: number[] = [];
    const [long, short] = await read(tidy(() => {
      const x = tensor([1, 2, 3, 4, 5, 10, 20, 30, 40, 50], [2, 5, 1]);
      const c = tensor([100, 200, 300, 400, 500, 0, 0, 0, 0, 0], [2, 5, 1]);
      return [3, 9].map((frames) =>
        overWindows([x, c], frames, ([a, b]) => {
          lengths.push(a.shape[1] as number);
          return cumsum(add(a, b), 1);
        })
      );
    }));
    assert.deepEqual(lengths, [3, 5]);
    assert.deepEqual([...long], [101, 303, 606, 909, 1212, 10, 30, 60, 90, 120]);
    assert.deepEqual([...short], [101, 303, 606, 1010, 1515, 10, 30, 60, 100, 150]);
  }));
