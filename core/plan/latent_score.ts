import { reshape, type Tensor, tensor, tidy } from "@tensorflow/tfjs-core";
import { read } from "../engine/read.ts";
import type { Cost, Score, WorldModel } from "../types.ts";

/** What a score is made from. */
export interface ScoreSetup {
  /** Imagines. */
  readonly world: WorldModel;
  /** Compares with the goal. */
  readonly cost: Cost;
  /** Present latents of each problem `[B, P, D]`, flattened. */
  readonly starts: Float32Array;
  /** Goal latents of each problem `[B, P, D]`, flattened. */
  readonly goals: Float32Array;
  /** A, width of an action block. */
  readonly action: number;
  /** Imagined frames that may be alive at once; 65 536 unless told. */
  readonly maxFrames?: number;
}

/** A block of problems × candidates that is imagined at once. */
interface Chunk {
  readonly problem: number;
  readonly problems: number;
  readonly candidate: number;
  readonly candidates: number;
}

function chunksOf(B: number, N: number, limit: number): Chunk[] {
  const problems = Math.min(B, Math.max(1, Math.floor(limit / N)));
  const candidates = Math.min(N, Math.max(1, Math.floor(limit / problems)));
  const chunks: Chunk[] = [];
  for (let b = 0; b < B; b += problems) {
    for (let n = 0; n < N; n += candidates) {
      chunks.push({
        problem: b,
        problems: Math.min(problems, B - b),
        candidate: n,
        candidates: Math.min(candidates, N - n),
      });
    }
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

/**
 * Scores plans by imagination: what the world model sees coming, compared with the goal. However many
 * candidates there are, no more than `maxFrames` imagined frames are alive at once, and all costs come back
 * in one reading.
 */
export function latentScore({ world, cost, starts, goals, action, maxFrames = 65_536 }: ScoreSetup): Score {
  const { tokens: P, dim: D } = world.encoder;
  const B = starts.length / (P * D);
  const costsOf = (plans: Float64Array, N: number, H: number, chunk: Chunk): Tensor => {
    const { problem: b, problems, candidates } = chunk;
    const part = plansOf(plans, N, H * action, chunk);
    const own = (latents: Float32Array) => latents.subarray(b * P * D, (b + problems) * P * D);
    const futures = tensor(part, [problems, candidates, H, action]);
    const imagined = world.imagine(tensor(own(starts), [problems, 1, P, D]), futures); // [b, n, H, P, D]
    return reshape(cost.cost(imagined, tensor(own(goals), [problems, P, D]), futures), [-1]);
  };
  return async (plans, N) => {
    const H = plans.length / (B * N * action);
    const chunks = chunksOf(B, N, Math.floor(maxFrames / H));
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
