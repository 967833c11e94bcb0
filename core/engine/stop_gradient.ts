import { clone, customGrad, type Tensor, zerosLike } from "@tensorflow/tfjs-core";

const stopped = customGrad((x) => ({ value: clone(x as Tensor), gradFunc: (dy) => zerosLike(dy) }));

/** The same values, through which no gradient flows back. Not a copy on any backend. */
export function stopGradient<T extends Tensor>(x: T): T {
  return stopped(x) as T;
}
