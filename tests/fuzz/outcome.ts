import { cpuUsage } from "node:process";
import type { Target } from "./target.ts";

/** Longest sentence that a user is given. */
const LONGEST = 2000;

/** What came of one file. */
export interface Outcome {
  /** It was read; refused with one sentence; or the reader failed. */
  readonly kind: "read" | "refused" | "failed";
  /** What was thrown. */
  readonly message: string;
  /** Time of the processor, in ms. */
  readonly ms: number;
}

/** What is wrong with an error that a reader threw; undefined for one that is meant for the user. */
function flaw(error: unknown): string | undefined {
  if (!(error instanceof Error)) return `it threw ${String(error)}`;
  if (error.name !== "InputError" && error.name !== "HostError") return error.stack ?? error.message;
  const { message } = error;
  if (!/^Cannot [^\n]+$/.test(message)) return `no sentence of one line: ${JSON.stringify(message)}`;
  return message.length > LONGEST ? `a sentence of ${message.length} characters` : undefined;
}

/** Lets a target read a file. */
export async function outcomeOf(target: Target, file: Uint8Array): Promise<Outcome> {
  const before = cpuUsage();
  const end = (kind: Outcome["kind"], message: string): Outcome => {
    const { user, system } = cpuUsage(before);
    return { kind, message, ms: (user + system) / 1000 };
  };
  try {
    await target.read(file);
    return end("read", "");
  } catch (error) {
    const wrong = flaw(error);
    return wrong === undefined ? end("refused", String(error)) : end("failed", wrong);
  }
}
