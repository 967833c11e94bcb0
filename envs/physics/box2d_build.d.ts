import type { Box2D } from "./box2d.ts";

/** What is handed to the factory; it becomes Box2D. */
export interface Seed extends Partial<Box2D> {
  /** Makes the instance, in place of fetching it. */
  readonly instantiateWasm: (
    imports: WebAssembly.Imports,
    done: (instance: WebAssembly.Instance) => void,
  ) => WebAssembly.Exports;
}

/** Fills what it is given with Box2D, in this very call where the instance is made in it. */
export const factory: (seed: Seed) => Promise<Box2D>;
/** Box2D without SIMD. */
export const plain: WebAssembly.Module;
/** Box2D with SIMD. */
export const simd: WebAssembly.Module;
