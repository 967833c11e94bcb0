import type { BenchResult } from "./bench_result.ts";
import { spreadOf } from "./spread.ts";

/** What a rate is measured with. */
export interface RateWork {
  /** What results call it. */
  readonly name: string;
  /** What is counted, in the plural. */
  readonly unit: string;
  /** How often it is measured. */
  readonly turns: number;
  /** Does it; how many were done. */
  readonly run: () => Promise<number>;
}

/** Measures how many of something are done a second; its milliseconds are those of one. */
export async function measureRate({ name, unit, turns, run }: RateWork): Promise<BenchResult> {
  const times: number[] = [];
  for (let turn = 0; turn < turns; turn++) {
    const started = performance.now();
    const count = await run();
    times.push((performance.now() - started) / count);
  }
  const ours = spreadOf(times);
  const perSecond = spreadOf(times.map((ms) => 1000 / ms));
  return { name, turns, oursMs: ours.median, ours, rate: { perSecond, unit } };
}
