import type { ActionSpace, EnvSpec } from "../../core/types.ts";

/** A bound as JSON has it. */
type PackedBound = number | "Infinity" | "-Infinity";

/** An action space as JSON has it. */
export type PackedActionSpace =
  | { readonly kind: "box"; readonly low: readonly PackedBound[]; readonly high: readonly PackedBound[] }
  | { readonly kind: "discrete"; readonly n: number };

/** What is known of a world, as JSON: infinite bounds are words. */
export interface PackedSpec extends Omit<EnvSpec, "actionSpace"> {
  /** Native action space. */
  readonly actionSpace: PackedActionSpace;
}

function packBound(bound: number): PackedBound {
  if (bound === Infinity) return "Infinity";
  return bound === -Infinity ? "-Infinity" : bound;
}

function packActions(space: ActionSpace): PackedActionSpace {
  if (space.kind === "discrete") return { kind: "discrete", n: space.n };
  return { kind: "box", low: space.low.map(packBound), high: space.high.map(packBound) };
}

function unpackActions(space: PackedActionSpace): ActionSpace {
  if (space.kind === "discrete") return space;
  return { kind: "box", low: space.low.map(Number), high: space.high.map(Number) };
}

/** What JSON can carry of a world's description. */
export function packSpec({ id, observations, actionSpace, variables, factors }: EnvSpec): PackedSpec {
  return { id, observations, actionSpace: packActions(actionSpace), variables, factors };
}

/** The description again. */
export function unpackSpec({ actionSpace, ...rest }: PackedSpec): EnvSpec {
  return { ...rest, actionSpace: unpackActions(actionSpace) };
}
