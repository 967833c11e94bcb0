import assert from "node:assert/strict";
import { gather, mul, tensor, tidy, zeros } from "@tensorflow/tfjs-core";
import { openTestBackend } from "../../tests/backend.ts";
import { read } from "../../core/engine/read.ts";
import { seededRng } from "../../core/rng.ts";
import { checkObjective } from "../../testing/objective.ts";
import { drawMask } from "./draw_mask.ts";
import { maskedPrediction } from "./masked_prediction.ts";

await openTestBackend();

const given = (tokens: number, ...grid: readonly [] | readonly [rows: number, columns: number]) => ({
  tokens,
  ...(grid.length && { grid }),
  dim: 2,
  action: 0,
  rng: seededRng(0),
});
/** Four tokens, normalised already; two point one way, two the other. */
const TOKENS = [-1, 1, 1, -1, 1, -1, -1, 1];

/** The loss when each block of tokens is filled in so. */
async function lossOf(fill: (block: readonly number[]) => number[], scale = 1): Promise<number> {
  const objective = maskedPrediction.make(
    { blocks: 2, minShare: 0.2, maxShare: 0.3, distance: "mse" },
    given(4, 2, 2),
  );
  const kind = { rows: 2, columns: 2, blocks: 2, minShare: 0.2, maxShare: 0.3 };
  const { blocks, keep } = drawMask(kind, seededRng(4));
  let asked = 0;
  const [[loss]] = await read(tidy(() => {
    const latents = mul(tensor(TOKENS, [1, 1, 4, 2]), scale);
    return [
      objective.loss({
        batch: { observations: {}, actions: zeros([1, 0, 0]) },
        rng: seededRng(4),
        mode: "train",
        encode: (look) => gather(latents, look?.keep ?? [], 2),
        target: () => latents,
        predict: (gap) => {
          const block = blocks[asked++];
          assert.deepEqual([gap?.keep.size, gap?.positions.size], [keep.length, block.length]);
          return tensor(fill(block), [1, 1, block.length, 2]);
        },
      }).loss,
    ];
  }));
  assert.equal(asked, blocks.length);
  return loss;
}

const truth = (block: readonly number[]): number[] =>
  block.flatMap((token) => TOKENS.slice(2 * token, 2 * token + 2));

Deno.test("the truth costs nothing, whatever the scale of the target; the opposite costs 4", async () => {
  assert.ok(await lossOf(truth) < 1e-8);
  assert.ok(await lossOf(truth, 7) < 1e-8);
  assert.ok(Math.abs(await lossOf((block) => truth(block).map((value) => -value)) - 4) < 1e-3);
});

Deno.test("masked-prediction conforms, on square grids and others", async () => {
  await checkObjective((given) => maskedPrediction.make({}, given), { tokens: 9, grid: [3, 3] });
  await checkObjective((given) => maskedPrediction.make({ blocks: 1 }, given), { tokens: 6, grid: [2, 3] });
});

Deno.test("tokens that are no grid are refused", () => {
  assert.throws(() => maskedPrediction.make({}, given(1)), /has 1 of them, expected at least 2/);
  assert.throws(
    () => maskedPrediction.make({}, given(4)),
    /the encoder says no grid .* expected one that does/,
  );
  assert.throws(() => maskedPrediction.make({}, given(6, 4, 2)), /has 6 of them, expected 4 rows of 2/);
  assert.throws(() => maskedPrediction.make({ minShare: 0.5 }, given(4, 2, 2)), /expected at most maxShare/);
});
