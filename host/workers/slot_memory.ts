import type { EnvSpec, Observation, Snapshot } from "../../core/types.ts";

/** Every array begins at a multiple of this, which all element types divide. */
const ALIGNMENT = 8;

/** The shared memory of some slots, and what lies in it. */
export interface SlotMemory {
  /** The memory itself. */
  readonly buffer: SharedArrayBuffer;
  /** Numbers in a world's state. */
  readonly stateSize: number;
}

/** Where the arrays of one slot lie. */
interface Layout {
  readonly streams: { readonly [stream: string]: number };
  readonly variables: number;
  readonly state: number;
  readonly size: number;
}

type Described = Pick<EnvSpec, "observations" | "variables">;

const lengthOf = (shape: readonly number[]): number => shape.reduce((product, size) => product * size, 1);
const align = (bytes: number): number => Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;

function layoutOf({ observations, variables }: Described, stateSize: number): Layout {
  let at = 0;
  const place = (bytes: number): number => {
    const here = at;
    at += align(bytes);
    return here;
  };
  const streams = Object.fromEntries(
    Object.entries(observations).map(([name, { shape, dtype }]) => [
      name,
      place(lengthOf(shape) * (dtype === "uint8" ? 1 : Float32Array.BYTES_PER_ELEMENT)),
    ]),
  );
  const state = place(stateSize * Float64Array.BYTES_PER_ELEMENT);
  return {
    streams,
    variables: place(variables.length * Float64Array.BYTES_PER_ELEMENT),
    state,
    size: at,
  };
}

/** Memory for a number of slots of a world. */
export function slotMemory(spec: Described, stateSize: number, slots: number): SlotMemory {
  return { buffer: new SharedArrayBuffer(layoutOf(spec, stateSize).size * slots), stateSize };
}

/** Arrays over the memory of one slot; both sides of a border between threads see the same numbers. */
export function slotView(spec: Described, { buffer, stateSize }: SlotMemory, slot: number): Snapshot {
  const { streams, variables, state, size } = layoutOf(spec, stateSize);
  const base = slot * size;
  const observations = Object.fromEntries(
    Object.entries(spec.observations).map(([name, { shape, dtype }]): [string, Observation] => [
      name,
      dtype === "uint8"
        ? new Uint8Array(buffer, base + streams[name], lengthOf(shape))
        : new Float32Array(buffer, base + streams[name], lengthOf(shape)),
    ]),
  );
  return {
    observations,
    variables: new Float64Array(buffer, base + variables, spec.variables.length),
    state: new Float64Array(buffer, base + state, stateSize),
  };
}
