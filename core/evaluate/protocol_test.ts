import assert from "node:assert/strict";
import { dotEpisodes } from "../../testing/fixtures/dot_episodes.ts";
import { DotWorld } from "../../testing/fixtures/dot_world.ts";
import { memorySource } from "../data/source.ts";
import { InputError } from "../errors.ts";
import { seededRng } from "../rng.ts";
import { chooseTrials, type TrialSetup } from "./protocol.ts";

const { goals } = new DotWorld();
const source = dotEpisodes(5);
const setup: TrialSetup = {
  source,
  criterion: goals,
  streams: ["pixels", "position"],
  goalOffset: 6,
  count: 1000,
  rng: seededRng(4),
};

Deno.test("every start is drawn once, and its goal is the same episode some steps later", () => {
  const { trials, alreadySolved } = chooseTrials(setup);
  assert.equal(trials.length + alreadySolved, 5 * (16 - 6));
  assert.equal(new Set(trials.map(({ episode, row }) => `${episode}/${row}`)).size, trials.length);
  for (const { episode, row, start, goal, distance } of trials) {
    assert.deepEqual(start, source.read(episode, "env_state", row, 1));
    assert.deepEqual(goal.variables, source.read(episode, "state", row + 6, 1));
    assert.deepEqual(goal.observations.pixels, source.read(episode, "pixels", row + 6, 1));
    assert.equal(distance, goals.distance(start, goal.variables));
    assert.ok(!goals.reached(start, goal.variables));
  }
});

Deno.test("no more than asked, the same for the same stream, others for another", () => {
  const rows = (seed: number) =>
    chooseTrials({ ...setup, count: 8, rng: seededRng(seed) }).trials.map((
      { episode, row },
    ) => [episode, row]);
  assert.equal(rows(1).length, 8);
  assert.deepEqual(rows(1), rows(1));
  assert.notDeepEqual(rows(1), rows(2));
});

Deno.test("starts that satisfy their goal are left out and counted", () => {
  const still = memorySource(
    [{ name: "state", shape: [2], dtype: "float64" }, { name: "env_state", shape: [2], dtype: "float64" }],
    [{ state: Float64Array.of(0, 0, 0.1, 0, 5, 5), env_state: new Float64Array(6) }],
  );
  const { trials, alreadySolved } = chooseTrials({ ...setup, source: still, streams: [], goalOffset: 1 });
  assert.deepEqual(trials.map(({ row }) => row), [1]);
  assert.equal(alreadySolved, 1);
});

Deno.test("starts know which other criteria they satisfy already", () => {
  const east = { ...goals, reached: (a: Float64Array, b: Float64Array) => b[0] > a[0] };
  const { trials } = chooseTrials({ ...setup, criteria: { goals, east } });
  const expected = trials.map(({ start, goal }) => goal.variables[0] > start[0] ? ["east"] : []);
  assert.deepEqual(trials.map(({ solved }) => solved), expected);
  assert.equal(new Set(expected.map(String)).size, 2);
});

Deno.test("starts know their strata, and one stratum can be drawn alone", () => {
  const strata = {
    east: {
      description: "the goal lies to the right",
      holds: (a: Float64Array, b: Float64Array) => b[0] > a[0],
    },
    far: { description: "the goal is far", holds: () => false },
  };
  const { trials } = chooseTrials({ ...setup, strata });
  const isEast = ({ start, goal }: (typeof trials)[0]) => goal.variables[0] > start[0];
  for (const trial of trials) assert.deepEqual(trial.strata, isEast(trial) ? ["east"] : []);
  const east = trials.filter(isEast).length;
  assert.ok(east > 0 && east < trials.length);
  const only = chooseTrials({ ...setup, strata, stratum: "east" });
  assert.equal(only.trials.length, east);
  assert.ok(only.trials.every(isEast));
  assert.throws(
    () => chooseTrials({ ...setup, strata, stratum: "far" }),
    /expected at least one of stratum "far"/,
  );
  assert.throws(() => chooseTrials({ ...setup, strata, stratum: "eas" }), /did you mean "east"/);
});

Deno.test("starts are uniform over rows, not over episodes", () => {
  const column = { name: "state", shape: [1], dtype: "float64" } as const;
  const walk = (rows: number) => {
    const state = Float64Array.from({ length: rows }, (_, i) => i);
    return { state, env_state: state };
  };
  const uneven = memorySource([column, { ...column, name: "env_state" }], [walk(3), walk(11), walk(1)]);
  const far = { reached: () => false, distance: () => 1, criterion: "never" };
  const counts = [0, 0, 0];
  for (let seed = 0; seed < 600; seed++) {
    const rng = seededRng(seed);
    const { trials } = chooseTrials({
      source: uneven,
      criterion: far,
      streams: [],
      goalOffset: 1,
      count: 1,
      rng,
    });
    counts[trials[0].episode]++;
  }
  assert.ok(Math.abs(counts[0] - 100) < 35 && counts[2] === 0, `${counts}`);
});

Deno.test("missing columns, episodes that are too short and offsets of nothing are refused", () => {
  assert.throws(() => chooseTrials({ ...setup, streams: ["touch"] }), /no column "touch"/);
  assert.throws(() => chooseTrials({ ...setup, goalOffset: 99 }), /0 starts have a goal 99 steps later/);
  assert.throws(() => chooseTrials({ ...setup, goalOffset: 0 }), InputError);
});
