import type { WalkSize } from "./walk_hash.ts";

/** Hashes of one world. */
export interface Golden {
  /** Of the walks that every run of the tests takes. */
  readonly quick: string;
  /** Of those that `deno task worlds` takes. */
  readonly full: string;
}

/** Hashes by the name of the case, as `golden.json` keeps them. */
export type Goldens = { readonly [world: string]: Golden };

/** Walks of the tests. */
export const QUICK: WalkSize = { seeds: 4, steps: 30 };

/** Walks of `deno task worlds`, of a world and of one that is there for its wrapper. */
export function fullSize(wrapped: boolean): WalkSize {
  return wrapped ? { seeds: 100, steps: 50 } : { seeds: 1000, steps: 200 };
}
