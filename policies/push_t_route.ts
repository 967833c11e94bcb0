import type { Place } from "./push_t_view.ts";
import type { Tee } from "./push_t_tee.ts";

/** Places are looked at so many px apart. */
const STRIDE = 5;

const distance = (a: Place, b: Place): number => Math.sqrt((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2);

/** Whether a straight way keeps clear of the T; who starts too near may leave. */
function isClear(tee: Tee, from: Place, to: Place, clearance: number): boolean {
  const steps = Math.ceil(distance(from, to) / STRIDE);
  let nearest = Math.min(tee.clearance(from), clearance);
  for (let i = 1; i <= steps; i++) {
    const t = i / steps;
    const here = tee.clearance([from[0] + t * (to[0] - from[0]), from[1] + t * (to[1] - from[1])]);
    if (here < nearest - 1e-9) return false;
    nearest = Math.min(here, clearance);
  }
  return true;
}

/** A way around the T. */
export interface Route {
  /** Where to go first. */
  readonly next: Place;
  /** Length of the whole way, px. */
  readonly length: number;
}

/**
 * The shortest way that keeps clear of the T, over places near its corners (Dijkstra); undefined where there is
 * none. All places are in the T's own coordinates.
 *
 * @param corners Places on the way that may be used.
 */
export function route(
  tee: Tee,
  from: Place,
  to: Place,
  corners: readonly Place[],
  clearance: number,
): Route | undefined {
  if (isClear(tee, from, to, clearance)) return { next: to, length: distance(from, to) };
  const first = (place: Place): Route | undefined =>
    isClear(tee, from, place, clearance) ? { next: place, length: distance(from, place) } : undefined;
  const reached = corners.map(first);
  const open = new Set(corners.keys());
  const length = (i: number): number => reached[i]?.length ?? Infinity;
  while (open.size > 0) {
    const i = [...open].reduce((best, one) => length(one) < length(best) ? one : best);
    const here = reached[i];
    if (here === undefined) return undefined;
    open.delete(i);
    if (isClear(tee, corners[i], to, clearance)) {
      return { next: here.next, length: here.length + distance(corners[i], to) };
    }
    for (const j of open) {
      const further = here.length + distance(corners[i], corners[j]);
      if (further < length(j) && isClear(tee, corners[i], corners[j], clearance)) {
        reached[j] = { next: here.next, length: further };
      }
    }
  }
  return undefined;
}
