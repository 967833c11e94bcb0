import assert from "node:assert/strict";
import builtin from "../builtin.ts";
import { Registry } from "../core/registry.ts";
import { collectRates, windowRates } from "./data_rates.ts";
import { envRates } from "./env_rates.ts";

Deno.test("every world, collection with one worker and two, and windows have a rate", async () => {
  const effort = { episodes: 4, turns: 1 };
  const registry = new Registry([builtin]);
  const results = [
    ...await envRates(registry, 1),
    ...await collectRates(effort),
    ...await windowRates(effort),
  ];
  assert.deepEqual(results.map(({ name }) => name), [
    ...registry.names("env").map((name) => `env/${name}`),
    "collect/tworoom/1",
    "collect/tworoom/2",
    "collect/pusht/1",
    "collect/pusht/2",
    "collect/carracing/1",
    "collect/carracing/2",
    "windows/tworoom",
    "windows/pusht",
    "windows/carracing",
  ]);
  assert.ok(
    results.every(({ rate }) => rate && rate.perSecond.min > 0 && Number.isFinite(rate.perSecond.max)),
  );
});
