import * as tf from "@tensorflow/tfjs-core";

/**
 * Names of the kernels on wasm that tfjs has no word for: each does in one pass what is several operations there.
 * None before wasm is opened.
 */
export function ownKernels(): readonly string[] {
  const known = new Set<unknown>(Object.values(tf));
  return tf.getKernelsForBackend("wasm").map(({ kernelName }) => kernelName).filter((name) =>
    !known.has(name)
  );
}
