import { twoRoom } from "../../envs/mod.ts";
import type { Env } from "../../core/types.ts";
import type { Discrepancy, OracleFile, Replay, Replayer } from "./replayer.ts";

type Factors = { readonly [factor: string]: number };

interface Trajectory {
  readonly id: number;
  readonly config: {
    readonly radius: number;
    readonly speed: number;
    readonly wall_thickness: number;
    readonly wall_axis: number;
    readonly doors: number;
    readonly door_size: readonly number[];
    readonly door_position: readonly number[];
  };
  readonly state0: readonly number[];
  readonly target: readonly number[];
  readonly actions: readonly (readonly number[])[];
  readonly states: readonly (readonly number[])[];
  readonly distance: readonly number[];
  readonly terminated: readonly boolean[];
}

interface Frame {
  readonly id: number;
  readonly variation: { readonly [name: string]: number | readonly number[] };
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

/** Factors that belong to a variation of the reference; what is not here is not implemented. */
const variations: { readonly [name: string]: (values: readonly number[]) => Factors } = {
  "agent.radius": ([agent_radius]) => ({ agent_radius }),
  "agent.speed": ([agent_speed]) => ({ agent_speed }),
  "agent.color": (values) => listed(colourOf("agent"), values),
  "target.radius": ([target_radius]) => ({ target_radius }),
  "target.color": (values) => listed(colourOf("target"), values),
  "wall.thickness": ([wall_thickness]) => ({ wall_thickness }),
  "wall.axis": ([wall_axis]) => ({ wall_axis }),
  "wall.color": (values) => listed(colourOf("wall"), values),
  "wall.border_color": () => ({}), // accepted there, but drawn nowhere
  "door.number": ([doors]) => ({ doors }),
  "door.size": (values) => listed((i) => `door_size_${i}`, values),
  "door.position": (values) => listed((i) => `door_position_${i}`, values),
  "door.color": (values) => listed(colourOf("door"), values),
  "background.color": (values) => listed(colourOf("background"), values),
  "rendering.render_target": () => ({}), // an option of the env
};

/** Puts agent and target somewhere: the first four numbers of a state are theirs. */
function place(env: Env, agent: readonly number[], target: readonly number[]): void {
  const state = env.getState();
  state.set([...agent, ...target]);
  env.setState(state);
}

function factorsOf({ config }: Trajectory): Factors {
  return {
    agent_radius: config.radius,
    agent_speed: config.speed,
    wall_thickness: config.wall_thickness,
    wall_axis: config.wall_axis,
    doors: config.doors,
    ...listed((i) => `door_size_${i}`, config.door_size),
    ...listed((i) => `door_position_${i}`, config.door_position),
  };
}

function replayTrajectory(env: Env, trajectory: Trajectory): readonly Discrepancy[] {
  env.reset({ seed: 0, factors: factorsOf(trajectory) });
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
  const factors = Object.entries(variation).map(([name, value]) => variations[name]([value].flat()));
  env.reset({ seed: 0, factors: Object.assign({}, ...factors) });
  return env;
}

async function replayFrame(frame: Frame): Promise<readonly Discrepancy[]> {
  const env = rooms(frame);
  const expected = await inflate(frame.rgb_zlib_base64);
  place(env, frame.state, frame.target);
  const actual = env.observe("pixels");
  const sizes = expected.map((byte, i) => Math.abs(byte - actual[i]));
  const count = (least: number): number => sizes.reduce((n, size) => n + (size >= least ? 1 : 0), 0);
  place(env, frame.target, frame.target);
  const goalImage = await sha256(Uint8Array.from(env.observe("pixels")));
  const name = `frame ${frame.id}`;
  // A hash says nothing of how near a picture is: the goal image counts only where the frame is exact.
  const goal = { case: name, quantity: "goal image", error: goalImage === frame.goal_image_sha256 ? 0 : 1 };
  return [
    { case: name, quantity: "bytes that differ", error: count(1), tolerance: 64 },
    { case: name, quantity: "bytes that differ by more than 1", error: count(2), tolerance: 0 },
    ...(goal.error === 0 ? [{ ...goal, tolerance: 0 }] : []),
  ];
}

/** Names of a frame's variations that the project has no factor for. */
function unknownVariations({ variation }: Frame): readonly string[] {
  return Object.keys(variation).filter((name) => !Object.hasOwn(variations, name));
}

function tally(names: readonly string[]): Replay["missing"] {
  const counts: Record<string, number> = {};
  for (const name of names) counts[`frame with ${name}`] = (counts[`frame with ${name}`] ?? 0) + 1;
  return counts;
}

/** Replays trajectories and frames of swm/TwoRoom-v1. */
export const twoRoomReplayer: Replayer = {
  name: "two rooms",
  accepts: (file: OracleFile): boolean => file.source.version.includes("TwoRoom"),
  replay: async (file: OracleFile): Promise<Replay> => {
    const env = twoRoom.make({}, {});
    const cases: readonly unknown[] = file.cases;
    const moved = (cases as readonly Trajectory[]).flatMap((one) => replayTrajectory(env, one));
    const frames = (file.frames ?? []) as readonly Frame[];
    const known = frames.filter((frame) => unknownVariations(frame).length === 0);
    const drawn = await Promise.all(known.map(replayFrame));
    return { discrepancies: [...moved, ...drawn.flat()], missing: tally(frames.flatMap(unknownVariations)) };
  },
};
