import type { Rng } from "../types.ts";

/** SHA-256 of some arrays of numbers, as 64 hexadecimal digits; their lengths count too. */
export async function digest(arrays: readonly Float64Array[]): Promise<string> {
  const lengths = Float64Array.from(arrays, (array) => array.length);
  const all = new Float64Array([lengths, ...arrays].reduce((sum, array) => sum + array.length, 0));
  let at = 0;
  for (const array of [lengths, ...arrays]) {
    all.set(array, at);
    at += array.length;
  }
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", all));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

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
