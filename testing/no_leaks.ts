import { countLeaks } from "../core/engine/count_leaks.ts";

/**
 * Runs something and throws when it leaves more or fewer tensors or buffers behind than there were.
 *
 * @example
 * ```ts
 * import "@tensorflow/tfjs-backend-cpu";
 * import { scalar } from "@tensorflow/tfjs-core";
 * import { noLeaks } from "@orrery/orrery/testing";
 *
 * await noLeaks(() => scalar(1).dispose());
 * ```
 */
export async function noLeaks(run: () => void | Promise<void>): Promise<void> {
  const { tensors, buffers } = await countLeaks(run);
  if (tensors !== 0 || buffers !== 0) {
    throw new Error(
      `Cannot accept a leak: ${tensors} tensors and ${buffers} buffers left behind, expected 0`,
    );
  }
}
