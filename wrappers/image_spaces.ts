import type { EnvSpec, ObservationSpace } from "../core/types.ts";

function isImage({ shape, dtype }: ObservationSpace): boolean {
  return dtype === "uint8" && shape.length === 3;
}

/** The streams of a world that are images, `uint8 [h, w, c]`, with what they are. */
export function imageSpaces(
  { observations }: Pick<EnvSpec, "observations">,
): readonly (readonly [stream: string, space: ObservationSpace])[] {
  return Object.entries(observations).filter(([, space]) => isImage(space));
}
