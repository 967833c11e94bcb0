/**
 * `deno task fuzz`: damaged files against every reader. Prints the seed; a file that goes wrong is kept, and the
 * tests read it from then on.
 *
 * @module
 */
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { wholeNumber } from "../whole_number.ts";
import { damagedFile } from "./damaged_file.ts";
import { fuzzTarget } from "./fuzz_target.ts";
import type { Target } from "./target.ts";
import { targets } from "./targets/mod.ts";

const KEPT = new URL("./kept/", import.meta.url).pathname;

async function report(target: Target, seed: number, cases: number): Promise<boolean> {
  const { read, refused, ended, failures, slowestMs, rssMiB } = await fuzzTarget({ target, seed, cases });
  console.log(
    `${target.name}: ${cases} files (seed ${seed}): ${read} read, ${refused} refused, ${ended.length} ended their process, ` +
      `${failures.length} failures; slowest ${slowestMs.toFixed(0)} ms, largest ${rssMiB.toFixed(0)} MiB`,
  );
  if (target.mayEnd) { for (const { number, message } of ended) console.log(`  case ${number}: ${message}`); }
  for (const { number, message } of failures) {
    const path = `${KEPT}${target.name}-${seed}-${number}`;
    writeFileSync(path, damagedFile(target, seed, number));
    console.log(`  case ${number}: ${message}\n  kept as ${path}`);
  }
  return failures.length === 0;
}

const { values } = parseArgs({
  options: { cases: { type: "string" }, seed: { type: "string", default: "0" }, target: { type: "string" } },
});
const known = targets.map(({ name }) => name);
const chosen = targets.filter(({ name }) => values.target === undefined || name === values.target);
if (chosen.length === 0) {
  console.error(`Cannot fuzz "${values.target}": expected one of ${known.join(", ")}`);
  Deno.exit(2);
}
const seed = wholeNumber("seed", values.seed, 0);
const cases = values.cases === undefined ? undefined : wholeNumber("cases", values.cases);
let whole = true;
for (const target of chosen) {
  whole = await report(target, seed, cases ?? target.cases) && whole;
}
Deno.exit(whole ? 0 : 1);
