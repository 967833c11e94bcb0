import { backend, memory } from "@tensorflow/tfjs-core";

/** Steps after which caches are full: of kernels, of programs, of what is compiled. */
const WARM_UP = 20;
/** Most samples of one soak. */
const SAMPLES = 50;
/** How much the resident set may grow after the warm-up, in MiB: the collector takes its time. */
const GROWTH_MIB = 64;

/** What is alive after some steps. */
export interface Sample {
  /** Steps done. */
  readonly step: number;
  /** Tensors. */
  readonly tensors: number;
  /** Bytes of tensors. */
  readonly bytes: number;
  /** Buffers of the backend. */
  readonly buffers: number;
  /** Resident set of the process, in MiB. */
  readonly rssMiB: number;
}

function sample(step: number): Sample {
  const { numTensors, numBytes } = memory();
  const rssMiB = Deno.memoryUsage().rss / 2 ** 20;
  return { step, tensors: numTensors, bytes: numBytes, buffers: backend().numDataIds(), rssMiB };
}

/** Repeats `work` on the open backend, and counts what is alive at moments that are evenly spread after a warm-up. */
export async function soak(
  steps: number,
  work: (step: number) => Promise<unknown>,
): Promise<readonly Sample[]> {
  const every = Math.max(1, Math.floor(steps / SAMPLES));
  const samples: Sample[] = [];
  for (let step = 1; step <= WARM_UP + steps; step++) {
    await work(step);
    if (step >= WARM_UP && (step - WARM_UP) % every === 0) samples.push(sample(step));
  }
  return samples;
}

const largest = (samples: readonly Sample[]): number => Math.max(...samples.map(({ rssMiB }) => rssMiB));

/** The largest resident sets of the first and the last third, in MiB. */
export function residentThirds(samples: readonly Sample[]): readonly [first: number, last: number] {
  const third = Math.ceil(samples.length / 3);
  return [largest(samples.slice(0, third)), largest(samples.slice(-third))];
}

/**
 * What grows, in a sentence; undefined when nothing does. Tensors, bytes and buffers must not change at all; the
 * largest resident set of the last third may exceed that of the first by 64 MiB.
 */
export function growthIn(samples: readonly Sample[]): string | undefined {
  const [first] = samples;
  for (const { step, ...now } of samples) {
    for (const what of ["tensors", "bytes", "buffers"] as const) {
      if (now[what] !== first[what]) {
        return `${what}: ${now[what]} at step ${step}, ${first[what]} at ${first.step}`;
      }
    }
  }
  const [before, after] = residentThirds(samples);
  if (after <= before + GROWTH_MIB) return undefined;
  return `the resident set: ${after.toFixed(0)} MiB at the end, ${before.toFixed(0)} MiB at the beginning`;
}
