/** Euclidean distance of two points, computed in float32 throughout, px. */
export function distance(ax: number, ay: number, bx: number, by: number): number {
  const dx = Math.fround(ax - bx);
  const dy = Math.fround(ay - by);
  return Math.fround(Math.sqrt(Math.fround(Math.fround(dx * dx) + Math.fround(dy * dy))));
}
