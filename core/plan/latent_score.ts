import { reshape, type Tensor, tensor, tidy } from "@tensorflow/tfjs-core";
import { read } from "../engine/read.ts";
import type { Cost, Score, WorldModel } from "../types.ts";
import type { History } from "./encode.ts";

/** What a score is made from. */
export interface ScoreSetup {
  /** Imagines. */
  readonly world: WorldModel;
  /** Compares with the goal. */
  readonly cost: Cost;
  /** What each of B problems has seen and done. */
  readonly histories: readonly History[];
  /** Goal latents of each problem `[B, P, D]`, flattened. */
  readonly goals: Float32Array;
  /** A, width of an action block. */
  readonly action: number;
  /** Imagined frames that may be alive at once; by default 65 536. */
  readonly maxFrames?: number;
}

/** A block of problems × candidates that is imagined at once. */
interface Chunk {
  readonly problem: number;
  readonly problems: number;
  readonly candidate: number;
  readonly candidates: number;
}

/** Numbers of neighbouring problems whose histories are equally long. */
function runsOf(histories: readonly History[]): number[] {
  const runs: number[] = [];
  histories.forEach(({ latents }, b) => {
    const alike = b > 0 && latents.length === histories[b - 1].latents.length;
    if (alike) runs[runs.length - 1]++;
    else runs.push(1);
  });
  return runs;
}

function chunksOf(histories: readonly History[], N: number, limit: number): Chunk[] {
  const chunks: Chunk[] = [];
  let first = 0;
  for (const B of runsOf(histories)) {
    const problems = Math.min(B, Math.max(1, Math.floor(limit / N)));
    const candidates = Math.min(N, Math.max(1, Math.floor(limit / problems)));
    for (let b = 0; b < B; b += problems) {
      for (let n = 0; n < N; n += candidates) {
        chunks.push({
          problem: first + b,
          problems: Math.min(problems, B - b),
          candidate: n,
          candidates: Math.min(candidates, N - n),
        });
      }
    }
    first += B;
  }
  return chunks;
}

/** Plans `[b, n, L]` of a chunk, out of all `[B, N, L]`. */
function plansOf(plans: Float64Array, N: number, L: number, chunk: Chunk): Float32Array {
  const { problem, problems, candidate, candidates } = chunk;
  const part = new Float32Array(problems * candidates * L);
  for (let b = 0; b < problems; b++) {
    const from = ((problem + b) * N + candidate) * L;
    part.set(plans.subarray(from, from + candidates * L), b * candidates * L);
  }
  return part;
}

/** Histories of a chunk, one after the other. */
function join(histories: readonly History[], part: keyof History): Float32Array {
  const size = histories[0][part].length;
  const all = new Float32Array(histories.length * size);
  histories.forEach((history, b) => all.set(history[part], b * size));
  return all;
}

/**
 * Scores plans by imagination: what the world model sees coming, compared with the goal. However many
 * candidates there are, no more than `maxFrames` imagined frames are alive at once, and all costs come back
 * in one reading. Problems with histories of different lengths are imagined one length after the other.
 */
export function latentScore(
  { world, cost, histories, goals, action, maxFrames = 65_536 }: ScoreSetup,
): Score {
  const { tokens: P, dim: D } = world.encoder;
  const B = histories.length;
  const costsOf = (plans: Float64Array, N: number, H: number, chunk: Chunk): Tensor => {
    const { problem: b, problems, candidates } = chunk;
    const part = plansOf(plans, N, H * action, chunk);
    const own = histories.slice(b, b + problems);
    const T = own[0].latents.length / (P * D);
    const futures = tensor(part, [problems, candidates, H, action]);
    const seen = tensor(join(own, "latents"), [problems, T, P, D]);
    const past = T > 1 ? tensor(join(own, "actions"), [problems, T - 1, action]) : undefined;
    const imagined = world.imagine(seen, futures, past); // [b, n, H, P, D]
    const aims = tensor(goals.subarray(b * P * D, (b + problems) * P * D), [problems, P, D]);
    return reshape(cost.cost(imagined, aims, futures), [-1]);
  };
  return async (plans, N) => {
    const H = plans.length / (B * N * action);
    const chunks = chunksOf(histories, N, Math.floor(maxFrames / H));
    const parts = await read(
      tidy(() => chunks.map((chunk) => tidy(() => costsOf(plans, N, H, chunk)))),
    );
    const costs = new Float64Array(B * N);
    parts.forEach((part, i) => {
      const { problem, candidate, candidates } = chunks[i];
      part.forEach((value, j) => {
        costs[(problem + Math.floor(j / candidates)) * N + candidate + j % candidates] = value;
      });
    });
    return costs;
  };
}
