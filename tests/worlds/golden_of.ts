import { fullSize, type Golden, QUICK } from "./golden.ts";
import { walkHash } from "./walk_hash.ts";
import type { WorldCase } from "./world_case.ts";

/** The hashes of a world as it is now. Throws where they are others without SIMD. */
export function goldenOf({ make, plain, wrapped }: Omit<WorldCase, "name">): Golden {
  const full = walkHash(make, fullSize(wrapped));
  const other = plain && walkHash(plain, fullSize(wrapped));
  if (other && other !== full) throw new Error(`its full hash is ${full}, and ${other} without SIMD`);
  return { quick: walkHash(make, QUICK), full };
}
