import { HostError } from "../../core/errors.ts";
import type { Collector } from "../data/collector.ts";
import type { EpisodeRows } from "../data/episode_rows.ts";
// Started by its address: a cache for use without a network is to hold it.
import type {} from "./collect_worker.ts";
import type { CollectRequest, CollectResponse, EpisodeSource } from "./collect_request.ts";
import { Thread } from "./thread.ts";

/**
 * A thread that makes whole episodes of a task by itself: it has a world and a policy of its own, and its episodes
 * come as memory that moves here. What goes wrong there is thrown here as it would be in this thread.
 */
export class WorkerCollector implements Collector {
  /** One that it makes, and what it goes on with until the other thread has time for it. */
  readonly queue = 3;
  readonly #thread: Thread<CollectRequest, CollectResponse>;
  readonly #opened: Promise<CollectResponse>;

  /** Starts the thread. */
  constructor(source: EpisodeSource) {
    this.#thread = new Thread(new URL("./collect_worker.ts", import.meta.url));
    this.#opened = this.#thread.ask({ kind: "open", source });
    // Told by the first episode, which waits for it.
    this.#opened.catch(() => {});
  }

  /** Makes an episode. */
  async collect(index: number): Promise<EpisodeRows> {
    await this.#opened;
    const rows = await this.#thread.ask({ kind: "collect", index });
    if (rows) return rows;
    throw new HostError(`Cannot collect: a worker gave nothing for episode ${index}, expected its rows`);
  }

  /** Ends the thread, after what it was asked for. */
  async close(): Promise<void> {
    await this.#thread.close({ kind: "close" });
  }
}
