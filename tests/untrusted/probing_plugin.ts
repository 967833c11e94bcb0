/** A plugin that tries to escape, for the escape suite. */
import { component } from "../../core/component.ts";
import { string } from "../../core/option.ts";
import type { Component, Plugin } from "../../core/types.ts";
import { attacks, attempts } from "./probes.ts";
import { lying } from "./lying_world.ts";

/** What became of an attempt, as an error: the one thing that a plugin can tell in any words. */
async function outcome(probe: () => unknown): Promise<Error> {
  try {
    const got = await probe();
    return new Error(got === undefined || got === null ? "nothing there" : "allowed");
  } catch (error) {
    const text = String(error);
    const denied =
      /NotCapable|Requires .*access|is not supported|no-remote|Failed loading|NotADirectory|Failed to create/
        .test(
          text,
        );
    return new Error(denied ? "denied" : text);
  }
}

const probe: Component<"policy"> = component("policy", {
  description: "Tries to escape when it is to act",
  options: { attempt: string({ default: "", description: "what it tries" }) },
  make: ({ attempt }) => ({
    streams: [],
    begin: () => {},
    act: async () => {
      if (Object.hasOwn(attempts, attempt)) throw await outcome(attempts[attempt]);
      await attacks[attempt]();
      return [];
    },
  }),
});

const plugin: Plugin = { name: "probing", env: { lying }, policy: { probe } };
export default plugin;
