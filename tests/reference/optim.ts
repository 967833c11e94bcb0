import { dispose, matMul, reshape, sub, tidy, variable } from "@tensorflow/tfjs-core";
import { read } from "../../core/engine/read.ts";
import { createAdamW } from "../../core/nn/adam_w.ts";
import { warmupCosine, warmupStableDecay } from "../../core/nn/schedules.ts";
import { compareValue, toTensor } from "./differentiate.ts";
import type { Discrepancy, OracleFile, OracleTensor, Replay, Replayer } from "./replayer.ts";

interface AdamWCase {
  readonly id: string;
  readonly lr: number;
  readonly weight_decay: number;
  readonly betas: readonly number[];
  readonly eps: number;
  readonly clip_norm: number | null;
  readonly schedule: { readonly warmup_steps: number; readonly max_steps: number } | null;
  readonly Q: OracleTensor;
  readonly a: OracleTensor;
  readonly param0: OracleTensor;
  readonly steps: readonly {
    readonly grad_norm: number;
    readonly lr: number;
    readonly param: readonly number[];
  }[];
}

interface WarmupCosineCase {
  readonly id: string;
  readonly base_lr: number;
  readonly warmup_steps: number;
  readonly max_steps: number;
  readonly warmup_start_lr: number;
  readonly eta_min: number;
  readonly lr: readonly number[];
}

interface EbJepaCase {
  readonly id: string;
  readonly base_lr: number;
  readonly total_steps: number;
  readonly warmup_ratio: number;
  readonly min_lr: number;
  readonly lr: readonly number[];
}

interface VJepa2Case {
  readonly id: string;
  readonly ref_lr: number;
  readonly start_lr: number;
  readonly final_lr: number;
  readonly warmup_steps: number;
  readonly T_max: number;
  readonly anneal_steps: number;
  readonly ref_wd: number;
  readonly final_wd: number;
  readonly warmup_cosine: readonly number[];
  readonly wsd: readonly number[];
  readonly cosine_wd: readonly number[];
}

/** Steps on ½(p − a)ᵀQ(p − a), whose gradient is Q(p − a). */
async function replayAdamW(one: AdamWCase): Promise<Discrepancy[]> {
  const { lr, schedule, steps } = one;
  const p = tidy(() => variable(toTensor(one.param0)));
  const optimiser = createAdamW({ p }, {
    weightDecay: one.weight_decay,
    betas: one.betas,
    epsilon: one.eps,
    clip: one.clip_norm ?? Infinity,
  });
  const rates = steps.map((_, t) =>
    schedule ? warmupCosine(t, { peak: lr, warmup: schedule.warmup_steps, total: schedule.max_steps }) : lr
  );
  const path: number[] = [];
  const norms: number[] = [];
  for (const [t, rate] of rates.entries()) {
    const norm = tidy(() => {
      const offset = reshape(sub(p, toTensor(one.a)), [-1, 1]);
      const gradient = reshape(matMul(toTensor(one.Q), offset), [-1]);
      return optimiser.step({ p: gradient }, rate, t).gradNorm;
    });
    const [[length], values] = await read([norm, p.clone()]);
    norms.push(length);
    path.push(...values);
  }
  optimiser.dispose();
  dispose(p);
  return [
    compareValue(one.id, "param", path, steps.flatMap(({ param }) => param)),
    compareValue(one.id, "grad norm", norms, steps.map(({ grad_norm }) => grad_norm)),
    compareValue(one.id, "lr", rates, steps.map(({ lr }) => lr)),
  ];
}

function replayWarmupCosine(one: WarmupCosineCase): Discrepancy[] {
  const corners = {
    peak: one.base_lr,
    warmup: one.warmup_steps,
    total: one.max_steps,
    start: one.warmup_start_lr,
    final: one.eta_min,
  };
  return [compareValue(one.id, "lr", one.lr.map((_, t) => warmupCosine(t, corners)), one.lr)];
}

function replayEbJepa(one: EbJepaCase): Discrepancy[] {
  const corners = {
    peak: one.base_lr,
    warmup: Math.floor(one.warmup_ratio * one.total_steps),
    total: one.total_steps,
    start: 1e-8 * one.base_lr,
    final: one.min_lr,
  };
  return [compareValue(one.id, "lr", one.lr.map((_, t) => warmupCosine(t, corners)), one.lr)];
}

/** There the k-th call, from 1, counts the step before it gives the value. */
function replayVJepa2(one: VJepa2Case): Discrepancy[] {
  const rate = {
    peak: one.ref_lr,
    warmup: one.warmup_steps,
    total: one.T_max,
    start: one.start_lr,
    final: one.final_lr,
  };
  const decay = { peak: one.ref_wd, warmup: 0, total: one.T_max, final: one.final_wd };
  const curves: readonly [string, readonly number[], (step: number) => number][] = [
    ["warm-up cosine", one.warmup_cosine, (step) => warmupCosine(step, rate)],
    ["wsd", one.wsd, (step) => warmupStableDecay(step, { ...rate, anneal: one.anneal_steps })],
    ["weight decay", one.cosine_wd, (step) => warmupCosine(step, decay)],
  ];
  return curves.map(([quantity, expected, at]) =>
    compareValue(one.id, quantity, expected.map((_, i) => at(i + 1)), expected)
  );
}

const KINDS: { readonly [kind: string]: (one: unknown) => Discrepancy[] | Promise<Discrepancy[]> } = {
  "AdamW": (one) => replayAdamW(one as AdamWCase),
  "LinearWarmupCosineAnnealingLR": (one) => replayWarmupCosine(one as WarmupCosineCase),
  "eb_jepa CosineWithWarmup": (one) => replayEbJepa(one as EbJepaCase),
  "V-JEPA 2 schedules": (one) => replayVJepa2(one as VJepa2Case),
};

/** Replays AdamW on a quadratic, and schedules. */
export const optimReplayer: Replayer = {
  name: "optimiser",
  accepts: (file: OracleFile): boolean => file.source.engine.includes("AdamW"),
  replay: async (file: OracleFile): Promise<Replay> => {
    const discrepancies: Discrepancy[] = [];
    const missing: Record<string, number> = {};
    for (const one of file.cases) {
      const kind = String(one.kind);
      if (Object.hasOwn(KINDS, kind)) discrepancies.push(...await KINDS[kind](one));
      else missing[kind] = (missing[kind] ?? 0) + 1;
    }
    return { discrepancies, missing };
  },
};
