import type { Tensor } from "@tensorflow/tfjs-core";
import { InputError } from "../errors.ts";

/**
 * Throws {@linkcode InputError} unless a tensor has the shape; −1 stands for any length.
 *
 * @param tensor Tensor at a border.
 * @param name What the caller calls it, for the message.
 * @param shape Expected dimensions.
 *
 * @example
 * ```ts
 * import { expectShape } from "@orrery/orrery/core";
 * import assert from "node:assert/strict";
 *
 * const latents = { shape: [2, 8, 1, 64] };
 * expectShape(latents, "latents", [-1, 8, 1, 64]);
 * assert.throws(() => expectShape(latents, "latents", [2, 8, 1, 128]), /expected \[2, 8, 1, 128\]/);
 * ```
 */
export function expectShape(tensor: Pick<Tensor, "shape">, name: string, shape: readonly number[]): void {
  const found = tensor.shape;
  const same = found.length === shape.length &&
    shape.every((length, axis) => length === -1 || length === found[axis]);
  if (same) return;
  const expected = shape.map((length) => length === -1 ? "any" : length).join(", ");
  throw new InputError(`Cannot use "${name}": shape [${found.join(", ")}], expected [${expected}]`);
}
