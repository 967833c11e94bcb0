import { cosine, sine } from "../core/env/trigonometry.ts";
import { armModel, moveArm } from "../envs/reacher/dynamics.ts";
import { fingerPlace } from "../envs/reacher/variables.ts";
import { Reacher } from "../envs/reacher/reacher_env.ts";
import { hasFields, unreadFields } from "./fields.ts";
import { type Discrepancy, type OracleFile, relativeError, type Replay, type Replayer } from "./replayer.ts";
import { tally } from "./tally.ts";

type Numbers = readonly number[];

/** An episode of physics steps; a row of states is the one after the control of that row. */
interface Trajectory {
  readonly id: number | string;
  readonly qpos0: Numbers;
  readonly qvel0: Numbers;
  readonly ctrl: readonly Numbers[];
  /** `[shoulder, wrist, velocities, finger x, finger y]`. */
  readonly states: readonly Numbers[];
  /** Null where the limit never pushes; where it is missing nothing is told of it. */
  readonly wrist_limit_force?: Numbers | null;
}

/** The mass matrix and the forces of turning in one pose. */
interface MassMatrix {
  readonly qpos: Numbers;
  readonly qvel: Numbers;
  readonly M: Numbers;
  readonly bias: Numbers;
  readonly finger_xy: Numbers;
}

/** Only there to look at: errors of another implementation, and a count that the forces tell too. */
const UNREAD = [
  "kind",
  "limit_active_steps",
  "closed_form_max_qpos_error",
  "closed_form_max_one_step_error",
];
const FIELDS = ["id", "qpos0", "qvel0", "ctrl", "states", "wrist_limit_force", ...UNREAD];
const MASS_FIELDS = ["qpos", "qvel", "M", "bias", "finger_xy"];

const ANGLE = 1e-9;
/** Velocities and forces are stored to nine digits and more. */
const VELOCITY = 1e-8;
const FORCE = 1e-8;
/** Masses and forces of a pose are stored to twelve digits. */
const MASS = 1e-12;
/** The arm's constants may be printed to ten digits. */
const CONSTANT = 1e-9;

const model = armModel({ arm: 1000, hand: 1000, finger: 1000 }, false);

/** Largest difference of numbers; NaN and missing ones count as infinite. */
function largest(actual: Numbers, expected: Numbers): number {
  if (actual.length !== expected.length) return Infinity;
  const errors = actual.map((value, i) => Math.abs(value - expected[i]));
  return errors.some(Number.isNaN) ? Infinity : Math.max(0, ...errors);
}

/** Torque of the wrist's limit in the step that `[shoulder, wrist]` would make. */
function limitTorque(env: Reacher, [shoulder, wrist]: Numbers): number {
  const torque = (control: number): number => 0.05 * Math.min(Math.max(control, -1), 1);
  return moveArm(env.getState().slice(0, 4), torque(shoulder), torque(wrist), model);
}

function replayTrajectory(trajectory: Trajectory): readonly Discrepancy[] {
  const { id, qpos0, qvel0, ctrl, states, wrist_limit_force } = trajectory;
  const env = new Reacher({ size: 64, success: "easy", repeat: 1, drawTarget: false });
  env.start([...qpos0, ...qvel0, 0, 0]);
  const worst = { "angle, rad": 0, "velocity, rad/s": 0, "finger, m": 0, "wrist limit, N·m": 0 };
  const see = (quantity: keyof typeof worst, actual: Numbers, expected: Numbers): void => {
    worst[quantity] = Math.max(worst[quantity], largest(actual, expected));
  };
  if (states.length !== ctrl.length) see("angle, rad", [], [0]);
  ctrl.forEach((control, t) => {
    if (wrist_limit_force !== undefined) {
      see("wrist limit, N·m", [limitTorque(env, control)], [wrist_limit_force ? wrist_limit_force[t] : 0]);
    }
    env.act(control[0], control[1]);
    const moving = [...env.getState().subarray(0, 4)];
    const row = states[t] ?? [];
    see("angle, rad", moving.slice(0, 2), row.slice(0, 2));
    see("velocity, rad/s", moving.slice(2), row.slice(2, 4));
    see("finger, m", [...env.measure().subarray(0, 2)], row.slice(4));
  });
  const tolerances = [ANGLE, VELOCITY, ANGLE, FORCE];
  const told = Object.entries(worst).slice(0, wrist_limit_force === undefined ? -1 : undefined);
  return told.map(([quantity, error], i) => (
    { case: `trajectory ${id}`, quantity, error, tolerance: tolerances[i] }
  ));
}

