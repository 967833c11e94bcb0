/**
 * What V8 and WebAssembly say when memory cannot be had; tfjs' kernels abort then, or reach beyond the memory where
 * they free what they never got.
 */
const SIGNS =
  /Array buffer allocation failed|Invalid (typed )?array length|Invalid array buffer length|Invalid string length|memory is full|memory access out of bounds|Aborted\(|out of memory|could not allocate|Out of memory/i;

/**
 * What to tell of an error that memory could not be had; undefined for any other. Sizes come from task files and
 * options, so it is no fault of the program.
 */
export function outOfMemory(error: unknown): string | undefined {
  const is = error instanceof RangeError || error instanceof WebAssembly.RuntimeError ||
    error instanceof Error && error.name === "GPUOutOfMemoryError";
  if (!is || !SIGNS.test(error.message)) return undefined;
  return `Cannot go on: more memory was asked for than can be had (${
    error.message.split("\n")[0]
  }), expected sizes that fit; lower the batch, the window, the widths of the model, or the planner's candidates and horizon`;
}
