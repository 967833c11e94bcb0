import type { Collector } from "./collector.ts";
import type { EpisodeRows } from "./episode_rows.ts";

/** Assigns episodes to collectors; see {@linkcode inEpisodeOrder}. */
class EpisodeScheduler {
  readonly #collectors: readonly Collector[];
  readonly #episodes: number;
  readonly #ahead: number;
  readonly #asked: number[];
  readonly #made = new Map<number, Promise<EpisodeRows>>();
  #next = 0;
  #due = 0;

  constructor(collectors: readonly Collector[], episodes: number) {
    this.#collectors = collectors;
    this.#episodes = episodes;
    this.#asked = collectors.map(() => 0);
    // One more for each than it is asked for: an episode that takes long does not stop the others at once.
    this.#ahead = collectors.reduce((sum, { queue }) => sum + queue + 1, 0);
  }

  /** Asks whoever is free for the numbers that come next. */
  #fill(): void {
    for (const [i, { queue }] of this.#collectors.entries()) {
      while (this.#asked[i] < queue && this.#next < Math.min(this.#episodes, this.#due + this.#ahead)) {
        this.#ask(i, this.#next++);
      }
    }
  }

  #ask(i: number, index: number): void {
    this.#asked[i]++;
    const rows = this.#collectors[i].collect(index).finally(() => {
      this.#asked[i]--;
      this.#fill();
    });
    // Told when the episode is due.
    rows.catch(() => {});
    this.#made.set(index, rows);
  }

  /** The episode that is due. */
  async take(): Promise<EpisodeRows | undefined> {
    this.#fill();
    const rows = await this.#made.get(this.#due);
    this.#made.delete(this.#due++);
    return rows;
  }

  /** Schedules no more, and waits for what is being made. */
  async stop(): Promise<void> {
    this.#next = this.#episodes;
    await Promise.allSettled(this.#made.values());
  }
}

/**
 * Episodes 0 to `episodes` − 1 in their order, each made by whoever is free first. In memory are few more than are
 * being made. What goes wrong in an episode is thrown when that one is due: the first by number, whoever was faster.
 * At the end, also an early one, nothing is being made any more.
 */
export async function* inEpisodeOrder(
  collectors: readonly Collector[],
  episodes: number,
): AsyncGenerator<EpisodeRows, void, void> {
  const scheduler = new EpisodeScheduler(collectors, episodes);
  try {
    for (let rows = await scheduler.take(); rows; rows = await scheduler.take()) yield rows;
  } finally {
    await scheduler.stop();
  }
}
