import type { Place, Pose } from "./view.ts";

/** A direction of the block's own frame in the world's. */
export function turned([x, y]: Place, angle: number): Place {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return [cos * x - sin * y, sin * x + cos * y];
}

/** A place of the world in the block's own frame. */
export function inward([x, y]: Place, { place, angle }: Pose): Place {
  return turned([x - place[0], y - place[1]], -angle);
}

/** A place of the block's own frame in the world. */
export function outward(local: Place, { place, angle }: Pose): Place {
  const [x, y] = turned(local, angle);
  return [x + place[0], y + place[1]];
}
