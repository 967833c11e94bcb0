import { tmpdir } from "node:os";
import { z } from "zod";
import type { Target } from "./target.ts";

const ROOT = new URL("../../", import.meta.url).pathname;
/** Most a case may take, in ms of the processor, where a target may not even end its process. */
const SLOW_MS = 1000;
/** Longest silence of the process, in ms; a busy machine may make it wait. */
const SILENCE_MS = 60_000;
/** Largest JavaScript heap of the process, in MiB. */
const HEAP_MIB = 512;
/** Most that the process may hold in all, in MiB, where a target may not end it: array buffers lie outside the heap. */
const RSS_MIB = 768;

const lineForm = z.union([
  z.object({ ready: z.literal(true) }),
  z.object({
    number: z.int(),
    kind: z.enum(["read", "refused", "failed"]),
    ms: z.number(),
    rss: z.number(),
    message: z.string(),
  }),
]);

/** What to try. */
export interface FuzzRequest {
  /** The reader. */
  readonly target: Pick<Target, "name" | "mayEnd">;
  /** Root of the damage. */
  readonly seed: number;
  /** How many files. */
  readonly cases: number;
  /** The program that tries them; for tests. */
  readonly program?: string;
  /** Longest silence of the process, in ms; by default a minute. */
  readonly silenceMs?: number;
}

/** A case that went wrong. */
export interface FuzzFailure {
  /** Which. */
  readonly number: number;
  /** How. */
  readonly message: string;
}

/** What came of it. */
export interface FuzzResult {
  /** Files that were read. */
  readonly read: number;
  /** Files that were refused with one sentence. */
  readonly refused: number;
  /** Files that ended or hung their process. */
  readonly ended: readonly FuzzFailure[];
  /** Cases that went wrong, those that ended their process included where a target may not. */
  readonly failures: readonly FuzzFailure[];
  /** The slowest case, in ms of the processor. */
  readonly slowestMs: number;
  /** Largest resident set of the process, in MiB. */
  readonly rssMiB: number;
}

function start({ target, seed, cases, program }: FuzzRequest, from: number): Deno.ChildProcess {
  return new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "--no-check",
      "--no-prompt",
      "--cached-only",
      "--no-remote",
      "--config",
      `${ROOT}deno.json`,
      "--allow-read",
      "--allow-env",
      "--allow-sys",
      `--allow-write=${tmpdir()}`,
      `--v8-flags=--max-old-space-size=${HEAP_MIB}`,
      program ?? `${ROOT}tests/fuzz/fuzz_child.ts`,
      target.name,
      String(seed),
      String(from),
      String(cases),
    ],
    stdin: "null",
    stdout: "piped",
    // The HDF5 library prints what it finds.
    stderr: "null",
  }).spawn();
}

async function* linesOf(stream: Deno.ChildProcess["stdout"]): AsyncGenerator<z.infer<typeof lineForm>> {
  let rest = "";
  for await (const text of stream.pipeThrough(new TextDecoderStream())) {
    const lines = (rest + text).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) yield lineForm.parse(JSON.parse(line));
  }
}

/** What a case took too much of. */
function excessOf(ms: number, rssMiB: number): string | undefined {
  if (ms > SLOW_MS) return `it took ${ms.toFixed(0)} ms`;
  return rssMiB > RSS_MIB ? `its process held ${rssMiB.toFixed(0)} MiB` : undefined;
}

/** Collects what came of the cases. */
class Tally {
  readonly #mayEnd: boolean;
  readonly #counts = { read: 0, refused: 0, failed: 0 };
  readonly #failures: FuzzFailure[] = [];
  readonly #ended: FuzzFailure[] = [];
  #slowestMs = 0;
  #rssMiB = 0;
  /** The case that comes next. */
  next = 0;

  constructor(mayEnd: boolean) {
    this.#mayEnd = mayEnd;
  }

  take(line: z.infer<typeof lineForm>): void {
    if ("ready" in line) return;
    const { number, kind, ms, rss, message } = line;
    this.#counts[kind]++;
    const excess = this.#mayEnd ? undefined : excessOf(ms, rss);
    if (kind === "failed") this.#failures.push({ number, message });
    else if (excess !== undefined) this.#failures.push({ number, message: excess });
    this.#slowestMs = Math.max(this.#slowestMs, ms);
    this.#rssMiB = Math.max(this.#rssMiB, rss);
    this.next = number + 1;
  }

  end(message: string): void {
    const failure = { number: this.next++, message };
    this.#ended.push(failure);
    if (!this.#mayEnd) this.#failures.push(failure);
  }

  result(): FuzzResult {
    const { read, refused } = this.#counts;
    return {
      read,
      refused,
      ended: this.#ended,
      failures: this.#failures,
      slowestMs: this.#slowestMs,
      rssMiB: this.#rssMiB,
    };
  }
}

/** Reads lines of one process until it ends, or is silent for too long. */
async function sitting(request: FuzzRequest, tally: Tally): Promise<void> {
  const { target, silenceMs = SILENCE_MS } = request;
  const process = start(request, tally.next);
  let [ready, hung] = [false, false];
  const watch = () =>
    setTimeout(() => {
      hung = true;
      process.kill("SIGKILL");
    }, ready ? silenceMs : 10 * SILENCE_MS);
  let timer = watch();
  for await (const line of linesOf(process.stdout)) {
    clearTimeout(timer);
    ready = true;
    timer = watch();
    tally.take(line);
  }
  clearTimeout(timer);
  const { code } = await process.status;
  if (!ready) {
    throw new Error(`Cannot fuzz "${target.name}": its process ended with ${code} before the first case`);
  }
  if (tally.next < request.cases) {
    tally.end(hung ? "it hung" : `it ended the process with ${code}`);
  }
}

/** Tries damaged files in a process of its own; one that it does not survive is counted, and another goes on. */
export async function fuzzTarget(request: FuzzRequest): Promise<FuzzResult> {
  const tally = new Tally(request.target.mayEnd);
  while (tally.next < request.cases) await sitting(request, tally);
  return tally.result();
}
