import { dispose, tidy } from "@tensorflow/tfjs-core";
import { InputError } from "../core/errors.ts";
import type { StoredTensor, StoredTensors } from "../core/safetensors.ts";
import type { Module, Variables } from "../core/types.ts";
import { lewmWeights } from "../models/lewm_weights.ts";
import { type OracleTensors, toTensor } from "./differentiate.ts";

/** Where the names of a part of the model begin. */
export interface Layout {
  /** What the whole model would put in front of the reference's names. */
  readonly prefix: string;
  /** What it would put in front of those here. */
  readonly part: string;
}

/** Names of the whole model. */
export const WHOLE: Layout = { prefix: "", part: "" };

/** Reference tensors with the names and the layouts of here. */
export function here(tensors: OracleTensors, { prefix, part }: Layout): OracleTensors {
  const published: StoredTensors = new Map(
    Object.entries(tensors).map(([name, { shape, data }]): [string, StoredTensor] => [
      `${prefix}${name}`,
      { shape, data: Float32Array.from(data) },
    ]),
  );
  return Object.fromEntries(
    [...lewmWeights(published)].map(([name, { shape, data }]) => [
      name.slice(part.length),
      { shape, data: Array.from(data) },
    ]),
  );
}

/** The first thing that keeps tensors from being these variables. */
function difference(variables: Variables, tensors: OracleTensors): string | undefined {
  const extra = Object.keys(tensors).find((name) => !Object.hasOwn(variables, name));
  if (extra) return `with ${extra}`;
  for (const [name, { shape }] of Object.entries(variables)) {
    if (!Object.hasOwn(tensors, name)) return `without ${name}`;
    if (tensors[name].shape.join() !== shape.join()) return `with ${name} of shape [${tensors[name].shape}]`;
  }
  return undefined;
}

/** What keeps reference tensors from being the parameters of a module, in words; nothing if they fit. */
export function misfit(module: Module, tensors: OracleTensors, layout: Layout): string | undefined {
  try {
    return difference(module.params, here(tensors, layout));
  } catch (error) {
    if (error instanceof InputError) return `with weights that have no place here: ${error.message}`;
    throw error;
  }
}

/** Gives a module tensors by its own names. */
export function assign({ params, buffers }: Module, tensors: OracleTensors): void {
  tidy(() => {
    for (const [name, value] of Object.entries(tensors)) {
      (params[name] ?? buffers[name]).assign(toTensor(value));
    }
  });
}

/** Frees what a module holds. */
export function free({ params, buffers }: Module): void {
  dispose([params, buffers]);
}
