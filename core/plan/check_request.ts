import { InputError } from "../errors.ts";
import type { PlanRequest } from "../types.ts";

function wrong(found: string, expected: string): never {
  throw new InputError(`Cannot plan: ${found}, expected ${expected}`);
}

function checkCount(name: string, value: number): void {
  if (!Number.isInteger(value) || value < 1) wrong(`the ${name} is ${value}`, "a whole number of at least 1");
}

/**
 * What every planner checks first: whole sizes, one stream for each problem, bounds that enclose something, a
 * warm start of the right length without NaN.
 *
 * @throws {InputError} naming the first thing that is wrong.
 */
export function checkRequest({ batch, horizon, space, warm, rngs, iterations }: PlanRequest): void {
  checkCount("batch", batch);
  checkCount("horizon", horizon);
  checkCount("width of an action", space.size);
  if (iterations !== undefined) checkCount("number of iterations", iterations);
  if (rngs.length !== batch) {
    wrong(`there are ${rngs.length} random streams`, `one for each of ${batch} problems`);
  }
  if (space.low.length !== space.size || space.high.length !== space.size) {
    wrong(
      `there are ${space.low.length} lower and ${space.high.length} upper bounds`,
      `${space.size} of each`,
    );
  }
  space.low.forEach((low, a) => {
    if (!(low <= space.high[a])) wrong(`dimension ${a} ranges from ${low} to ${space.high[a]}`, "low ≤ high");
  });
  if (!warm) return;
  const length = batch * horizon * space.size;
  if (warm.length !== length) wrong(`the warm start has ${warm.length} values`, `${length}`);
  if (warm.some(Number.isNaN)) wrong("the warm start holds NaN", "numbers");
}
