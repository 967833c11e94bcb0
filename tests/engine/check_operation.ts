import assert from "node:assert/strict";
import { grads, mul, sum, type Tensor, tensor, tidy } from "@tensorflow/tfjs-core";
import { countLeaks, read } from "../../core/engine/mod.ts";
import { seededRng } from "../../core/rng.ts";
import { openTestBackend } from "../backend.ts";
import { relativeError } from "../../reference/replayer.ts";

/** An array of any rank in double precision. */
export interface Nd {
  /** Dimensions. */
  readonly shape: readonly number[];
  /** Values, row-major. */
  readonly data: Float64Array;
}

/** Builds an array from the value at each index. */
export function nd(shape: readonly number[], value: (index: number[]) => number): Nd {
  const size = shape.reduce((product, length) => product * length, 1);
  const data = new Float64Array(size);
  const index = shape.map(() => 0);
  for (let i = 0; i < size; i++) {
    data[i] = value(index);
    for (let axis = shape.length - 1; axis >= 0 && ++index[axis] === shape[axis]; axis--) index[axis] = 0;
  }
  return { shape, data };
}

/** The value at an index; axes of length 1 and missing leading ones broadcast. */
export function at({ shape, data }: Nd, index: readonly number[]): number {
  const own = index.slice(index.length - shape.length);
  return data[shape.reduce((flat, length, axis) => flat * length + (length === 1 ? 0 : own[axis]), 0)];
}

/** Random values that float32 holds exactly. */
export function values(name: string, shape: readonly number[], low = -2, high = 2): Nd {
  const rng = seededRng(1).fork(name);
  return nd(shape, () => Math.fround(rng.uniform(low, high)));
}

/** An operation of tfjs and what it should give. */
export interface Operation {
  /** Inputs with gradient. */
  readonly inputs: readonly Nd[];
  /** The operation. */
  readonly run: (...inputs: Tensor[]) => Tensor;
  /** The same in double precision. */
  readonly exact: (...inputs: Nd[]) => Nd;
  /** Largest error ÷ largest value. */
  readonly tolerance?: number;
}

const weightsFor = ({ shape }: Nd): Nd => values("weights", shape, 0.5, 1.5);

/** Central differences of the weighted sum of the exact result. */
function exactGradients({ inputs, exact }: Operation, weights: Nd): Float64Array[] {
  const total = (changed: readonly Nd[]) =>
    exact(...changed).data.reduce((sum, value, i) => sum + value * weights.data[i], 0);
  const step = 1e-5;
  return inputs.map((input, which) =>
    input.data.map((value, i) => {
      const moved = (to: number) =>
        total(inputs.map((other, k) => k === which ? { ...other, data: other.data.with(i, to) } : other));
      return (moved(value + step) - moved(value - step)) / (2 * step);
    })
  );
}

/** Tests result, gradient and leaks of an operation on the backend of the tests. */
export function checkOperation(name: string, operation: Operation): void {
  Deno.test(`${name}: result and gradient are those of double precision`, async () => {
    await openTestBackend();
    const expected = operation.exact(...operation.inputs);
    const weights = weightsFor(expected);
    const upload = ({ data, shape }: Nd) => tensor(new Float32Array(data), [...shape]);
    const loss = (...x: Tensor[]) => sum(mul(operation.run(...x), upload(weights)));
    const leaks = await countLeaks(async () => {
      const tensors = tidy(() => {
        const inputs = operation.inputs.map(upload);
        const result = operation.run(...inputs);
        assert.deepEqual(result.shape, expected.shape);
        return [result, ...grads(loss)(inputs)];
      });
      const [result, ...gradients] = await read(tensors);
      const tolerance = operation.tolerance ?? 1e-5;
      assert.ok(relativeError(result, expected.data) <= tolerance, `result ${[...result]}`);
      exactGradients(operation, weights).forEach((gradient, i) => {
        const error = relativeError(gradients[i], gradient);
        assert.ok(
          error <= tolerance,
          `gradient ${i}: error ${error}\n${[...gradients[i]]}\n${[...gradient]}`,
        );
      });
    });
    assert.deepEqual(leaks, { tensors: 0, buffers: 0 });
  });
}
