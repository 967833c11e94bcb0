import assert from "node:assert/strict";
import type { Outcome, Trial } from "../core/mod.ts";
import { type Attempts, successTable } from "./success_table.ts";

const trial = (strata: readonly string[] = [], solved: readonly string[] = []): Trial => ({
  episode: 0,
  row: 0,
  start: new Float64Array(1),
  goal: { observations: {}, variables: new Float64Array(1) },
  distance: 1,
  strata,
  solved,
});
const outcome = (reached: boolean, ...met: string[]): Outcome => ({ reached, actions: [], distance: 0, met });
const near = { criterion: "near", reached: () => true, distance: () => 0 };
const attempts = {
  trials: [trial(["hard"]), trial(), trial(["hard"]), trial()],
  model: [outcome(true, "near"), outcome(true, "near", "turned"), outcome(false), outcome(true, "near")],
  random: [outcome(false), outcome(true, "near"), outcome(false, "turned"), outcome(false)],
  oracle: [outcome(true, "near", "turned"), outcome(true, "near")],
};

/** Successes and trials at a place. */
function count(result: unknown, ...path: string[]): string {
  const at = path.reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], result);
  const { rate, n } = at as { rate: number; n: number };
  return `${Math.round(rate * n)}/${n}`;
}

Deno.test("a stratum counts its own trials, for everyone who tried them", () => {
  const strata = {
    hard: { description: "must push", holds: () => true },
    idle: { description: "never", holds: () => false },
  };
  const result = successTable({ ...near, strata }, attempts);
  assert.deepEqual([count(result), count(result, "random"), count(result, "oracle")], ["3/4", "1/4", "2/2"]);
  const hard = (...path: string[]) => count(result, "strata", "hard", ...path);
  assert.deepEqual([hard(), hard("random"), hard("oracle")], ["1/2", "0/2", "1/1"]);
  assert.deepEqual((result.strata as { idle: unknown }).idle, { n: 0, description: "never" });
});

Deno.test("every criterion has its own rates, in strata too", () => {
  const turned = { ...near, criterion: "turned" };
  const strata = { hard: { description: "must push", holds: () => true } };
  const result = successTable({ ...near, criteria: { near, turned }, strata }, attempts);
  const by = (...path: string[]) => count(result, ...path);
  assert.deepEqual([by("criteria", "turned"), by("criteria", "turned", "random")], ["1/4", "1/4"]);
  assert.deepEqual([by("criteria", "near"), by("strata", "hard", "criteria", "near")], ["3/4", "1/2"]);
  assert.equal(by("criteria", "turned", "oracle"), "1/2");
  assert.equal(by("strata", "hard", "criteria", "turned", "oracle"), "1/1");
});

Deno.test("starts that satisfy a criterion already count for the others only", () => {
  const turned = { ...near, criterion: "turned" };
  const started = (...names: string[]) => trial([], names);
  const trials = [started(), started("turned"), started("turned"), started()];
  const by = (attempts: Attempts) => successTable({ ...near, criteria: { near, turned } }, attempts);
  const result = by({ ...attempts, trials });
  assert.equal(count(result), "3/4");
  assert.deepEqual([count(result, "criteria", "turned"), count(result, "criteria", "near")], ["0/2", "3/4"]);
  assert.equal(count(result, "criteria", "turned", "random"), "0/2");
  const { alreadySolved } = (result.criteria as { turned: { alreadySolved: number } }).turned;
  assert.equal(alreadySolved, 2);
  const none = by({ ...attempts, trials: trials.map(() => started("turned")) }).criteria;
  assert.deepEqual((none as { turned: unknown }).turned, { n: 0, alreadySolved: 4, criterion: "turned" });
});

Deno.test("a world without either, and no oracle, is told without", () => {
  const result = successTable(near, { ...attempts, oracle: [] });
  assert.deepEqual(Object.keys(result), ["rate", "n", "low", "high", "random", "oracle"]);
  assert.equal(result.oracle, null);
});
