import { carActions, handOver } from "../envs/car_racing/controls.ts";
import { START_ALPHA } from "../envs/car_racing/checkpoints.ts";
import { bordersOf, type Piece, type Quad, roadOf, shaded } from "../envs/car_racing/road.ts";
import { Pcg64 } from "../envs/car_racing/pcg64.ts";
import { attemptTrack, type TrackPoint } from "../envs/car_racing/track.ts";
import { restingWheel, turnWheel } from "../envs/car_racing/tyre.ts";
import { hasFields } from "./fields.ts";
import type { Discrepancy, OracleFile, Replay, Replayer } from "./replayer.ts";
import { tally } from "./tally.ts";

interface QuadCase {
  readonly index: number;
  readonly vertices: readonly (readonly number[])[];
  readonly colour: readonly number[];
}

/** A track: what its numbers come to is checked as far as it is told. */
interface TrackCase {
  readonly attempts: readonly { readonly uniforms: readonly number[]; readonly success: boolean }[];
  readonly seed?: number;
  readonly tiles?: number;
  readonly start_alpha?: number;
  readonly track?: readonly (readonly number[])[];
  readonly border?: string;
  readonly first_tiles?: readonly QuadCase[];
  readonly border_quads?: readonly QuadCase[];
  readonly car_start?: { readonly angle: number; readonly x: number; readonly y: number };
}

interface FailingCase {
  readonly uniforms: readonly number[];
  readonly seed?: number;
}

interface TyreCase {
  readonly action: readonly number[];
  readonly gas_before_rear: readonly number[];
  readonly wheels: readonly {
    readonly angle: number;
    readonly velocity: readonly number[];
    readonly joint_angle: number;
    readonly omega: number;
    readonly on_road: boolean;
  }[];
  readonly gas_after?: readonly number[];
  readonly result: readonly {
    readonly motor_speed: number;
    readonly omega: number;
    readonly phase: number;
    readonly force: readonly number[];
  }[];
  readonly fuel_spent?: number;
}

/** Lengths in m, angles in rad, forces in N: all within this. */
const TOLERANCE = 1e-6;
const ROAD = [102, 102, 102] as const;
const WHITE = [255, 255, 255];
const RED = [255, 0, 0];
const DT = 1 / 50;

/** The largest difference of two lists; infinite where their lengths differ. */
function difference(actual: readonly number[], expected: readonly number[]): number {
  if (actual.length !== expected.length) return Infinity;
  return expected.reduce((most, value, i) => {
    const error = Math.abs(value - actual[i]);
    return Number.isNaN(error) ? Infinity : Math.max(most, error);
  }, 0);
}

const rowsOf = (track: readonly TrackPoint[]): readonly number[] =>
  track.flatMap(({ alpha, beta, x, y }) => [alpha, beta, x, y]);

/** The attempt that these numbers give. */
function attempt(uniforms: readonly number[]): readonly TrackPoint[] | undefined {
  let at = 0;
  return attemptTrack((low, high) => low + (high - low) * uniforms[at++]);
}

/** How far the numbers of a seed are from those that were given. */
function seedError(seed: number, uniforms: readonly number[]): number {
  const rng = new Pcg64(seed);
  return difference(uniforms.map(() => rng.uniform()), uniforms);
}

/** Corners and colours of pieces against what is expected of them. */
function quadErrors(
  cases: readonly QuadCase[],
  quadOf: (index: number) => { readonly corners: Quad; readonly colour: readonly number[] } | undefined,
): readonly [corners: number, colours: number] {
  const found = cases.map(({ index, vertices, colour }) => {
    const quad = quadOf(index);
    return quad
      ? [difference(quad.corners, vertices.flat()), difference(quad.colour, colour)]
      : [Infinity, Infinity];
  });
  return [
    Math.max(0, ...found.map(([corners]) => corners)),
    Math.max(0, ...found.map(([, colour]) => colour)),
  ];
}

const tileOf = (piece: Piece | undefined) =>
  piece && { corners: piece.corners, colour: shaded(ROAD, piece.shade) };

const borderOf = (piece: Piece | undefined) =>
  piece?.border && { corners: piece.border.corners, colour: piece.border.red ? RED : WHITE };

/** An error and what is allowed; none where the file does not tell what it is measured by. */
type Checked = readonly [error: number, tolerance: number] | undefined;

/** Checks what is told. */
function checked<T>(expected: T | undefined, error: (expected: T) => number, tolerance: number): Checked {
  return expected === undefined ? undefined : [error(expected), tolerance];
}

function discrepanciesOf(
  name: string,
  errors: { readonly [quantity: string]: Checked },
): readonly Discrepancy[] {
  return Object.entries(errors).flatMap(([quantity, found]) =>
    found ? [{ case: name, quantity, error: found[0], tolerance: found[1] }] : []
  );
}

function roadErrors(one: TrackCase, road: readonly Piece[]): { readonly [quantity: string]: Checked } {
  const tiles = one.first_tiles && quadErrors(one.first_tiles, (index) => tileOf(road[index]));
  const borders = one.border_quads && quadErrors(one.border_quads, (index) => borderOf(road[index]));
  return {
    "tile corners, m": checked(tiles, ([corners]) => corners, TOLERANCE),
    "tile colours": checked(tiles, ([, colours]) => colours, TOLERANCE),
    "border corners, m": checked(borders, ([corners]) => corners, TOLERANCE),
    "border colours": checked(borders, ([, colours]) => colours, 0),
  };
}

