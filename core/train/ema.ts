import { add, mul, tidy } from "@tensorflow/tfjs-core";
import type { Module } from "../types.ts";

/**
 * Updates a target network, an exponential moving average of the online one: target = decay·target + (1 − decay)·online;
 * buffers are copied.
 */
export function updateEma(target: Module, online: Module, decay: number): void {
  tidy(() => {
    for (const [name, average] of Object.entries(target.params)) {
      average.assign(add(mul(average, decay), mul(online.params[name], 1 - decay)));
    }
    for (const [name, average] of Object.entries(target.buffers)) {
      average.assign(online.buffers[name].clone());
    }
  });
}
