import type { Face, Tee } from "./tee.ts";
import type { Place } from "./view.ts";

/** What is left to do, in the block's own frame: two px to move the centre of gravity, and a turn in px. */
export type Twist = readonly [x: number, y: number, turn: number];

/** Where the disc touches the block. */
export interface Touch {
  /** Which part of the outline. */
  readonly face: Face;
  /** Place on it, px. */
  readonly at: Place;
}

/** Length of a twist, px. */
export function size(twist: Twist): number {
  return Math.hypot(...twist);
}

function lever({ face: { out }, at }: Touch, { centre }: Tee): number {
  const [x, y] = [at[0] - centre[0], at[1] - centre[1]];
  return x * -out[1] - y * -out[0];
}

/**
 * What a push does. The block has no friction and stands still between pushes, so that an impulse j along the inner
 * normal n moves the centre by j·n/m and turns the block by j·(r × n)/I; turns count as px at the radius of gyration.
 *
 * @returns Direction of the change, of length 1, and how far the disc moves for one px of it.
 */
export function effect(touch: Touch, tee: Tee): { readonly direction: Twist; readonly travel: number } {
  const { out } = touch.face;
  const turn = lever(touch, tee) / Math.sqrt(tee.gyration);
  const travel = Math.sqrt(1 + turn * turn);
  return { direction: [-out[0] / travel, -out[1] / travel, turn / travel], travel };
}

/** How much of what is left a push along its direction does, px. */
export function gain(touch: Touch, tee: Tee, left: Twist): number {
  const { direction } = effect(touch, tee);
  return direction[0] * left[0] + direction[1] * left[1] + direction[2] * left[2];
}

/** Where the disc's centre is when it touches, `slack` px before. */
export function behind({ face: { out }, at }: Touch, radius: number, slack: number): Place {
  const away = radius + slack;
  return [at[0] + away * out[0], at[1] + away * out[1]];
}

/** Place on a face at a share 0…1 of its length. */
function along({ from, to }: Face, share: number): Place {
  return [from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1])];
}

/** Share 0…1 of the face's length at which a place lies, not held to its ends. */
function shareOf({ from, to }: Face, place: Place): number {
  const [x, y] = [to[0] - from[0], to[1] - from[1]];
  return ((place[0] - from[0]) * x + (place[1] - from[1]) * y) / (x * x + y * y);
}

/** Places to push at, `every` px apart. */
export function touches(faces: readonly Face[], every: number): Touch[] {
  return faces.flatMap((face) => {
    const count = Math.max(
      2,
      Math.ceil(Math.hypot(face.to[0] - face.from[0], face.to[1] - face.from[1]) / every),
    );
    return Array.from({ length: count }, (_, i) => ({ face, at: along(face, (i + 0.5) / count) }));
  });
}

/** Where a disc at a place would touch a face if it went straight at it; undefined beside it or far from it. */
export function touchFrom(face: Face, place: Place, reach: number): Touch | undefined {
  const share = shareOf(face, place);
  const away = (place[0] - face.from[0]) * face.out[0] + (place[1] - face.from[1]) * face.out[1];
  return share < 0 || share > 1 || away < 0 || away > reach ? undefined : { face, at: along(face, share) };
}
