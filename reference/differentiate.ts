import {
  mul,
  reshape,
  type Scalar,
  sum,
  type Tensor,
  tensor,
  tidy,
  transpose,
  variable,
  variableGrads,
  zeros,
} from "@tensorflow/tfjs-core";
import { read } from "../core/engine/read.ts";
import type { Module, Variables } from "../core/types.ts";
import { type Discrepancy, type OracleTensor, relativeError } from "./replayer.ts";

/** Largest error of values, and of gradients, in the sense of {@linkcode relativeError}. */
export const TOLERANCES = { value: 1e-5, gradient: 1e-4 } as const;

/** Where a reference weight lies in a module: its name there, and how its axes are ordered there. */
export interface Place {
  /** Name in the module. */
  readonly name: string;
  /** Reference axes in the module's order; the same order when left out. */
  readonly axes?: readonly number[];
}

/** Places by the names of the reference. */
export type Places = { readonly [name: string]: Place };

/** Reference tensors by name. */
export type OracleTensors = { readonly [name: string]: OracleTensor };

/** A reference tensor on the active backend. */
export function toTensor({ shape, data }: OracleTensor): Tensor {
  return tensor([...data], [...shape], "float32");
}

/** Reference tensors as variables, for gradients. */
export function toVariables(tensors: OracleTensors): Variables {
  return tidy(() =>
    Object.fromEntries(Object.entries(tensors).map(([name, value]) => [name, variable(toTensor(value))]))
  );
}

/** Gives a module the weights of a reference. */
export function load(module: Module, places: Places, values: OracleTensors): void {
  tidy(() => {
    for (const [oracle, value] of Object.entries(values)) {
      const { name, axes } = places[oracle];
      const target = module.params[name] ?? module.buffers[name];
      target.assign(axes ? transpose(toTensor(value), [...axes]) : toTensor(value));
    }
  });
}

/** Parameters of a module by the names of the reference. */
export function named(module: Module, places: Places): Variables {
  return Object.fromEntries(
    Object.entries(places).map(([oracle, { name }]) => [oracle, module.params[name]]),
  );
}

/** A value and the gradients of its product with a cotangent. */
export interface Differentiated {
  /** The value, row-major; empty where it has another size than the cotangent. */
  readonly out: Float32Array;
  /** Gradients by name, in the axes of the reference. */
  readonly gradients: { readonly [name: string]: Float32Array };
}

function inOracleAxes(gradient: Tensor, axes: readonly number[] | undefined): Tensor {
  return axes ? transpose(gradient, axes.map((_, i) => axes.indexOf(i))) : gradient.clone();
}

/** Runs `f` once and differentiates sum(f·cotangent) with respect to variables. */
export async function differentiate(
  f: () => Tensor,
  { variables, cotangent, places = {} }: {
    readonly variables: Variables;
    readonly cotangent: OracleTensor;
    readonly places?: Places;
  },
): Promise<Differentiated> {
  const names = Object.keys(variables);
  let fits = true;
  const results = tidy(() => {
    const out = variable(zeros([...cotangent.shape]));
    const { grads } = variableGrads((): Scalar => {
      const y = f();
      fits = y.size === out.size;
      if (!fits) return sum(y);
      out.assign(reshape(y, [...cotangent.shape]));
      return sum(mul(reshape(y, [...cotangent.shape]), toTensor(cotangent)));
    }, Object.values(variables));
    const value = out.clone();
    out.dispose();
    return [value, ...names.map((name) => inOracleAxes(grads[variables[name].name], places[name]?.axes))];
  });
  const [out, ...gradients] = await read(results);
  return {
    out: fits ? out : new Float32Array(0),
    gradients: Object.fromEntries(names.map((name, i) => [name, gradients[i]])),
  };
}

const largest = ({ data }: OracleTensor): number => data.reduce((most, x) => Math.max(most, Math.abs(x)), 0);

/** Errors of gradients. Where the exact gradient is zero, the scale is the largest gradient of the case. */
export function compareGradients(
  name: string,
  actual: Differentiated["gradients"],
  expected: OracleTensors,
): Discrepancy[] {
  const scale = Math.max(...Object.values(expected).map(largest));
  return Object.entries(expected).map(([quantity, reference]) => ({
    case: name,
    quantity: `grad ${quantity}`,
    error: relativeError(
      actual[quantity] ?? [],
      reference.data,
      largest(reference) < 1e-9 * scale ? scale : undefined,
    ),
    tolerance: TOLERANCES.gradient,
  }));
}

/** Error of a value. */
export function compareValue(
  name: string,
  quantity: string,
  actual: ArrayLike<number>,
  expected: ArrayLike<number>,
): Discrepancy {
  return { case: name, quantity, error: relativeError(actual, expected), tolerance: TOLERANCES.value };
}
