import { twoRoom } from "../envs/mod.ts";
import type { Env } from "../core/types.ts";
import { hasFields, unreadFields } from "./fields.ts";
import type { Discrepancy, OracleFile, Replay, Replayer } from "./replayer.ts";
import { tally } from "./tally.ts";

type Factors = { readonly [factor: string]: number };

type Given = { readonly [name: string]: number | readonly number[] };

interface Trajectory {
  readonly id: number;
  readonly config: Given;
  readonly state0: readonly number[];
  readonly target: readonly number[];
  readonly actions: readonly (readonly number[])[];
  readonly states: readonly (readonly number[])[];
  readonly distance: readonly number[];
  readonly terminated: readonly boolean[];
}

interface Frame {
  readonly id: number;
  readonly variation: Given;
  readonly state: readonly number[];
  readonly target: readonly number[];
  readonly rgb_zlib_base64: string;
  readonly goal_image_sha256: string;
}

/** Factors of a list, one for each entry. */
function listed(name: (i: number) => string, values: readonly number[]): Factors {
  return Object.fromEntries(values.map((value, i) => [name(i), value]));
}

const colourOf = (part: string) => (i: number): string => `${part}_${["red", "green", "blue"][i]}`;

/** Names of the reference, and the factors that their values are. */
type Names = { readonly [name: string]: (values: readonly number[]) => Factors };

const doorSizes = (values: readonly number[]): Factors => listed((i) => `door_size_${i}`, values);
const doorPositions = (values: readonly number[]): Factors => listed((i) => `door_position_${i}`, values);
const elsewhere = (): Factors => ({});

/** Variations of a frame; what is not here is not implemented. */
const variations: Names = {
  "agent.radius": ([agent_radius]) => ({ agent_radius }),
  "agent.speed": ([agent_speed]) => ({ agent_speed }),
  "agent.color": (values) => listed(colourOf("agent"), values),
  "agent.position": elsewhere, // the frame's `state`
  "target.radius": ([target_radius]) => ({ target_radius }),
  "target.color": (values) => listed(colourOf("target"), values),
  "target.position": elsewhere, // the frame's `target`
  "task.min_steps": elsewhere, // decides which `target` is drawn
  "wall.thickness": ([wall_thickness]) => ({ wall_thickness }),
  "wall.axis": ([wall_axis]) => ({ wall_axis }),
  "wall.color": (values) => listed(colourOf("wall"), values),
  "wall.border_color": elsewhere, // accepted there, but drawn nowhere
  "door.number": ([doors]) => ({ doors }),
  "door.size": doorSizes,
  "door.position": doorPositions,
  "door.color": (values) => listed(colourOf("door"), values),
  "background.color": (values) => listed(colourOf("background"), values),
  "rendering.render_target": elsewhere, // an option of the env
};

/** Configuration of a trajectory; what is not here is not implemented. */
const configuration: Names = {
  radius: ([agent_radius]) => ({ agent_radius }),
  speed: ([agent_speed]) => ({ agent_speed }),
  wall_thickness: ([wall_thickness]) => ({ wall_thickness }),
  wall_axis: ([wall_axis]) => ({ wall_axis }),
  doors: ([doors]) => ({ doors }),
  door_size: doorSizes,
  door_position: doorPositions,
};

function factorsOf(names: Names, given: Given): Factors {
  const known = Object.entries(given).filter(([name]) => Object.hasOwn(names, name));
  return Object.assign({}, ...known.map(([name, value]) => names[name]([value].flat())));
}

/** What the project's rooms cannot be set to: unknown names, and factors out of their range. */
function impossible(names: Names, given: Given): readonly string[] {
  const specs = twoRoom.make({}, {}).factors;
  const outside = Object.entries(factorsOf(names, given)).filter(([factor, value]) => {
    const spec = specs.find(({ name }) => name === factor);
    const inside = spec && value >= spec.low && value <= spec.high;
    return !inside || (spec.integer && !Number.isInteger(value));
  });
  return [
    ...unreadFields(given, Object.keys(names)),
    ...outside.map(([factor, value]) => `${factor} ${value}`),
  ];
}

/** Puts agent and target somewhere: the first four numbers of a state are theirs. */
function place(env: Env, agent: readonly number[], target: readonly number[]): void {
  const state = env.getState();
  state.set([...agent.slice(0, 2), ...target.slice(0, 2)]);
  env.setState(state);
}

