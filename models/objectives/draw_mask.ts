import type { Rng } from "../../core/types.ts";

/** Which blocks are drawn on a grid of tokens. */
export interface MaskKind {
  /** Rows of the grid. */
  readonly rows: number;
  /** Columns of the grid. */
  readonly columns: number;
  /** Blocks to draw. */
  readonly blocks: number;
  /** Smallest share of the grid that a block covers. */
  readonly minShare: number;
  /** Largest share of the grid that a block covers. */
  readonly maxShare: number;
}

/** Tokens by their indices. */
export interface Mask {
  /** Those of each block, to fill in. */
  readonly blocks: readonly (readonly number[])[];
  /** Those of no block, to fill in from. */
  readonly keep: readonly number[];
}

/** Range of height ÷ width of a block, as published. */
const ASPECT = [0.75, 1.5] as const;

function drawBlock({ rows, columns, minShare, maxShare }: MaskKind, rng: Rng): number[] {
  const area = rows * columns * rng.uniform(minShare, maxShare);
  const aspect = rng.uniform(...ASPECT);
  const side = (length: number, most: number) => Math.min(most, Math.max(1, Math.round(length)));
  const [height, width] = [side(Math.sqrt(area * aspect), rows), side(Math.sqrt(area / aspect), columns)];
  const [top, left] = [rng.integer(rows - height + 1), rng.integer(columns - width + 1)];
  return Array.from(
    { length: height * width },
    (_, i) => (top + Math.floor(i / width)) * columns + left + i % width,
  );
}

/**
 * Draws blocks on a grid of at least 2 tokens, and keeps what no block covers (Assran et al., "Self-supervised learning
 * from images with a joint-embedding predictive architecture", 2023). Blocks may overlap; one that would leave
 * nothing to keep is left out, and if that leaves none, a single token is the block.
 */
export function drawMask(kind: MaskKind, rng: Rng): Mask {
  const tokens = kind.rows * kind.columns;
  const hidden = new Set<number>();
  const blocks: number[][] = [];
  for (let i = 0; i < kind.blocks; i++) {
    const block = drawBlock(kind, rng);
    if (new Set([...hidden, ...block]).size === tokens) continue;
    blocks.push(block);
    for (const token of block) hidden.add(token);
  }
  if (blocks.length === 0) {
    const token = rng.integer(tokens);
    blocks.push([token]);
    hidden.add(token);
  }
  const keep = Array.from({ length: tokens }, (_, token) => token).filter((token) => !hidden.has(token));
  return { blocks, keep };
}
