import { add, mul, type Scalar, scalar, sum, tidy, variable, variableGrads } from "@tensorflow/tfjs-core";
import { read } from "../../core/engine/read.ts";
import type { Module, Variables } from "../../core/types.ts";
import { demand, normalTensor, type Subject, withModule } from "./subject.ts";

/** Gradients by name; nothing for variables that the loss does not depend on. */
export async function gradientsOf(
  variables: Variables,
  loss: () => Scalar,
): Promise<{ readonly [name: string]: Float32Array }> {
  const reached: string[] = [];
  const gradients = tidy(() => {
    // The engine refuses a loss that depends on no variable at all; it always depends on this one.
    const anchor = variable(scalar(0));
    const { grads } = variableGrads(() => add(loss(), anchor), [anchor, ...Object.values(variables)]);
    anchor.dispose();
    return Object.entries(variables).flatMap(([name, { name: key }]) => {
      if (grads[key] == null) return [];
      reached.push(name);
      return [grads[key]];
    });
  });
  const values = await read(gradients);
  return Object.fromEntries(reached.map((name, i) => [name, values[i]]));
}

/** Throws unless each variable gets a gradient that is finite and not zero. */
export function checkReached(
  kind: string,
  variables: Variables,
  gradients: { readonly [name: string]: Float32Array },
): void {
  for (const name of Object.keys(variables)) {
    const values = gradients[name];
    demand(kind, values !== undefined, `"${name}" gets no gradient, expected one`);
    demand(
      kind,
      values.every(Number.isFinite),
      `the gradient of "${name}" is not finite, expected finite numbers`,
    );
    demand(
      kind,
      values.some((value) => value !== 0),
      `the gradient of "${name}" is zero, expected that it can learn`,
    );
  }
}

/** Moves weights a little, because what follows a part that starts at zero cannot be reached before. */
function moveWeights({ params }: Module): void {
  tidy(() => {
    for (const [name, weights] of Object.entries(params)) {
      weights.assign(add(weights, mul(normalTensor(name, weights.shape), 0.05)));
    }
  });
}

/** Finite gradients that are not zero reach every parameter. */
export async function checkGradients<M extends Module>(subject: Subject<M>): Promise<void> {
  await withModule(subject, async (module) => {
    moveWeights(module);
    const gradients = await gradientsOf(module.params, () => {
      const y = subject.run(module, "train", 4);
      return sum(mul(y, normalTensor("cotangent", y.shape)));
    });
    checkReached(subject.kind, module.params, gradients);
  });
}
