import { InputError } from "../../core/errors.ts";
import type { Env } from "../../core/types.ts";

/** What every rule is given. */
export interface Context {
  /** Makes a world that was never reset. */
  readonly makeEnv: () => Env;
  /** Length of a walk. */
  readonly steps: number;
  /** First seed. */
  readonly seed: number;
}

/** Throws unless a rule holds; the sentence says `what was found, expected what`. */
export function demand(env: Env, holds: boolean, sentence: string): asserts holds {
  if (!holds) throw new InputError(`Cannot accept env "${env.id}": ${sentence}`);
}

/** Whether something throws; any error will do. */
export function refuses(run: () => void): boolean {
  try {
    run();
    return false;
  } catch {
    return true;
  }
}
