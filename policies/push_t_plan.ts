import type { Rng } from "../core/types.ts";
import { route } from "./push_t_route.ts";
import { type Contact, inward, outward, Tee, type Way } from "./push_t_tee.ts";
import type { Place, Pose, View } from "./push_t_view.ts";

/** Side of push-t@1, px. */
const SIDE = 512;
/** Random poses are so far from the sides, px. */
const LOW = 130;
/** The block is where it should be when the way left is shorter, px. */
const ARRIVED = 2;
/** It has been pushed away again when the way is longer, px. */
const LEFT = 6;
/** A push by less is not worth while, px. */
const SHORTEST = 0.7;
/** Distance of the agent's edge from a face before it pushes, px. */
const GAP = 6;
/** Distance that a way around the block keeps, px. */
const MARGIN = 3;
/** Beside the contact by less, the agent may push, px. */
const BESIDE = 4;
/** Steps after which another contact is tried. */
const PATIENCE = 30;
/** What going and pushing take, px a step, and steps that every change of contact takes. */
const [GOING, PUSHING, CHANGE] = [20, 12, 4];

const dot = (a: Way, b: Way): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const along = (
  { at, normal }: Contact,
  out: number,
): Place => [at[0] + normal[0] * out, at[1] + normal[1] * out];
const within = ([x, y]: Place): boolean => x >= 0 && x <= SIDE && y >= 0 && y <= SIDE;

/** How the T is brought to a pose: one contact after the other, each the one that promises most a step. */
export class PushTPlan {
  readonly #rng: Rng;
  #contact: Contact | undefined;
  #patience = 0;
  #tee: Tee = new Tee(30);
  #scale = 30;
  #arrived = false;
  /** Where the block is to go after the drawn goal. */
  #wish: Pose | undefined;

  /** A plan with nothing done. */
  constructor(rng: Rng) {
    this.#rng = rng;
  }

  /**
   * Where the agent should be pulled to. In an episode without a goal state the block is brought to the drawn goal,
   * then from one random pose to another.
   */
  target(view: View, wanted: View | undefined): Place {
    this.#resize(view.scale);
    const way = this.#tee.way(view.block, wanted?.block ?? this.#wish ?? view.goal);
    const left = Math.sqrt(dot(way, way));
    this.#arrived = left < (this.#arrived ? LEFT : ARRIVED);
    if (this.#arrived) {
      this.#contact = undefined;
      if (wanted) return this.#around(view, wanted.agent) ?? view.agent;
      this.#wish = this.#anywhere();
      this.#arrived = false;
      return view.agent;
    }
    this.#patience--;
    if (this.#contact && (this.#patience < 0 || dot(way, this.#tee.push(this.#contact)) < SHORTEST)) {
      this.#contact = undefined;
    }
    this.#contact ??= this.#choose(view, way);
    return this.#contact ? this.#use(this.#contact, view, way) : this.#away(view);
  }

  #anywhere(): Pose {
    const place = (): number => this.#rng.uniform(LOW, SIDE - LOW);
    return { place: [place(), place()], angle: this.#rng.uniform(-Math.PI, Math.PI) };
  }

  #resize(scale: number): void {
    if (scale === this.#scale) return;
    this.#scale = scale;
    this.#tee = new Tee(scale);
  }

  /** Pushes where the agent is in front of the contact, else goes there. */
  #use(contact: Contact, view: View, way: Way): Place {
    const [x, y] = inward(view.agent, view.block);
    const { at, normal } = contact;
    const [dx, dy] = [x - at[0], y - at[1]];
    const out = dx * normal[0] + dy * normal[1];
    const beside = Math.abs(dx * normal[1] - dy * normal[0]);
    if (beside < BESIDE && out < view.radius + 2 * GAP && out > 0) {
      const by = dot(way, this.#tee.push(contact));
      return outward(along(contact, view.radius - by), view.block);
    }
    return this.#around(view, outward(along(contact, view.radius + GAP), view.block)) ?? this.#away(view);
  }

  /** The first place of a way around the block, if there is one. */
  #around({ agent, block, radius }: View, to: Place): Place | undefined {
    const corners = this.#tee.corners(radius + 2 * MARGIN).filter((place) => within(outward(place, block)));
    const found = route(this.#tee, inward(agent, block), inward(to, block), corners, radius + MARGIN);
    return found && outward(found.next, block);
  }

  /** Straight away from the block. */
  #away({ agent, block }: View): Place {
    const [x, y] = inward(agent, block);
    return outward([x + Math.sign(x) * 50, y + this.#rng.uniform(-50, 50)], block);
  }

  #choose(view: View, way: Way): Contact | undefined {
    const error = Math.sqrt(dot(way, way));
    const start = inward(view.agent, view.block);
    const rated = this.#tee.contacts.map((contact) => {
      const push = this.#tee.push(contact);
      const by = dot(way, push);
      const left = Math.sqrt(Math.max(error * error - by * by / dot(push, push), 0));
      const place = along(contact, view.radius + GAP);
      const going = Math.sqrt((place[0] - start[0]) ** 2 + (place[1] - start[1]) ** 2);
      const steps = CHANGE + going / GOING + by / PUSHING;
      return { contact, place, by, worth: (error - left) / steps };
    });
    this.#patience = PATIENCE;
    return rated
      .filter(({ place, by }) =>
        by > SHORTEST && within(outward(place, view.block)) &&
        this.#tee.clearance(place) > view.radius + MARGIN - 1e-6
      )
      .sort((a, b) => b.worth - a.worth)
      .find(({ place }) => this.#around(view, outward(place, view.block)))?.contact;
  }
}
