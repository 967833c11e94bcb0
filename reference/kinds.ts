import { hasFields, unreadFields } from "./fields.ts";
import type { Discrepancy, Replay } from "./replayer.ts";
import { tally } from "./tally.ts";

/** How cases of one kind are told and replayed. */
export interface Kind {
  /** Fields that a case has. */
  readonly fields: readonly string[];
  /** Entries of `dims` that are read. */
  readonly dims: readonly string[];
  /** The errors, or in words what the project has no code for. */
  readonly replay: (one: unknown) => Promise<readonly Discrepancy[] | string>;
}

/** Kinds by the name that a case's `kind` gives. */
export type Kinds = { readonly [kind: string]: Kind };

interface KindCase {
  readonly kind: string;
  readonly dims: { readonly [name: string]: unknown };
}

/** Whether a case names one of the kinds and has its fields. */
export function isOfKind(one: unknown, kinds: Kinds): one is KindCase {
  if (!hasFields(one, ["kind", "dims"])) return false;
  const { kind } = one as KindCase;
  return Object.hasOwn(kinds, kind) && hasFields(one, kinds[kind].fields);
}

async function replayOne(one: unknown, kinds: Kinds): Promise<readonly Discrepancy[] | string> {
  if (!isOfKind(one, kinds)) return "case of another kind";
  const { kind, dims } = one;
  const [unread] = unreadFields(dims, kinds[kind].dims);
  if (unread) return `${kind} with ${unread}`;
  const result = await kinds[kind].replay(one);
  return typeof result === "string" ? `${kind} ${result}` : result;
}

/** Replays each case as its kind asks, and counts the others. */
export async function replayKinds(cases: readonly unknown[], kinds: Kinds): Promise<Replay> {
  const discrepancies: Discrepancy[] = [];
  const missing: string[] = [];
  for (const one of cases) {
    const result = await replayOne(one, kinds);
    if (typeof result === "string") missing.push(result);
    else discrepancies.push(...result);
  }
  return { discrepancies, missing: tally(missing) };
}
