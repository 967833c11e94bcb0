import { InputError } from "../errors.ts";
import { suggestion } from "../nearest.ts";
import type { Criterion, Env } from "../types.ts";

/**
 * The criterion of a world that has a name; the first one for the empty name.
 *
 * @throws {InputError} when the world has no goals, or no criterion of that name.
 */
export function chooseCriterion({ id, goals }: Pick<Env, "id" | "goals">, name: string): Criterion {
  if (!goals) {
    throw new InputError(`Cannot measure success: env "${id}" has no goals, expected an env that has some`);
  }
  if (name === "") return goals;
  const { criteria = {} } = goals;
  if (Object.hasOwn(criteria, name)) return criteria[name];
  throw new InputError(
    `Cannot measure success: env "${id}" has no criterion "${name}", ${
      suggestion(name, Object.keys(criteria))
    }`,
  );
}
