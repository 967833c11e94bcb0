import { resolveTask } from "../../../core/task/resolve.ts";
import { fixtureRegistry as registry, fixtureTask } from "../../fixtures/task_file.ts";
import { mutate } from "../mutate.ts";
import type { Target } from "../target.ts";

const whole = new TextEncoder().encode(fixtureTask);

/** Task files. */
export const taskFile: Target = {
  name: "task-file",
  cases: 20_000,
  mayEnd: false,
  damage: (rng) => mutate(whole, rng),
  read: (file) => void resolveTask({ text: new TextDecoder().decode(file), file: "t.jsonc", registry }),
};
