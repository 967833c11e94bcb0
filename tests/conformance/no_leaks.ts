import { memory } from "@tensorflow/tfjs-core";

/**
 * Runs something and throws when it leaves more or fewer tensors behind than there were.
 *
 * @example
 * ```ts ignore
 * Deno.test("imagine gives back what it borrowed", () => noLeaks(() => { … }));
 * ```
 */
export async function noLeaks(run: () => void | Promise<void>): Promise<void> {
  const before = memory().numTensors;
  await run();
  const left = memory().numTensors - before;
  if (left !== 0) throw new Error(`Cannot accept a leak: ${left} tensors left behind, expected 0`);
}
