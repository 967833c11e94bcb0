import { seededRng } from "../../core/rng.ts";
import type { Target } from "./target.ts";

/** The file of one case: the same for the same target, seed and number. */
export function damagedFile(target: Target, seed: number, number: number): Uint8Array {
  return target.damage(seededRng(seed).fork(target.name).fork(number));
}
