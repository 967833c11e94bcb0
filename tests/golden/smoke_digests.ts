/**
 * What the smoke presets of all tasks come to, with and without BLAS: a digest of all that their checkpoints hold and
 * one of their figures, latencies aside. A change that says that it changes no behaviour is held against what was
 * recorded before it. With BLAS they are those of one processor; without, of all.
 *
 * ```sh
 * deno run -A tests/golden/smoke_digests.ts            # compares with what is recorded
 * deno run -A tests/golden/smoke_digests.ts --write    # records
 * ```
 *
 * @module
 */
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { tasks } from "../../tasks/mod.ts";
import { checkpointDigest } from "../crash/checkpoint_digest.ts";
import { orrery } from "../end_to_end/command_line.ts";

const RECORDED = new URL("./smoke_digests.json", import.meta.url).pathname;

type Digests = { [run: string]: { readonly weights: string; readonly figures: string } };

/** Figures without what a clock tells. */
function figuresDigest(evaluations: object): string {
  const text = JSON.stringify(evaluations, (key, value) => key === "latencyMs" ? undefined : value);
  return createHash("sha256").update(text).digest("hex");
}

async function digestsOf(task: string, flags: readonly string[]) {
  const folder = await Deno.makeTempDir();
  const args = [task, "--preset", "smoke", "--backend", "wasm", "--threads", "2", "--json", ...flags];
  const { code, stdout, stderr } = await orrery("train", args, folder);
  if (code !== 0) throw new Error(`${task} ${flags.join(" ")}: ${stderr}`);
  const { run, evaluations } = JSON.parse(stdout);
  const digests = { weights: checkpointDigest(join(folder, run)), figures: figuresDigest(evaluations) };
  await Deno.remove(folder, { recursive: true });
  return digests;
}

if (import.meta.main) {
  const found: Digests = {};
  for (const task of Object.keys(tasks)) {
    found[task] = await digestsOf(task, []);
    found[`${task} --no-blas`] = await digestsOf(task, ["--no-blas"]);
  }
  if (Deno.args.includes("--write")) writeFileSync(RECORDED, `${JSON.stringify(found, null, 2)}\n`);
  const recorded: Digests = existsSync(RECORDED) ? JSON.parse(readFileSync(RECORDED, "utf8")) : {};
  let differ = 0;
  for (const [run, { weights, figures }] of Object.entries(found)) {
    const same = recorded[run]?.weights === weights && recorded[run]?.figures === figures;
    if (!same) differ++;
    console.log(`${same ? "same  " : "DIFFERS"} ${run}`);
  }
  Deno.exit(differ > 0 ? 1 : 0);
}
