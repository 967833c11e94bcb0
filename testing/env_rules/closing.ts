import type { Env } from "../../core/types.ts";

/** Runs something that makes worlds, and closes all of them afterwards, whatever became of it. */
export function closing(makeEnv: () => Env, run: (makeEnv: () => Env) => void): void {
  const made: Env[] = [];
  try {
    run(() => {
      const env = makeEnv();
      made.push(env);
      return env;
    });
  } finally {
    for (const env of made) env.close?.();
  }
}
