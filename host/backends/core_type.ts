/**
 * The core type of OpenBLAS. It is read from the environment when the library is loaded, so it is settled once a
 * process, before.
 *
 * @module
 */
import { coreTypeRates, coreTypes, usualCoreType } from "./core_type_rates.ts";
import { cpuFlags } from "./cpu.ts";
import { granted } from "./granted.ts";
import { type CoreTypeRates, OWN } from "./measure_core_types.ts";

const VARIABLE = "OPENBLAS_CORETYPE";

/** How much faster than the usual core type one must be: less may be noise, and another type rounds otherwise. */
const MARGIN = 1.1;

let settled: { readonly type: string | undefined } | undefined;

/** What a core type is chosen by. */
export interface CoreTypeWish {
  /** Measure what is fastest, the first time on a machine; else the processor's flags decide. */
  readonly measure?: boolean | undefined;
  /** What a run was computed with until now. */
  readonly kept?: { readonly coreType?: string | undefined } | undefined;
}

/** The fastest core type by measurement, where it is clearly faster than the usual one. */
export function fastestCoreType(rates: CoreTypeRates, usual: string | undefined): string | undefined {
  const [fastest] = Object.entries(rates).sort(([, a], [, b]) => b - a);
  if (!fastest || fastest[1] <= MARGIN * (rates[usual ?? OWN] ?? 0)) return usual;
  return fastest[0] === OWN ? undefined : fastest[0];
}

/**
 * Settles the core type, unless it is settled. What the user has set in `OPENBLAS_CORETYPE` stays; then comes what a
 * run was computed with, if the processor can run it, then what was measured, then what the flags tell.
 *
 * @returns Why what was measured now could not be kept, in one sentence without a period, if so.
 */
export async function settleCoreType({ measure, kept }: CoreTypeWish): Promise<string | undefined> {
  if (settled || !mayTell() || told() !== undefined) return undefined;
  const flags = cpuFlags();
  if (kept && (kept.coreType === undefined || coreTypes(flags).includes(kept.coreType))) {
    settle(kept.coreType);
    return undefined;
  }
  const measured = measure ? await coreTypeRates() : undefined;
  const usual = usualCoreType(flags);
  settle(measured ? fastestCoreType(measured.rates, usual) : usual);
  return measured?.unkept;
}

/** The core type that the library is to be opened with; undefined leaves it to the library. */
export function coreType(): string | undefined {
  if (!settled) settle(mayTell() ? told() ?? usualCoreType(cpuFlags()) : undefined);
  return settled?.type;
}

function told(): string | undefined {
  return Deno.env.get(VARIABLE) || undefined;
}

function mayTell(): boolean {
  return Deno.build.os === "linux" && granted({ name: "env", variable: VARIABLE });
}

function settle(type: string | undefined): void {
  settled = { type };
  if (type !== undefined && mayTell()) Deno.env.set(VARIABLE, type);
}