function replayTrajectory(env: Env, trajectory: Trajectory): readonly Discrepancy[] {
  env.reset({ seed: 0, factors: factorsOf(configuration, trajectory.config) });
  place(env, trajectory.state0, trajectory.target);
  let [position, distance, terminated] = [0, 0, 0];
  trajectory.actions.forEach((action, t) => {
    const result = env.step(Float32Array.from(action));
    const at = env.measure();
    for (const axis of [0, 1]) {
      position = Math.max(position, Math.abs(at[axis] - trajectory.states[t][axis]));
    }
    const own = env.goals?.distance(at, at.subarray(2)) ?? Infinity;
    distance = Math.max(distance, Math.abs(own - trajectory.distance[t]));
    if (result.terminated !== trajectory.terminated[t]) terminated = 1;
  });
  const name = `trajectory ${trajectory.id}`;
  return [
    { case: name, quantity: "position, px", error: position, tolerance: 1e-6 },
    { case: name, quantity: "distance, px", error: distance, tolerance: 1e-4 },
    { case: name, quantity: "terminated", error: terminated, tolerance: 0 },
  ];
}

async function inflate(base64: string): Promise<Uint8Array> {
  const packed = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

async function sha256(bytes: Uint8Array): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", Uint8Array.from(bytes));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** An env with the rooms of a frame. */
function rooms({ variation }: Frame): Env {
  const drawTarget = Number(variation["rendering.render_target"] ?? 0) === 1;
  const env = twoRoom.make({ size: 224, drawTarget }, {});
  env.reset({ seed: 0, factors: factorsOf(variations, variation) });
  return env;
}

/** How many bytes differ by at least so much; no number is enough for a picture of another size. */
function differing(actual: Uint8Array, expected: Uint8Array, least: number): number {
  if (actual.length !== expected.length) return Infinity;
  return expected.reduce((n, byte, i) => n + (Math.abs(byte - actual[i]) >= least ? 1 : 0), 0);
}

/**
 * Draws a frame, and its goal image: the same rooms with the agent at the target. Of the goal image only a hash is
 * known, which any byte changes, and a few dozen bytes may be off by 1. So an equal hash proves the goal image
 * right, but another one proves nothing: it is told, with a tolerance that nothing exceeds.
 */
async function replayFrame(frame: Frame): Promise<readonly Discrepancy[]> {
  const env = rooms(frame);
  const expected = await inflate(frame.rgb_zlib_base64);
  place(env, frame.state, frame.target);
  const actual = Uint8Array.from(env.observe("pixels"));
  place(env, frame.target, frame.target);
  const goalImage = await sha256(Uint8Array.from(env.observe("pixels")));
  const name = `frame ${frame.id}`;
  const unproven = goalImage === frame.goal_image_sha256 ? 0 : 1;
  return [
    { case: name, quantity: "bytes that differ", error: differing(actual, expected, 1), tolerance: 64 },
    {
      case: name,
      quantity: "bytes that differ by more than 1",
      error: differing(actual, expected, 2),
      tolerance: 0,
    },
    { case: name, quantity: "goal image unproven (not judged)", error: unproven, tolerance: 1 },
  ];
}

const isTrajectory = (one: unknown): one is Trajectory =>
  hasFields(one, ["config", "state0", "target", "actions", "states", "distance", "terminated"]);

const isFrame = (one: unknown): one is Frame =>
  hasFields(one, ["variation", "state", "target", "rgb_zlib_base64", "goal_image_sha256"]);

function missingInCase(one: unknown): readonly string[] {
  if (!isTrajectory(one)) return ["case of another kind"];
  return impossible(configuration, one.config).map((name) => `trajectory with ${name}`);
}

function missingInFrame(one: unknown): readonly string[] {
  if (!isFrame(one)) return ["frame of another kind"];
  return impossible(variations, one.variation).map((name) => `frame with ${name}`);
}

const framesOf = ({ frames }: OracleFile): readonly unknown[] => Array.isArray(frames) ? frames : [];

/** Replays trajectories and frames of swm/TwoRoom-v1. */
export const twoRoomReplayer: Replayer = {
  name: "two rooms",
  accepts: (file: OracleFile): boolean => file.cases.some(isTrajectory) || framesOf(file).some(isFrame),
  replay: async (file: OracleFile): Promise<Replay> => {
    const env = twoRoom.make({}, {});
    const [cases, frames]: readonly (readonly unknown[])[] = [file.cases, framesOf(file)];
    const trajectories = cases.filter(isTrajectory).filter((one) => missingInCase(one).length === 0);
    const pictures = frames.filter(isFrame).filter((one) => missingInFrame(one).length === 0);
    const drawn = await Promise.all(pictures.map(replayFrame));
    return {
      discrepancies: [...trajectories.flatMap((one) => replayTrajectory(env, one)), ...drawn.flat()],
      missing: tally([...cases.flatMap(missingInCase), ...frames.flatMap(missingInFrame)]),
    };
  },
};
