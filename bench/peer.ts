import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { HostError } from "../core/errors.ts";
import { decodeSafetensors, type StoredTensors } from "../core/safetensors.ts";

/** Settings that PyTorch is tried in; the fastest is the one to compare with. */
export const PEER_SETTINGS: { readonly [name: string]: { readonly [variable: string]: string } } = {
  default: {},
  "no spinning": { GOMP_SPINCOUNT: "0" },
  "passive waiting": { OMP_WAIT_POLICY: "passive" },
  "one BLAS thread": { OPENBLAS_NUM_THREADS: "1" },
  "no spinning, AVX-512": { GOMP_SPINCOUNT: "0", OPENBLAS_CORETYPE: "SkylakeX" },
};

/** What a peer's mathematics is: the same as ours, or as its own project would do it. */
export type PeerForm = "same" | "plain";

/** A PyTorch process that does the same. */
export class Peer implements AsyncDisposable {
  /** Versions of what it computes with, and its threads. */
  readonly versions: { readonly [name: string]: string | number };
  /** What it made of the files. */
  readonly answers: StoredTensors;
  readonly #process: Deno.ChildProcess;
  readonly #writer: WritableStreamDefaultWriter<Uint8Array>;
  readonly #lines: AsyncIterator<string>;

  private constructor(
    process: Deno.ChildProcess,
    lines: AsyncIterator<string>,
    versions: Peer["versions"],
    answers: StoredTensors,
  ) {
    this.#process = process;
    this.#writer = process.stdin.getWriter();
    this.#lines = lines;
    this.versions = versions;
    this.answers = answers;
  }

  /**
   * Starts `script` of `bench/peers/` on a folder of files. Throws {@linkcode HostError} when Python or PyTorch are
   * missing.
   */
  static async start(
    script: string,
    folder: string,
    env: { readonly [variable: string]: string },
  ): Promise<Peer> {
    const python = "/usr/bin/python3";
    if (!existsSync(python)) throw missing(`there is no ${python}`);
    const process = new Deno.Command(python, {
      args: [
        new URL(`./peers/${script}`, import.meta.url).pathname,
        folder,
        String(navigator.hardwareConcurrency),
      ],
      // Not our own environment: what we set for our BLAS must not reach the peer's.
      clearEnv: true,
      env: { PATH: "/usr/bin:/bin", PYTHONDONTWRITEBYTECODE: "1", ...env },
      stdin: "piped",
      stdout: "piped",
      stderr: "inherit",
    }).spawn();
    const lines = readLines(process.stdout);
    const { value, done } = await lines.next();
    if (done) {
      await process.stdin.close();
      await process.status;
      throw missing("it did not start");
    }
    const answers = readFileSync(join(folder, "answers.safetensors"));
    return new Peer(process, lines, JSON.parse(value), decodeSafetensors(answers, "the peer's answers"));
  }

  /** Does some rounds; milliseconds a round. */
  async time(rounds: number, form: PeerForm = "same"): Promise<number> {
    await this.#writer.write(new TextEncoder().encode(`run ${rounds} ${form}\n`));
    const { value, done } = await this.#lines.next();
    if (done) throw new HostError("Cannot time PyTorch: it ended early");
    return JSON.parse(value).ms;
  }

  /** Ends the process. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.#writer.close();
    await this.#lines.return?.();
    await this.#process.status;
  }
}

function missing(found: string): HostError {
  return new HostError(`Cannot time PyTorch: ${found}; install it with apt-get install python3-torch`);
}

async function* readLines(stream: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  let rest = "";
  const decoder = new TextDecoder();
  for await (const chunk of stream) {
    rest += decoder.decode(chunk, { stream: true });
    const lines = rest.split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
}
