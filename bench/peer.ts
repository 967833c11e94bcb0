import { HostError } from "../core/errors.ts";

/** Settings that PyTorch is tried in; the fastest is the one to compare with. */
export const PEER_SETTINGS: { readonly [name: string]: { readonly [variable: string]: string } } = {
  default: {},
  "no spinning": { GOMP_SPINCOUNT: "0" },
  "passive waiting": { OMP_WAIT_POLICY: "passive" },
  "one BLAS thread": { OPENBLAS_NUM_THREADS: "1" },
  "no spinning, AVX-512": { GOMP_SPINCOUNT: "0", OPENBLAS_CORETYPE: "SkylakeX" },
};

/** A PyTorch process that takes the same steps. */
export class Peer implements AsyncDisposable {
  /** Loss and gradient norm of its first step. */
  readonly first: { readonly loss: number; readonly gradNorm: number };
  readonly #process: Deno.ChildProcess;
  readonly #writer: WritableStreamDefaultWriter<Uint8Array>;
  readonly #lines: AsyncIterator<string>;

  private constructor(
    process: Deno.ChildProcess,
    writer: WritableStreamDefaultWriter<Uint8Array>,
    lines: AsyncIterator<string>,
    first: Peer["first"],
  ) {
    this.#process = process;
    this.#writer = writer;
    this.#lines = lines;
    this.first = first;
  }

  /** Starts `script` on a folder of weights. Throws {@linkcode HostError} when Python or PyTorch are missing. */
  static async start(
    script: URL,
    folder: string,
    env: { readonly [variable: string]: string },
  ): Promise<Peer> {
    const process = new Deno.Command("/usr/bin/python3", {
      args: [script.pathname, folder, String(navigator.hardwareConcurrency)],
      // Not our own environment: what we set for our BLAS must not reach the peer's.
      clearEnv: true,
      env: { PATH: "/usr/bin:/bin", ...env },
      stdin: "piped",
      stdout: "piped",
      stderr: "inherit",
    }).spawn();
    const lines = readLines(process.stdout);
    const { value, done } = await lines.next();
    if (done) {
      throw new HostError(
        "Cannot time PyTorch: it did not start; install it with apt-get install python3-torch",
      );
    }
    return new Peer(process, process.stdin.getWriter(), lines, JSON.parse(value));
  }

  /** Takes some steps; milliseconds a step. */
  async time(steps: number): Promise<number> {
    await this.#writer.write(new TextEncoder().encode(`steps ${steps}\n`));
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
