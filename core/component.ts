import type { Component, Given, Json, Kind, Made, OptionSpecs } from "./types.ts";
import type { OptionValues } from "./option.ts";
import { checkOptions } from "./task/options.ts";

/** What an author writes to declare a component. */
export interface ComponentDeclaration<K extends Kind, O extends OptionSpecs> {
  /** What it is, in one sentence. */
  readonly description: string;
  /** Its options; see `core/option.ts`. */
  readonly options: O;
  /** Makes one. */
  readonly make: (options: OptionValues<O>, given: Given<K>) => Made<K>;
}

/**
 * Declares a component: typed options inside, plain data outside.
 *
 * @example
 * ```ts
 * import { component, number, type Component } from "@orrery/orrery/core";
 *
 * export const bowl: Component<"cost"> = component("cost", {
 *   description: "Squared latent distance to the goal at the last imagined frame",
 *   options: { scale: number({ default: 1, min: 0, description: "factor of the cost" }) },
 *   make: ({ scale }) => ({
 *     cost: (imagined, goal) => {
 *       const [B, N, H, P, D] = imagined.shape;
 *       const last = imagined.slice([0, 0, H - 1], [B, N, 1, P, D]).reshape([B, N, P * D]); // [B, N, P·D]
 *       return last.sub(goal.reshape([B, 1, P * D])).square().sum(-1).mul(scale); // [B, N]
 *     },
 *   }),
 * });
 * ```
 */
export function component<K extends Kind, O extends OptionSpecs>(
  kind: K,
  declaration: ComponentDeclaration<K, O>,
): Component<K> {
  const { description, options, make } = declaration;
  return {
    kind,
    description,
    options,
    make: (given: { readonly [option: string]: Json }, context) =>
      make(checkOptions(options, given), context),
  };
}