function replayTrack(one: TrackCase, index: number): readonly Discrepancy[] {
  const attempts = one.attempts.map(({ uniforms }) => attempt(uniforms));
  const judged = attempts.filter((track, i) => (track !== undefined) !== one.attempts[i].success).length;
  const track = attempts.at(-1) ?? [];
  const border = track.length > 0 ? bordersOf(track) : [];
  const start = track[0] ?? { beta: NaN, x: NaN, y: NaN };
  const numbers = one.attempts.flatMap(({ uniforms }) => uniforms);
  return discrepanciesOf(one.seed === undefined ? `track ${index}` : `track of seed ${one.seed}`, {
    "seed's numbers": checked(one.seed, (seed) => seedError(seed, numbers), 1e-12),
    "attempts judged otherwise": [judged, 0],
    "start, rad": checked(one.start_alpha, (alpha) => Math.abs(START_ALPHA - alpha), TOLERANCE),
    pieces: checked(one.tiles, (tiles) => Math.abs(track.length - tiles), 0),
    "track, m and rad": checked(one.track, (rows) => difference(rowsOf(track), rows.flat()), TOLERANCE),
    border: checked(one.border, (marks) => border.map((is) => is ? "1" : "0").join("") === marks ? 0 : 1, 0),
    ...roadErrors(one, track.length > 0 ? roadOf(track) : []),
    "car at the start, m and rad": checked(
      one.car_start,
      ({ angle, x, y }) => difference([start.beta, start.x, start.y], [angle, x, y]),
      TOLERANCE,
    ),
  });
}

function replayFailing({ seed, uniforms }: FailingCase, index: number): readonly Discrepancy[] {
  const accepted = attempt(uniforms) === undefined ? 0 : 1;
  return discrepanciesOf(`failing ${seed === undefined ? index : `seed ${seed}`}`, {
    accepted: [accepted, 0],
  });
}

function replayTyres(one: TyreCase, index: number): readonly Discrepancy[] {
  const wheels = one.wheels.map(({ omega, on_road }, i) => ({
    ...restingWheel(),
    gas: i < 2 ? 0 : one.gas_before_rear[i - 2],
    omega,
    onRoad: on_road,
  }));
  handOver(carActions.continuous, one.action, wheels);
  one.wheels.forEach(({ angle, velocity: [vx, vy], joint_angle: joint }, i) =>
    turnWheel(wheels[i], { cos: Math.cos(angle), sin: Math.sin(angle), vx, vy, joint }, DT)
  );
  const expected = one.result.map((
    { motor_speed, omega, phase, force },
  ) => [motor_speed, omega, phase, force]);
  const actual = wheels.map((
    { motor, omega, phase, forceX, forceY },
  ) => [motor, omega, phase, forceX, forceY]);
  const spent = wheels.reduce((sum, wheel) => sum + wheel.spent, 0);
  return discrepanciesOf(`tyres ${index}`, {
    "motor, spin, phase and force": [difference(actual.flat(), expected.flat(2)), TOLERANCE],
    gas: checked(one.gas_after, (gas) => difference(wheels.map((wheel) => wheel.gas), gas), TOLERANCE),
    "fuel, J": checked(one.fuel_spent, (fuel) => Math.abs(spent - fuel), TOLERANCE),
  });
}

function isTrack(one: unknown): one is TrackCase {
  if (!hasFields(one, ["attempts"])) return false;
  const attempts = listOf((one as TrackCase).attempts);
  return attempts.length > 0 && attempts.every((tried) => hasFields(tried, ["uniforms", "success"]));
}

const isFailing = (one: unknown): one is FailingCase => hasFields(one, ["uniforms"]);

const isTyre = (one: unknown): one is TyreCase =>
  hasFields(one, ["action", "gas_before_rear", "wheels", "result"]);

const listOf = (entries: unknown): readonly unknown[] => Array.isArray(entries) ? entries : [];

/** Replays tracks, rejected attempts and tyres of Gymnasium's CarRacing-v3. */
export const carRacingReplayer: Replayer = {
  name: "CarRacing",
  accepts: ({ cases, failing, tyres }: OracleFile): boolean =>
    cases.some(isTrack) || listOf(failing).some(isFailing) || listOf(tyres).some(isTyre),
  replay: ({ cases, failing, tyres }: OracleFile): Promise<Replay> => {
    const [rejected, turned] = [listOf(failing), listOf(tyres)];
    const strange = [
      ...cases.filter((one) => !isTrack(one)).map(() => "case of another kind"),
      ...rejected.filter((one) => !isFailing(one)).map(() => "failing attempt of another kind"),
      ...turned.filter((one) => !isTyre(one)).map(() => "tyres of another kind"),
    ];
    const tracks: readonly unknown[] = cases;
    return Promise.resolve({
      discrepancies: [
        ...tracks.filter(isTrack).flatMap(replayTrack),
        ...rejected.filter(isFailing).flatMap(replayFailing),
        ...turned.filter(isTyre).flatMap(replayTyres),
      ],
      missing: tally(strange),
    });
  },
};
