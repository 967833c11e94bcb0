import type { Assembly } from "./assembly.ts";
import { attentionRoutines } from "./attention_routines.ts";
import { convolutionRoutines } from "./convolution_routines.ts";
import { type Multiply, unpackProduct } from "./product.ts";

/** A computation on the heap that any thread can run: numbers in, places among them as byte offsets. */
export type Routine = (...given: number[]) => void;

/** Routines by name. */
export type Routines = { readonly [name: string]: Routine };

/**
 * What a thread can compute: the compiled kernels, and all that multiplies where it has products.
 *
 * @param multiply Products by this thread alone.
 */
export function routinesOf(assembly: Assembly, multiply?: Multiply): Routines {
  // Flags are 0 and 1 to WebAssembly.
  const compiled = { ...assembly } as object as Routines;
  if (!multiply) return compiled;
  return {
    ...compiled,
    product: (...packed) => multiply(unpackProduct(packed)),
    ...attentionRoutines(multiply, assembly),
    ...convolutionRoutines(multiply, assembly),
  };
}
