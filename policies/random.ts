import { component } from "../core/component.ts";
import { randomPolicy } from "../core/evaluate/trials.ts";
import type { Component } from "../core/types.ts";

/** The policy that success rates are compared with, for collecting: see {@linkcode randomPolicy}. */
export const random: Component<"policy"> = component("policy", {
  description: "Independent actions, uniform within the action space",
  options: {},
  make: (_options, { spec: { actionSpace } }) => randomPolicy(actionSpace),
});
