import { dispose, memory, tidy } from "@tensorflow/tfjs-core";
import type { Mode, Module } from "../../core/types.ts";
import { demand, type Subject } from "./subject.ts";

/** Only weights outlive a `tidy`: making leaves variables, running leaves the result. */
export function checkMemory<M extends Module>({ kind, make, run }: Subject<M>): void {
  const before = memory().numTensors;
  const module = make();
  const weights = new Set([...Object.values(module.params), ...Object.values(module.buffers)]).size;
  const left = memory().numTensors - before;
  demand(kind, left === weights, `making it leaves ${left} tensors, expected its ${weights} weights`);
  for (const mode of ["train", "infer"] satisfies Mode[]) {
    dispose(tidy(() => run(module, mode, 2)));
    const leaked = memory().numTensors - before - weights;
    demand(kind, leaked === 0, `running it in mode "${mode}" leaks ${leaked} tensors, expected 0`);
  }
  dispose([module.params, module.buffers]);
}