function replayMasses({ qpos, qvel, M, bias, finger_xy }: MassMatrix, i: number): readonly Discrepancy[] {
  const { a, b, d } = model;
  const [[, wrist], [v1, v2]] = [qpos, qvel];
  const m12 = d + b * cosine(wrist);
  const masses = [a + 2 * b * cosine(wrist), m12, m12, d];
  const turning = [-b * sine(wrist) * (2 * v1 * v2 + v2 * v2), b * sine(wrist) * v1 * v1];
  const errors = {
    "mass matrix, kg·m²": largest(masses, M),
    "forces of turning, N·m": largest(turning, bias),
    "finger, m": largest(fingerPlace(qpos[0], wrist), finger_xy),
  };
  return Object.entries(errors).map(([quantity, error]) => (
    { case: `pose ${i}`, quantity, error, tolerance: MASS }
  ));
}

const isTrajectory = (one: unknown): one is Trajectory =>
  hasFields(one, ["qpos0", "qvel0", "ctrl", "states"]);

const isMassMatrix = (one: unknown): one is MassMatrix => hasFields(one, MASS_FIELDS);

const posesOf = ({ mass_matrices }: OracleFile): readonly unknown[] =>
  Array.isArray(mass_matrices) ? mass_matrices : [];

function missingIn(one: unknown): readonly string[] {
  if (!isTrajectory(one)) return ["case of another kind"];
  return unreadFields(one, FIELDS).map((name) => `trajectory with ${name}`);
}

function missingInPose(one: unknown): readonly string[] {
  if (!isMassMatrix(one)) return ["mass matrix of another kind"];
  return unreadFields(one, MASS_FIELDS).map((name) => `mass matrix with ${name}`);
}

/** The arm with which files were made; a file of another one is not replayed. */
const constants: { readonly [name: string]: number | Numbers } = {
  timestep: 0.02,
  damping: 0.01,
  gear: 0.05,
  wrist_range: [-160 * Math.PI / 180, 160 * Math.PI / 180],
  jnt_solref: [0.02, 1],
  jnt_solimp: [0.9, 0.95, 0.001, 0.5, 2],
  margin: 0,
  a: model.a,
  b: model.b,
  d: model.d,
};

/** What a and b and d are computed from, and what the wrist's limit is. */
const UNREAD_CONSTANTS = ["bodies", "dof_invweight0"];

/** Constants of the file that this arm does not have, beyond rounding. */
function otherConstants({ constants: given }: OracleFile): readonly string[] {
  const found: readonly (readonly [string, unknown])[] = Object.entries(given ?? {});
  const other = found.filter(([name, value]) => {
    if (UNREAD_CONSTANTS.includes(name)) return false;
    const own = constants[name] ?? NaN;
    return !(relativeError([own].flat(), [value].flat().map(Number)) < CONSTANT);
  });
  return other.map(([name]) => `file with another ${name}`);
}

/** Replays the two-link arm of dm_control as MuJoCo moves it. */
export const reacherReplayer: Replayer = {
  name: "reacher",
  accepts: (file: OracleFile): boolean => file.cases.some(isTrajectory) || posesOf(file).some(isMassMatrix),
  // deno-lint-ignore require-await
  replay: async (file: OracleFile): Promise<Replay> => {
    const unlike = otherConstants(file);
    if (unlike.length > 0) return { discrepancies: [], missing: tally(unlike) };
    const cases: readonly unknown[] = file.cases;
    const poses = posesOf(file);
    const trajectories = cases.filter((one) => missingIn(one).length === 0).filter(isTrajectory);
    const matrices = poses.filter((one) => missingInPose(one).length === 0).filter(isMassMatrix);
    return {
      discrepancies: [...trajectories.flatMap(replayTrajectory), ...matrices.flatMap(replayMasses)],
      missing: tally([...cases.flatMap(missingIn), ...poses.flatMap(missingInPose)]),
    };
  },
};
