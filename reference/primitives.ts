import { dispose } from "@tensorflow/tfjs-core";
import { read } from "../core/engine/read.ts";
import type { Module, Variables } from "../core/types.ts";
import { compareGradients, compareValue, differentiate, load, named, toVariables } from "./differentiate.ts";
import { hasFields } from "./fields.ts";
import { missingInPrimitive, type PrimitiveCase, primitiveOf } from "./primitive.ts";
import type { Discrepancy, OracleFile, Replay, Replayer } from "./replayer.ts";
import { tally } from "./tally.ts";

async function compareRunning(
  { id, running_after: after }: PrimitiveCase,
  module: Module,
): Promise<Discrepancy[]> {
  if (!after) return [];
  const { running_mean, running_var } = module.buffers;
  const [means, variances] = await read([running_mean.clone(), running_var.clone()]);
  return [
    compareValue(id, "running mean", means, after.mean.data),
    compareValue(id, "running var", variances, after.var.data),
  ];
}

async function replayCase(one: PrimitiveCase): Promise<Discrepancy[]> {
  const { apply, places = {}, module = { params: {}, buffers: {} } } = primitiveOf(one);
  load(module, places, one.params ?? {});
  const inputs: Variables = toVariables(one.inputs);
  const { out, gradients } = await differentiate(() => apply(inputs), {
    variables: { ...inputs, ...named(module, places) },
    cotangent: one.cotangent,
    places,
  });
  const running = await compareRunning(one, module);
  dispose([inputs, module.params, module.buffers]);
  return [
    compareValue(one.id, "out", out, one.out.data),
    ...compareGradients(one.id, gradients, { ...one.grads, ...one.grad_params }),
    ...running,
  ];
}

const isPrimitive = (one: unknown): one is PrimitiveCase =>
  hasFields(one, ["kind", "config", "inputs", "out", "cotangent", "grads"]);

const missingIn = (one: unknown): string | undefined =>
  isPrimitive(one) ? missingInPrimitive(one) : "case of another kind";

/** Replays layers, activations and losses. */
export const primitivesReplayer: Replayer = {
  name: "primitives",
  accepts: ({ cases }: OracleFile): boolean => cases.some(isPrimitive),
  replay: async ({ cases }: OracleFile): Promise<Replay> => {
    const all: readonly unknown[] = cases;
    const discrepancies: Discrepancy[] = [];
    for (const one of all.filter((one) => !missingIn(one)) as readonly PrimitiveCase[]) {
      discrepancies.push(...await replayCase(one));
    }
    return { discrepancies, missing: tally(all.flatMap((one) => missingIn(one) ?? [])) };
  },
};
