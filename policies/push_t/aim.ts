import { behind, gain, size, type Touch, touches, touchFrom, type Twist } from "./push.ts";
import { length, type Route, route } from "./route.ts";
import type { Tee } from "./tee.ts";
import { inward, outward } from "./frame.ts";
import type { Place, View } from "./view.ts";

/** A way around the block keeps so much more than the agent's radius, px. */
const CLEAR = 3;
/** The agent stands so far before the block when it begins to push, px. */
const SLACK = 5;
/** Px between the places to push at. */
const EVERY = 5;
/** A push that has slid so far along the outline is another push, px. */
const SLID = 10;
/** A push ends when it does less than this part of what it did at first. */
const STAY = 0.5;
/** A way of so many px costs as much as a push that does all against one that does nothing. */
const DEAR = 700;
/** The agent's centre stays within these, px. */
const [NEAR, FAR] = [24, 488];

/** The push that is under way or walked to. */
export interface Aim {
  /** Where. */
  readonly touch: Touch;
  /** Part of what is left, 0…1, below which another is looked for. */
  readonly least: number;
}

function inArena([x, y]: Place): boolean {
  return x > NEAR && x < FAR && y > NEAR && y < FAR;
}

/** Where the agent stands before a push, in the block's frame. */
export function stand({ touch }: Pick<Aim, "touch">, { radius }: View): Place {
  return behind(touch, radius, SLACK);
}

/** Way of the agent to a place of the block's frame; undefined where there is none. */
export function wayTo(view: View, { bars, corners }: Tee, to: Place): Route | undefined {
  const from = inward(view.agent, view.block);
  const open = corners.filter((corner) => inArena(outward(corner, view.block)));
  return route(bars, open, from, to, view.radius + CLEAR);
}

/** Chooses where to push: what does most of what is left, against the way to it. Undefined where nothing helps. */
export function chooseAim(view: View, body: Tee, left: Twist): Aim | undefined {
  const rated = touches(body.faces, EVERY).flatMap((touch) => {
    const done = gain(touch, body, left) / size(left);
    const to = stand({ touch }, view);
    if (done <= 0 || !inArena(outward(to, view.block))) return [];
    const way = wayTo(view, body, to);
    return way ? [{ touch, least: STAY * done, score: done - way.length / DEAR }] : [];
  });
  if (rated.length === 0) return undefined;
  const { touch, least } = rated.reduce((best, next) => next.score > best.score ? next : best);
  return { touch, least };
}

/** Whether an aim is still worth following. */
export function isWorth({ touch, least }: Aim, body: Tee, left: Twist): boolean {
  return gain(touch, body, left) > least * size(left);
}

/** The aim with the place that an agent before the block would touch now; undefined where it is elsewhere. */
export function touching({ touch, least }: Aim, view: View): Aim | undefined {
  const at = touchFrom(touch.face, inward(view.agent, view.block), view.radius + 2 * SLACK);
  return at && length(at.at, touch.at) < SLID ? { touch: at, least } : undefined;
}
