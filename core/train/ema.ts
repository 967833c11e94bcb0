import { add, mul, tidy } from "@tensorflow/tfjs-core";
import type { Module } from "../types.ts";

/** Moves a slow copy towards its original: copy = decay·copy + (1 − decay)·original; buffers are copied. */
export function followTarget(copy: Module, original: Module, decay: number): void {
  tidy(() => {
    for (const [name, slow] of Object.entries(copy.params)) {
      slow.assign(add(mul(slow, decay), mul(original.params[name], 1 - decay)));
    }
    for (const [name, slow] of Object.entries(copy.buffers)) slow.assign(original.buffers[name].clone());
  });
}
