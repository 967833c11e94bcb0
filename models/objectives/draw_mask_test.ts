import assert from "node:assert/strict";
import fc from "fast-check";
import { seededRng } from "../../core/rng.ts";
import { drawMask } from "./draw_mask.ts";

Deno.test("blocks and what is kept share nothing, cover the grid, and neither is empty", () =>
  fc.assert(fc.property(
    fc.record({
      rows: fc.integer({ min: 1, max: 9 }),
      columns: fc.integer({ min: 2, max: 9 }),
      blocks: fc.integer({ min: 1, max: 6 }),
      minShare: fc.double({ min: 0.01, max: 0.5, noNaN: true }),
      maxShare: fc.double({ min: 0.5, max: 1, noNaN: true }),
    }),
    fc.nat(),
    (kind, seed) => {
      const { blocks, keep } = drawMask(kind, seededRng(seed));
      const hidden = new Set(blocks.flat());
      assert.ok(blocks.length > 0 && blocks.length <= kind.blocks && keep.length > 0);
      assert.ok(keep.every((token) => !hidden.has(token)));
      assert.equal(hidden.size + keep.length, kind.rows * kind.columns);
      assert.ok([...hidden].every((token) => token >= 0 && token < kind.rows * kind.columns));
      for (const block of blocks) assert.equal(new Set(block).size, block.length);
    },
  )));

Deno.test("a block is a rectangle of about its share", () => {
  const kind = { rows: 16, columns: 16, blocks: 1, minShare: 0.15, maxShare: 0.2 };
  for (let seed = 0; seed < 50; seed++) {
    const [block] = drawMask(kind, seededRng(seed)).blocks;
    const rows = new Set(block.map((token) => Math.floor(token / 16)));
    const columns = new Set(block.map((token) => token % 16));
    assert.equal(rows.size * columns.size, block.length);
    assert.ok(block.length >= 0.11 * 256 && block.length <= 0.25 * 256);
  }
});
