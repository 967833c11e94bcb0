import type { Rng } from "../core/types.ts";

/** A direction `[cosine, sine]`. */
export type Direction = readonly [cosine: number, sine: number];

/** A direction of any angle, each as likely. */
export function anyDirection(rng: Rng): Direction {
  for (;;) {
    const [x, y] = [rng.uniform(-1, 1), rng.uniform(-1, 1)];
    const squared = x * x + y * y;
    if (squared > 0 && squared <= 1) return [x / Math.sqrt(squared), y / Math.sqrt(squared)];
  }
}

/** The same angle further on. */
export function turned([cosine, sine]: Direction, by: Direction): Direction {
  return [cosine * by[0] - sine * by[1], cosine * by[1] + sine * by[0]];
}

/**
 * A direction whose angle has the von Mises distribution around 0, by the rejection of Best and Fisher (1979); no
 * trigonometry, for the angle itself is not needed.
 *
 * @param concentration κ > 0; the larger, the nearer to `[1, 0]`.
 */
export function vonMises(concentration: number, rng: Rng): Direction {
  const tau = 1 + Math.sqrt(1 + 4 * concentration * concentration);
  const rho = (tau - Math.sqrt(2 * tau)) / (2 * concentration);
  const r = (1 + rho * rho) / (2 * rho);
  for (;;) {
    const [z] = anyDirection(rng);
    const cosine = (1 + r * z) / (r + z);
    const c = concentration * (r - cosine);
    const u = rng.uniform();
    if (c * (2 - c) <= u && Math.log(c / u) + 1 < c) continue;
    const sine = Math.sqrt(Math.max(1 - cosine * cosine, 0));
    return [cosine, rng.uniform() < 0.5 ? -sine : sine];
  }
}
