/**
 * `deno task drill`: kills a training at random moments, from its start to its report, and continues it by the same
 * command, until it has been killed often enough; the weights must come out byte-equal each time.
 *
 * @module
 */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { seededRng } from "../../core/rng.ts";
import { startOrrery } from "../end_to_end/command_line.ts";
import { wholeNumber } from "../whole_number.ts";
import { checkpointDigest } from "./checkpoint_digest.ts";
import { longerTask } from "./longer_task.ts";

/** What is drilled. */
export interface Drill {
  /** How many times a process is killed. */
  readonly kills: number;
  /** Root of the random moments. */
  readonly seed: number;
  /** How it is killed. */
  readonly signal: "SIGKILL" | "SIGTERM" | "SIGINT";
  /** Told of every end of a process. */
  readonly say?: (line: string) => void;
}

/** What came of it. */
export interface DrillResult {
  /** Processes that were killed before they ended by themselves. */
  readonly kills: number;
  /** Runs that came to their end, all of them with the checkpoints of the undisturbed one. */
  readonly runs: number;
  /** The longest time from the signal to the end of the process, in ms. */
  readonly slowestExitMs: number;
}

/** Fewest and most kills of one run; one that is killed no more runs to its end. */
const PER_RUN = [2, 8] as const;

interface Ending {
  readonly code: number;
  readonly killed: boolean;
  readonly exitMs: number;
  readonly ms: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command; kills it after `killAfter` ms, if it still runs then. */
async function sitting(folder: string, killAfter: number, signal: Deno.Signal): Promise<Ending> {
  const started = performance.now();
  const process = startOrrery("train", ["longer.jsonc", "--backend", "wasm", "--json"], folder);
  let killedAt: number | undefined;
  const timer = Number.isFinite(killAfter) && setTimeout(() => {
    killedAt = performance.now();
    process.kill(signal);
  }, killAfter);
  const { code, signal: endedBy, stdout, stderr } = await process.output();
  const ended = performance.now();
  if (timer !== false) clearTimeout(timer);
  const text = new TextDecoder();
  return {
    code,
    // A process that ends by itself, or by another's signal, is no kill of ours.
    killed: killedAt !== undefined && (endedBy !== null || [130, 143].includes(code)),
    exitMs: killedAt === undefined ? 0 : ended - killedAt,
    ms: ended - started,
    stdout: text.decode(stdout),
    stderr: text.decode(stderr),
  };
}

function freshFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "orrery-drill-"));
  writeFileSync(join(folder, "longer.jsonc"), longerTask);
  return folder;
}

/** Digest of the checkpoints that a finished command speaks of. */
function checkpointsOf(folder: string, { code, stdout, stderr }: Ending): string {
  if (code !== 0) throw new Error(`Cannot continue by the same command: it ended with ${code}: ${stderr}`);
  return checkpointDigest(join(folder, JSON.parse(stdout).run));
}

/** Kills and continues. Throws when a run cannot be continued, or comes out with other checkpoints. */
export async function killDrill({ kills, seed, signal, say = () => {} }: Drill): Promise<DrillResult> {
  const rng = seededRng(seed).fork("drill");
  const reference = freshFolder();
  const whole = await sitting(reference, Infinity, signal);
  const expected = checkpointsOf(reference, whole);
  say(`undisturbed: ${whole.ms.toFixed(0)} ms, checkpoints ${expected.slice(0, 12)}; seed ${seed}`);
  rmSync(reference, { recursive: true });
  const tally = { kills: 0, runs: 0, slowestExitMs: 0 };
  while (tally.kills < kills) {
    const folder = freshFolder();
    const most = Math.min(kills - tally.kills, PER_RUN[0] + rng.integer(PER_RUN[1] - PER_RUN[0] + 1));
    for (let left = most, ended = false; !ended;) {
      const after = left > 0 ? rng.uniform(0, whole.ms) : Infinity;
      const ending = await sitting(folder, after, signal);
      if (ending.killed) {
        left--;
        tally.kills++;
        tally.slowestExitMs = Math.max(tally.slowestExitMs, ending.exitMs);
        say(
          `kill ${tally.kills} after ${after.toFixed(0)} ms: ended after ${ending.exitMs.toFixed(0)} ms more`,
        );
        continue;
      }
      ended = true;
      const found = checkpointsOf(folder, ending);
      if (found !== expected) {
        throw new Error(
          `Cannot get the same checkpoints: ${found}, expected ${expected}; kept in "${folder}"`,
        );
      }
    }
    tally.runs++;
    say(`run ${tally.runs}: checkpoints equal`);
    if (existsSync(folder)) rmSync(folder, { recursive: true });
  }
  return tally;
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      kills: { type: "string", default: "100" },
      seed: { type: "string", default: "0" },
      signal: { type: "string", default: "SIGKILL" },
    },
  });
  const signal = (["SIGKILL", "SIGTERM", "SIGINT"] as const).find((name) => name === values.signal);
  if (!signal) {
    console.error(`Cannot kill by "${values.signal}": expected SIGKILL, SIGTERM or SIGINT`);
    Deno.exit(2);
  }
  const drill = {
    kills: wholeNumber("kills", values.kills),
    seed: wholeNumber("seed", values.seed, 0),
    signal,
  };
  const { kills, runs, slowestExitMs } = await killDrill({ ...drill, say: (line) => console.log(line) });
  console.log(
    `${kills} kills by ${signal}, ${runs} runs continued without a hand to byte-equal checkpoints; ` +
      `slowest end ${slowestExitMs.toFixed(0)} ms after the signal (seed ${drill.seed})`,
  );
}
