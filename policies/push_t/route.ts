import type { Bar } from "./tee.ts";
import type { Place } from "./view.ts";

/** Length of the way from one place to another. */
export function length(a: Place, b: Place): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1]);
}

function fromBar({ low, high }: Bar, [x, y]: Place): number {
  return Math.hypot(Math.max(low[0] - x, 0, x - high[0]), Math.max(low[1] - y, 0, y - high[1]));
}

/** Distance of a place from the nearest bar; 0 inside. */
export function fromBars(bars: readonly Bar[], place: Place): number {
  return Math.min(...bars.map((bar) => fromBar(bar, place)));
}

function fromWay(place: Place, a: Place, b: Place): number {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  const square = dx * dx + dy * dy;
  const along = square === 0 ? 0 : ((place[0] - a[0]) * dx + (place[1] - a[1]) * dy) / square;
  const at = Math.min(Math.max(along, 0), 1);
  return length(place, [a[0] + at * dx, a[1] + at * dy]);
}

/** Whether a straight way goes through a bar: the slabs of x and y that it is in overlap. */
function crosses({ low, high }: Bar, a: Place, b: Place): boolean {
  let [enter, leave] = [0, 1];
  for (const i of [0, 1]) {
    const way = b[i] - a[i];
    if (way === 0) {
      if (a[i] < low[i] || a[i] > high[i]) return false;
      continue;
    }
    const [first, second] = [(low[i] - a[i]) / way, (high[i] - a[i]) / way];
    enter = Math.max(enter, Math.min(first, second));
    leave = Math.min(leave, Math.max(first, second));
  }
  return enter <= leave;
}

function clearance(bar: Bar, a: Place, b: Place): number {
  if (crosses(bar, a, b)) return 0;
  const { low, high } = bar;
  const corners: Place[] = [low, [high[0], low[1]], high, [low[0], high[1]]];
  return Math.min(fromBar(bar, a), fromBar(bar, b), ...corners.map((corner) => fromWay(corner, a, b)));
}

/** Whether a disc of radius `clear` can go straight; one that is nearer at an end may leave or come near. */
export function isFree(bars: readonly Bar[], a: Place, b: Place, clear: number): boolean {
  const needed = Math.min(clear, fromBars(bars, a), fromBars(bars, b)) - 1e-6;
  return bars.every((bar) => clearance(bar, a, b) >= needed);
}

/** A way around the block. */
export interface Route {
  /** Length, px. */
  readonly length: number;
  /** Where to go first. */
  readonly next: Place;
}

/**
 * Shortest way along straight lines over the given corners, found from the end backwards (Dijkstra). Undefined where
 * there is none.
 */
export function route(
  bars: readonly Bar[],
  corners: readonly Place[],
  from: Place,
  to: Place,
  clear: number,
): Route | undefined {
  const places = [to, ...corners, from];
  const start = places.length - 1;
  const left = places.map((_, i) => i === 0 ? 0 : Infinity);
  const next = places.map(() => 0);
  const open = new Set(places.keys());
  while (open.size > 0) {
    const nearest = [...open].reduce((best, i) => left[i] < left[best] ? i : best);
    if (left[nearest] === Infinity) return undefined;
    if (nearest === start) return { length: left[start], next: places[next[start]] };
    open.delete(nearest);
    for (const i of open) {
      const whole = left[nearest] + length(places[i], places[nearest]);
      if (whole < left[i] && isFree(bars, places[i], places[nearest], clear)) {
        left[i] = whole;
        next[i] = nearest;
      }
    }
  }
  return undefined;
}
