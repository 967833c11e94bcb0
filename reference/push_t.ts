import { COVERED } from "../envs/push_t/variables.ts";
import { PushT } from "../envs/push_t/push_t_env.ts";
import type { StepResult } from "../core/types.ts";
import { hasFields, unreadFields } from "./fields.ts";
import type { Discrepancy, OracleFile, Replay, Replayer } from "./replayer.ts";
import { tally } from "./tally.ts";

type Numbers = readonly number[];

/** What both kinds of episode have; a row of states is the one after the action of that row. */
interface Episode {
  readonly id: number;
  readonly initial: Numbers;
  readonly actions: readonly Numbers[];
  readonly states: readonly Numbers[];
  readonly contact_points?: Numbers;
  readonly amplification?: Numbers;
}

/** gym-pusht: the action is a place, success is coverage. */
interface Absolute extends Episode {
  readonly reset_to_state: Numbers;
  readonly coverage: Numbers;
  readonly initial_coverage?: number;
}

/** stable-worldmodel: the action is a way, success is a pose. */
interface Relative extends Episode {
  readonly goal_state: Numbers;
  readonly state: Numbers;
  readonly terminated: readonly boolean[];
  readonly reward: Numbers;
}

const SHARED = ["id", "scenario", "initial", "actions", "states", "contact_points", "amplification"];
/** Only there to look at: the order of the contacts comes out of the world itself. */
const UNREAD = ["contact_flags", "solver_order"];
const ABSOLUTE = [...SHARED, ...UNREAD, "reset_to_state", "coverage", "initial_coverage"];
const RELATIVE = [...SHARED, ...UNREAD, "goal_state", "state", "terminated", "reward"];

const CLOSE = 1e-6;
/** The goal that the reward of relative actions is computed from is stored rounded. */
const ROUNDED_REWARD = 1e-2;
/** What rounding in double precision grows to, for each unit of a case's amplification. */
const ROUNDING = 1e-14;

/** The world in which both kinds of file were made; a file of another one is not replayed. */
const constants: { readonly [name: string]: unknown } = {
  block_mass: 1,
  block_moment: 3000,
  block_center_of_gravity: [0, 45],
  iterations: 10,
  collision_slop: Math.fround(0.1),
  collision_bias: 0.0017970074436457143,
  collision_persistence: 3,
  friction: 0,
  elasticity: 0,
  damping: 0,
  block_polygons: [
    [[-60, 0], [60, 0], [60, 30], [-60, 30]],
    [[-15, 30], [15, 30], [15, 120], [-15, 120]],
  ],
  agent_radius: 15,
  wall_radius: 2,
  walls: [[5, 506, 5, 5], [5, 5, 506, 5], [506, 5, 506, 506], [5, 506, 506, 506]],
};

/** Collects the largest error of each quantity of one episode. */
class Errors {
  readonly #case: string;
  readonly #found = new Map<string, Discrepancy>();

  constructor(id: number) {
    this.#case = `episode ${id}`;
  }

