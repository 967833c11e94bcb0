import { Worker } from "node:worker_threads";
import type { Routines, ThreadPool } from "../../core/engine/mod.ts";
import { routineOf, singleThread } from "../../core/engine/wasm/threads.ts";
import { HostError } from "../../core/errors.ts";
import { ThreadPoolMemory } from "./thread_pool_memory.ts";
import type { KernelThreadData } from "./kernel_thread.ts";

/**
 * Looks, a second apart, after which a call counts as lost; the longest routine takes some tenths of one. Seconds in which
 * the whole process stood still count as one look.
 */
const PATIENCE = 120;

interface Thread {
  readonly calls: ThreadPoolMemory;
  /** Numbers of routines by name. */
  readonly routines: ReadonlyMap<string, number>;
}

/** Threads that were started on a heap; they end when they are told, or with the process. */
export interface KernelThreads {
  /** How many, the caller included. */
  readonly count: number;
  /** The pool of the caller, who computes `routines`, and these threads. */
  gather(routines: Routines): ThreadPool;
  /** Ends the threads; their pool must run nothing any more. */
  close(): void;
}

/**
 * Starts threads on a heap that they share with the caller.
 *
 * @param count Threads, the caller included.
 * @param library Native library that each computes products with; undefined for none.
 * @throws {HostError} When one does not start.
 */
export async function startKernelThreads(
  memory: WebAssembly.Memory,
  count: number,
  library: string | undefined,
): Promise<KernelThreads> {
  const starts = await Promise.allSettled(Array.from({ length: count - 1 }, () => start(memory, library)));
  const threads = starts.flatMap((start) => start.status === "fulfilled" ? [start.value] : []);
  const failed = starts.find((start) => start.status === "rejected");
  if (failed) {
    threads.forEach(({ calls }) => calls.end());
    throw failed.reason;
  }
  if (threads.length === 0) return { count, gather: singleThread, close: () => {} };
  const known = (routine: string) => threads[0].routines.has(routine) ? count : 1;
  const gather = (routines: Routines): ThreadPool => ({
    sizeFor: known,
    run: (name, [own, ...others]) => {
      const routine = routineOf(routines, name);
      others.forEach((given, i) => threads[i].calls.offer(threads[i].routines.get(name) ?? -1, given));
      const failures: unknown[] = [];
      const attempt = (work: () => void) => {
        try {
          work();
        } catch (error) {
          failures.push(error);
        }
      };
      attempt(() => routine(...own));
      // All are waited for, also after an error: a thread that still computes would write into memory that is freed.
      others.forEach((given, i) => {
        // On a busy machine a thread may not have got a core yet: its part is not waited for, but done.
        if (!threads[i].calls.takeBack()) attempt(() => finish(threads[i], name));
        else if (failures.length === 0) attempt(() => routine(...given));
      });
      if (failures.length > 0) throw failures[0];
    },
  });
  return { count, gather, close: () => threads.forEach(({ calls }) => calls.end()) };
}

function finish({ calls }: Thread, name: string): void {
  let looks = 0;
  while (!calls.wait(1000)) {
    if (++looks === PATIENCE) {
      throw new HostError(`Cannot go on computing: a thread has not ended "${name}" after two minutes`);
    }
  }
  const failure = calls.failure();
  if (failure !== undefined) throw new HostError(`Cannot go on computing: a thread failed with ${failure}`);
}

/** What a thread is started from: node's threads take no module from the net, but one that imports it. */
export function threadEntry(module: URL): URL {
  return module.protocol === "file:"
    ? module
    : new URL(`data:text/javascript,import ${encodeURIComponent(JSON.stringify(module.href))};`);
}

async function start(memory: WebAssembly.Memory, library: string | undefined): Promise<Thread> {
  const calls = new ThreadPoolMemory();
  const workerData: KernelThreadData = { memory, calls: calls.buffer, library };
  const worker = new Worker(threadEntry(new URL("./kernel_thread.ts", import.meta.url)), { workerData });
  const names = await new Promise<string[]>((resolve, reject) => {
    worker.once("message", resolve);
    worker.once("error", reject);
  });
  // It waits for calls for ever: the process need not wait for it.
  worker.unref();
  return { calls, routines: new Map(names.map((name, i) => [name, i])) };
}
