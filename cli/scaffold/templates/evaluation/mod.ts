/**
 * An evaluation in one file: how much of their width the latents of held-out frames use. Change what is measured.
 *
 * @module
 */
import {
  component,
  dimensionStd,
  effectiveRank,
  encodeStored,
  integer,
  placesOf,
  shuffled,
} from "@orrery/orrery/core";
import type { Component, Plugin } from "@orrery/orrery/core";

/** The evaluation as a component, with its options. */
export const evaluation: Component<"evaluation"> = component("evaluation", {
  description: "How much of their width the latents of held-out frames use",
  options: { frames: integer({ default: 256, min: 2, description: "held-out frames, drawn at random" }) },
  make: ({ frames }) => ({
    evaluate: async ({ world, heldOut, rng, progress }) => {
      const { tokens, dim } = world.encoder;
      const all = placesOf(heldOut.lengths);
      const drawn = [...shuffled(all.count, rng.fork("frames")).take(frames)].map((index) => all.at(index));
      progress(0.1, `encoding ${drawn.length} frames`);
      const latents = await encodeStored(world, heldOut, drawn);
      const width = tokens * dim;
      const spread = dimensionStd(latents, width);
      const metrics = {
        frames: drawn.length,
        width,
        rank: effectiveRank(latents, width),
        leastSpread: Math.min(...spread),
        mostSpread: Math.max(...spread),
      };
      progress(1, "done");
      return { metrics, films: [] };
    },
  }),
});

const plugin: Plugin = { name: "my-evaluation", evaluation: { "my-evaluation": evaluation } };
export default plugin;