  /** NaN counts as infinite. */
  see(quantity: string, error: number, tolerance: number): void {
    const largest = Math.max(this.#found.get(quantity)?.error ?? 0, Number.isNaN(error) ? Infinity : error);
    this.#found.set(quantity, { case: this.#case, quantity, error: largest, tolerance });
  }

  get list(): readonly Discrepancy[] {
    return [...this.#found.values()];
  }
}

/** Variables that the numbers of a row of states are. */
const ROWS = {
  absolute: ["agent_x", "agent_y", "agent_vx", "agent_vy", "block_x", "block_y", "block_angle"],
  relative: ["agent_x", "agent_y", "block_x", "block_y", "block_angle", "agent_vx", "agent_vy"],
} as const;

function variable(env: PushT, name: string): number {
  return env.measure()[env.variables.findIndex((spec) => spec.name === name)];
}

const TURN = 2 * Math.PI;

/** Distance of two angles that may be counted from different turns. */
function turned(one: number, other: number): number {
  const apart = (one - other) / TURN;
  return TURN * Math.abs(apart - Math.round(apart));
}

function seeRow(errors: Errors, env: PushT, names: readonly string[], row: Numbers, tolerance: number): void {
  if (row.length !== names.length) errors.see("numbers of a state", Infinity, 0);
  names.forEach((name, i) => {
    const value = variable(env, name);
    if (name === "block_angle") errors.see("angle, rad", turned(value, row[i]), tolerance);
    else if (/_v[xy]$/.test(name)) errors.see("velocity, px/s", Math.abs(value - row[i]), tolerance);
    else errors.see("position, px", Math.abs(value - row[i]), tolerance);
  });
}

/** Steps `env`, and beside it a world that knows nothing but the state from before the step. */
function stepTwice(env: PushT, restored: PushT, [x, y]: Numbers, errors: Errors): StepResult {
  restored.setState(env.getState());
  restored.act(x, y);
  const result = env.act(x, y);
  const [own, other] = [env.getState(), restored.getState()];
  errors.see("numbers that restoring changes", own.filter((v, i) => !Object.is(v, other[i])).length, 0);
  return result;
}

type Judge = (t: number, result: StepResult, env: PushT, errors: Errors, tolerance: number) => void;

/** All actions of an episode, from a world that has been put to its start. */
function play(episode: Episode, env: PushT, action: keyof typeof ROWS, judge: Judge): readonly Discrepancy[] {
  const { id, initial, actions, states, contact_points, amplification = [] } = episode;
  const errors = new Errors(id);
  const restored = new PushT({ size: 64, action, success: action === "absolute" ? "coverage" : "pose" });
  seeRow(errors, env, ROWS[action], initial, CLOSE);
  const tolerance = Math.max(CLOSE, ROUNDING * Math.max(0, ...amplification));
  actions.forEach((values, t) => {
    const result = stepTwice(env, restored, values, errors);
    seeRow(errors, env, ROWS[action], states[t], tolerance);
    if (contact_points) {
      errors.see("contact points", Math.abs(variable(env, "contacts") - contact_points[t]), 0);
    }
    judge(t, result, env, errors, tolerance);
  });
  return errors.list;
}

/** From the middle of the bar's edge to the centre of gravity, px. */
const CENTRE = 45;

/** The place is set before the angle there, and turning keeps the centre of gravity: the origin moves. */
function replayAbsolute(episode: Absolute): readonly Discrepancy[] {
  const [agentX, agentY, x, y, angle] = episode.reset_to_state;
  const env = new PushT({ size: 64, action: "absolute", success: "coverage" });
  env.reset({ seed: 0 });
  const blockY = y + CENTRE - CENTRE * Math.cos(angle);
  env.start([agentX, agentY, x + CENTRE * Math.sin(angle), blockY, angle, 0, 0]);
  const covered = variable(env, "coverage") - (episode.initial_coverage ?? variable(env, "coverage"));
  const played = play(episode, env, "absolute", (t, { reward, terminated }, now, errors, tolerance) => {
    const expected = episode.coverage[t];
    errors.see("coverage", Math.abs(variable(now, "coverage") - expected), tolerance);
    errors.see("reward", Math.abs(reward - Math.min(expected / COVERED, 1)), tolerance);
    errors.see("terminated", terminated === expected > COVERED ? 0 : 1, 0);
  });
  const start = `episode ${episode.id}`;
  return [...played, { case: start, quantity: "first coverage", error: Math.abs(covered), tolerance: CLOSE }];
}

function replayRelative(episode: Relative): readonly Discrepancy[] {
  const env = new PushT({ size: 64, action: "relative", success: "pose" });
  env.reset({ seed: 0 });
  env.start(episode.state, episode.goal_state);
  return play(episode, env, "relative", (t, { reward, terminated }, _env, errors) => {
    errors.see("reward", Math.abs(reward - episode.reward[t]), ROUNDED_REWARD);
    errors.see("terminated", terminated === episode.terminated[t] ? 0 : 1, 0);
  });
}

const isAbsolute = (one: unknown): one is Absolute =>
  hasFields(one, ["reset_to_state", "initial", "actions", "states", "coverage"]);

const isRelative = (one: unknown): one is Relative =>
  hasFields(one, ["goal_state", "state", "initial", "actions", "states", "terminated", "reward"]);

/** Constants of the file that this world does not have. */
function otherConstants(file: OracleFile): readonly string[] {
  const given = typeof file.constants === "object" && file.constants !== null ? file.constants : {};
  return Object.entries(given)
    .filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(constants[name]))
    .map(([name]) => `file with another ${name}`);
}

function missingIn(one: unknown): readonly string[] {
  if (!isAbsolute(one) && !isRelative(one)) return ["case of another kind"];
  return unreadFields(one, isAbsolute(one) ? ABSOLUTE : RELATIVE).map((name) => `episode with ${name}`);
}

/** Replays episodes of gym-pusht and of stable-worldmodel's Push-T, as Chipmunk 7.0.3 gave them. */
export const pushTReplayer: Replayer = {
  name: "Push-T",
  accepts: (file: OracleFile): boolean => file.cases.some((one) => isAbsolute(one) || isRelative(one)),
  // deno-lint-ignore require-await
  replay: async (file: OracleFile): Promise<Replay> => {
    const unlike = otherConstants(file);
    if (unlike.length > 0) return { discrepancies: [], missing: tally(unlike) };
    const known: readonly unknown[] = file.cases.filter((one) => missingIn(one).length === 0);
    const discrepancies = known.flatMap((one) => {
      if (isAbsolute(one)) return replayAbsolute(one);
      return isRelative(one) ? replayRelative(one) : [];
    });
    return { discrepancies, missing: tally(file.cases.flatMap(missingIn)) };
  },
};
