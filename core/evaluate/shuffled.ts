import type { Rng } from "../types.ts";

/**
 * The whole numbers below `count` in random order, drawn as they are asked for: a few out of millions cost a few
 * (Fisher and Yates, with only the swapped places stored).
 */
export function* shuffled(count: number, rng: Rng): Generator<number, void, void> {
  const moved = new Map<number, number>();
  for (let i = 0; i < count; i++) {
    const j = i + rng.integer(count - i);
    yield moved.get(j) ?? j;
    moved.set(j, moved.get(i) ?? i);
  }
}
