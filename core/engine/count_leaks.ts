import { backend, memory } from "@tensorflow/tfjs-core";

/** What a run left behind; negative when it disposed what it did not make. */
export interface Leaks {
  /** Tensors. */
  readonly tensors: number;
  /** Buffers behind tensors; more than 0 without tensors means that a kernel forgot its scratch memory. */
  readonly buffers: number;
}

/**
 * Counts the tensors and buffers that something leaves behind on the open backend.
 *
 * @example
 * ```ts
 * import "@tensorflow/tfjs-backend-cpu";
 * import { countLeaks } from "@orrery/orrery/core";
 * import assert from "node:assert/strict";
 *
 * assert.deepEqual(await countLeaks(() => {}), { tensors: 0, buffers: 0 });
 * ```
 */
export async function countLeaks(run: () => void | Promise<void>): Promise<Leaks> {
  const opened = backend();
  // The backend's own count: tfjs' counts no buffer that a kernel allocated for itself.
  const before = { tensors: memory().numTensors, buffers: opened.numDataIds() };
  await run();
  return {
    tensors: memory().numTensors - before.tensors,
    buffers: opened.numDataIds() - before.buffers,
  };
}
