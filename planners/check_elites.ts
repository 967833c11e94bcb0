import { InputError } from "../core/mod.ts";
import type { CemSettings } from "./cem_plan.ts";

/**
 * Refuses numbers of elites that cannot be chosen, or have no spread.
 *
 * @throws {InputError} naming the planner.
 */
export function checkElites(
  planner: string,
  { samples, elites, eliteStd }: Pick<CemSettings, "samples" | "elites" | "eliteStd">,
): void {
  if (elites > samples) {
    throw new InputError(
      `Cannot make planner "${planner}": elites is ${elites}, expected at most samples, ${samples}`,
    );
  }
  if (eliteStd === "unbiased" && elites < 2) {
    throw new InputError(
      `Cannot make planner "${planner}": elites is 1, expected at least 2 with "unbiased" eliteStd`,
    );
  }
}
