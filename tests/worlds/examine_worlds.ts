/**
 * `deno task worlds [name…] [--write]`: every built-in world at full length: the bytes of 1000 episodes against those
 * that were kept, with and without SIMD; 1000 points restored; 100 000 good and bad actions, and whether memory holds.
 *
 * @module
 */
import { readFileSync, writeFileSync } from "node:fs";
import { suggestion } from "../../core/nearest.ts";
import { parseOptions } from "../parse_options.ts";
import { checkRestoring } from "./check_restoring.ts";
import { fullSize, type Golden, type Goldens } from "./golden.ts";
import { goldenOf } from "./golden_of.ts";
import { takeAnything } from "./take_anything.ts";
import { type WorldCase, worldCases } from "./world_case.ts";

const KEPT = new URL("./golden.json", import.meta.url).pathname;
const ACTIONS = 100_000;
/** Actions between two looks at the memory. */
const STRIDE = 5_000;
/** How much the resident set may grow from the first to the last third, MiB: the collector takes its time. */
const GROWTH_MIB = 64;

/** Largest resident sets of the first and the last third of all actions, MiB; and what became of the actions. */
function takeAll({ make, wrapped }: WorldCase): string {
  const env = make();
  const resident: number[] = [];
  const count = wrapped ? ACTIONS / 10 : ACTIONS;
  let [taken, refused] = [0, 0];
  for (let done = 0; done < count; done += STRIDE) {
    const some = takeAnything(env, STRIDE, done);
    taken += some.taken;
    refused += some.refused;
    resident.push(Deno.memoryUsage().rss / 2 ** 20);
  }
  env.close?.();
  const third = Math.ceil(resident.length / 3);
  const [first, last] = [Math.max(...resident.slice(0, third)), Math.max(...resident.slice(-third))];
  if (last > first + GROWTH_MIB) throw new Error(`memory grows from ${first} to ${last} MiB`);
  return `${taken} actions taken and ${refused} refused, resident ${first.toFixed(0)} to ${
    last.toFixed(0)
  } MiB`;
}

function checkHashes(kept: Golden | undefined, found: Golden): void {
  if (!kept) throw new Error('no hashes are kept, run "deno task worlds --write"');
  for (const size of ["quick", "full"] as const) {
    if (found[size] !== kept[size]) {
      throw new Error(`its ${size} hash is ${found[size]}, kept is ${kept[size]}`);
    }
  }
}

/** One line about a world; throws where it breaks a rule. */
function examine(world: WorldCase, kept: Golden | undefined): string {
  const started = performance.now();
  checkHashes(kept, goldenOf(world));
  const points = world.wrapped ? 100 : 1000;
  checkRestoring(world.make, { points, steps: 200 });
  const actions = takeAll(world);
  const { seeds, steps } = fullSize(world.wrapped);
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  return `${seeds} seeds × ${steps} steps as kept${world.plain ? ", with and without SIMD" : ""}; ` +
    `restored at ${points} points; ${actions}; ${seconds} s`;
}

const { values, positionals } = parseOptions({
  allowPositionals: true,
  options: { write: { type: "boolean", default: false } },
});
const cases = worldCases();
const names = cases.map(({ name }) => name);
for (const name of positionals.filter((wanted) => !names.includes(wanted))) {
  console.error(`Cannot examine world "${name}": ${suggestion(name, names)}`);
  Deno.exit(2);
}
const chosen = cases.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
const kept: Goldens = JSON.parse(readFileSync(KEPT, "utf8"));

/** Does something for each chosen world; tells of those where it fails, and whether there are none. */
function forEach(act: (world: WorldCase) => void): boolean {
  let whole = true;
  for (const world of chosen) {
    try {
      act(world);
    } catch (error) {
      whole = false;
      console.error(`Cannot accept world "${world.name}": ${error instanceof Error ? error.message : error}`);
    }
  }
  return whole;
}

if (values.write) {
  const found: { [world: string]: Golden } = {};
  if (!forEach((world) => found[world.name] = goldenOf(world))) Deno.exit(1);
  const all: Goldens = { ...kept, ...found };
  const ordered = Object.fromEntries(names.filter((name) => name in all).map((name) => [name, all[name]]));
  writeFileSync(KEPT, `${JSON.stringify(ordered, null, 2)}\n`);
  Deno.exit(0);
}

Deno.exit(forEach((world) => console.log(`${world.name}: ${examine(world, kept[world.name])}`)) ? 0 : 1);
