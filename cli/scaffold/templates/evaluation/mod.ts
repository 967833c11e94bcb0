/**
 * An evaluation in one file: how much of their width the latents of held-out frames use. Change what is measured.
 *
 * @module
 */
import {
  component,
  dimensionStd,
  effectiveRank,
  encodeFrames,
  InputError,
  integer,
} from "@orrery/orrery/core";
import type { Component, EpisodeSource, Observation, Plugin } from "@orrery/orrery/core";

/** One stored observation, as its column holds it. */
function observationAt(source: EpisodeSource, episode: number, stream: string, row: number): Observation {
  const data = source.read(episode, stream, row, 1);
  if (data instanceof Uint8Array || data instanceof Float32Array) return data;
  throw new InputError(`Cannot measure "${stream}": it holds other numbers, expected uint8 or float32`);
}

/** The evaluation as a component, with its options. */
export const evaluation: Component<"evaluation"> = component("evaluation", {
  description: "How much of their width the latents of held-out frames use",
  options: { frames: integer({ default: 256, min: 2, description: "held-out frames, drawn at random" }) },
  make: ({ frames }) => ({
    evaluate: async ({ world, heldOut, makeEnv, rng, progress }) => {
      const { inputs, tokens, dim } = world.encoder;
      const draw = rng.fork("frames");
      const seen = Array.from({ length: frames }, () => {
        const episode = draw.integer(heldOut.lengths.length);
        const row = draw.integer(heldOut.lengths[episode]);
        return Object.fromEntries(
          inputs.map((stream) => [stream, observationAt(heldOut, episode, stream, row)]),
        );
      });
      progress(0.1, `encoding ${frames} frames`);
      const latents = await encodeFrames(world, makeEnv().observations, seen);
      const width = tokens * dim;
      const spread = dimensionStd(latents, width);
      const metrics = {
        frames,
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
