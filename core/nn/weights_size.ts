import { InputError } from "../errors.ts";

/** Most numbers of one tensor: 2 GiB of float32, half of what a WebAssembly memory can hold. */
const MOST_NUMBERS = 2 ** 29;

/**
 * Refuses weights that no backend can hold, before minutes are spent on drawing them.
 *
 * @returns How many numbers they are.
 * @throws {InputError} for more than 2²⁹ of them.
 */
export function weightsSize(shape: readonly number[]): number {
  const size = shape.reduce((product, n) => product * n, 1);
  if (size <= MOST_NUMBERS) return size;
  throw new InputError(
    `Cannot make weights [${shape.join(", ")}]: they are ${size.toPrecision(3)} numbers, expected at most ${
      MOST_NUMBERS.toPrecision(3)
    }; lower the widths of the model`,
  );
}
