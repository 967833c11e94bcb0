import { dispose, matMul, reshape, sub, tidy, variable } from "@tensorflow/tfjs-core";
import { read } from "../core/engine/read.ts";
import { createAdamW, warmupCosine, warmupStableDecay } from "../core/nn/optim.ts";
import { compareValue, toTensor } from "./differentiate.ts";
import { unreadFields } from "./fields.ts";
import type { Discrepancy, OracleFile, OracleTensor, Replay, Replayer } from "./replayer.ts";
import { tally } from "./tally.ts";

interface AdamWCase {
  readonly id: string;
  readonly lr: number;
  readonly weight_decay: number;
  readonly betas: readonly number[];
  readonly eps: number;
  readonly clip_norm: number | null;
  readonly schedule: {
    readonly type: string;
    readonly warmup_steps: number;
    readonly max_steps: number;
    readonly warmup_start_lr?: number;
    readonly eta_min?: number;
  } | null;
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

/** Learning rate of step `t`. */
function rateAt(t: number, { lr, schedule }: AdamWCase): number {
  if (!schedule) return lr;
  const { warmup_steps: warmup, max_steps: total, warmup_start_lr: start = 0, eta_min: final = 0 } = schedule;
  return warmupCosine(t, { peak: lr, warmup, total, start, final });
}

/** Steps on ½(p − a)ᵀQ(p − a), whose gradient is Q(p − a). */
async function replayAdamW(one: AdamWCase): Promise<Discrepancy[]> {
  const { steps } = one;
  const p = tidy(() => variable(toTensor(one.param0)));
  const optimiser = createAdamW({ p }, {
    weightDecay: one.weight_decay,
    betas: one.betas,
    epsilon: one.eps,
    clip: one.clip_norm ?? Infinity,
  });
  const rates = steps.map((_, t) => rateAt(t, one));
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

interface Kind {
  /** Fields of a case that the replay reads, apart from its name and kind. */
  readonly reads: readonly string[];
  readonly replay: (one: unknown) => Discrepancy[] | Promise<Discrepancy[]>;
}

const COSINE = "LinearWarmupCosineAnnealingLR";

const KINDS: { readonly [kind: string]: Kind } = {
  "AdamW": {
    reads: ["lr", "weight_decay", "betas", "eps", "clip_norm", "schedule", "Q", "a", "param0", "steps"],
    replay: (one) => replayAdamW(one as AdamWCase),
  },
  [COSINE]: {
    reads: ["base_lr", "warmup_steps", "max_steps", "warmup_start_lr", "eta_min", "lr"],
    replay: (one) => replayWarmupCosine(one as WarmupCosineCase),
  },
  "eb_jepa CosineWithWarmup": {
    reads: ["base_lr", "total_steps", "warmup_ratio", "min_lr", "lr"],
    replay: (one) => replayEbJepa(one as EbJepaCase),
  },
  "V-JEPA 2 schedules": {
    reads: [
      ...["ref_lr", "start_lr", "final_lr", "warmup_steps", "T_max", "anneal_steps", "ref_wd", "final_wd"],
      ...["warmup_cosine", "wsd", "cosine_wd"],
    ],
    replay: (one) => replayVJepa2(one as VJepa2Case),
  },
};

type Example = OracleFile["cases"][number];

const isKnown = ({ kind }: Example): boolean => Object.hasOwn(KINDS, String(kind));

function unreadInSchedule(schedule: unknown): readonly string[] {
  if (typeof schedule !== "object" || schedule === null) return [];
  const type = "type" in schedule ? schedule.type : COSINE;
  if (type !== COSINE) return [`schedule ${type}`];
  return unreadFields(schedule, ["type", "warmup_steps", "max_steps", "warmup_start_lr", "eta_min"]);
}

/** What the project has no code for in a case. */
function missingIn(one: Example): string | undefined {
  const kind = String(one.kind);
  if (!isKnown(one)) return kind;
  const fields = unreadFields(one, ["id", "kind", ...KINDS[kind].reads]);
  const [unread] = [...fields, ...unreadInSchedule(one.schedule)];
  return unread && `${kind} with ${unread}`;
}

/** Replays AdamW on a quadratic, and schedules. */
export const optimReplayer: Replayer = {
  name: "optimiser",
  accepts: ({ cases }: OracleFile): boolean => cases.some(isKnown),
  replay: async ({ cases }: OracleFile): Promise<Replay> => {
    const discrepancies: Discrepancy[] = [];
    for (const one of cases.filter((one) => !missingIn(one))) {
      discrepancies.push(...await KINDS[String(one.kind)].replay(one));
    }
    return { discrepancies, missing: tally(cases.flatMap((one) => missingIn(one) ?? [])) };
  },
};
