/** Edits (insert, delete, replace, swap of neighbours) that turn one word into another. */
function editDistance(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replace = rows[i - 1][j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      row[j] = Math.min(rows[i - 1][j] + 1, row[j - 1] + 1, replace);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) row[j] = Math.min(row[j], rows[i - 2][j - 2] + 1);
    }
    rows.push(row);
  }
  return rows[a.length][b.length];
}

const plain = (word: string): string => word.toLowerCase().replace(/[-_\s]/g, "");

/**
 * The candidate most like `word`, or undefined when none is alike. Case, hyphens and underscores do not count.
 *
 * @example
 * ```ts
 * import { nearest } from "@orrery/orrery/core";
 * import assert from "node:assert/strict";
 *
 * assert.equal(nearest("two_rom", ["push-t", "two-room"]), "two-room");
 * ```
 */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined;
  let least = Infinity;
  for (const candidate of candidates) {
    const a = plain(word);
    const b = plain(candidate);
    const distance = editDistance(a, b);
    const alike = distance <= Math.max(1, Math.floor(Math.max(a.length, b.length) / 3)) ||
      (a.length >= 3 && (b.startsWith(a) || a.startsWith(b)));
    if (alike && distance < least) [best, least] = [candidate, distance];
  }
  return best;
}

/** `, did you mean "x"?` or the list of what there is; the tail of a sentence about an unknown name. */
export function suggestion(word: string, candidates: Iterable<string>): string {
  const all = [...candidates];
  const near = nearest(word, all);
  if (near !== undefined) return `did you mean "${near}"?`;
  return all.length ? `there is ${all.map((name) => `"${name}"`).join(", ")}` : "there is none";
}
