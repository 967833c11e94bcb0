import assert from "node:assert/strict";
import { inProcess } from "../../core/env/env_batch.ts";
import { DotWorld } from "../../testing/fixtures/dot_world.ts";
import { episodeRows } from "./episode_rows.ts";

Deno.test("T steps are T + 1 rows: no action leaves the last, no reward leads to the first", () => {
  const { spec } = inProcess(() => new DotWorld(), 1);
  const snapshot = (value: number) => ({
    observations: { pixels: new Uint8Array(300).fill(value), position: Float32Array.of(value, 0) },
    variables: Float64Array.of(value, 0),
    state: Float64Array.of(value, 1),
  });
  const rows = episodeRows({
    index: 0,
    snapshots: [1, 2, 3].map(snapshot),
    actions: [Float32Array.of(0.5, 0), Float32Array.of(1, -1)],
    rewards: [7, 8],
    judgements: [],
    terminated: true,
    truncated: false,
  }, spec);
  const { pixels, ...small } = rows;
  assert.deepEqual([pixels.length, pixels[299], pixels[300], pixels[899]], [900, 1, 2, 3]);
  assert.deepEqual(small, {
    position: Float32Array.of(1, 0, 2, 0, 3, 0),
    action: Float32Array.of(0.5, 0, 1, -1, NaN, NaN),
    state: Float64Array.of(1, 0, 2, 0, 3, 0),
    env_state: Float64Array.of(1, 1, 2, 1, 3, 1),
    reward: Float32Array.of(0, 7, 8),
    terminated: Uint8Array.of(0, 0, 1),
    truncated: Uint8Array.of(0, 0, 0),
    step_idx: Int32Array.of(0, 1, 2),
  });
  const buffers = Object.values(rows).map(({ buffer }) => buffer);
  assert.equal(new Set(buffers).size, buffers.length);
});
