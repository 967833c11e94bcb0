import { dispose } from "@tensorflow/tfjs-core";
import { read } from "../core/engine/read.ts";
import { mlpProjector } from "../core/nn/linear.ts";
import { seededRng } from "../core/rng.ts";
import type { Mode } from "../core/types.ts";
import {
  compareGradients,
  compareValue,
  differentiate,
  load,
  named,
  type OracleTensors,
  type Places,
  toVariables,
} from "./differentiate.ts";
import { hasFields, unreadFields } from "./fields.ts";
import type { Discrepancy, OracleFile, OracleTensor, Replay, Replayer } from "./replayer.ts";
import { tally } from "./tally.ts";

interface Pass {
  readonly out: OracleTensor;
  readonly grad_x: OracleTensor;
  readonly grad_params: OracleTensors;
  readonly running_mean_after?: OracleTensor;
  readonly running_var_after?: OracleTensor;
}

interface ProjectorCase {
  readonly id: number;
  readonly dims: { readonly input: number; readonly hidden: number; readonly output: number };
  readonly params: OracleTensors;
  readonly running_mean: OracleTensor;
  readonly running_var: OracleTensor;
  readonly x: OracleTensor;
  readonly cotangent: OracleTensor;
  readonly eval: Pass;
  readonly train: Pass;
}

const PLACES: Places = {
  "net.0.weight": { name: "hidden.weight", axes: [1, 0] },
  "net.0.bias": { name: "hidden.bias" },
  "net.1.weight": { name: "norm.weight" },
  "net.1.bias": { name: "norm.bias" },
  "net.3.weight": { name: "output.weight", axes: [1, 0] },
  "net.3.bias": { name: "output.bias" },
};

const BUFFERS: Places = {
  running_mean: { name: "norm.running_mean" },
  running_var: { name: "norm.running_var" },
};

async function replayPass(one: ProjectorCase, mode: Mode, pass: Pass): Promise<Discrepancy[]> {
  const projector = mlpProjector(one.dims, seededRng(0));
  load(projector, PLACES, one.params);
  load(projector, BUFFERS, { running_mean: one.running_mean, running_var: one.running_var });
  const input = toVariables({ x: one.x });
  const { out, gradients } = await differentiate(() => projector.apply(input.x, mode), {
    variables: { ...input, ...named(projector, PLACES) },
    cotangent: one.cotangent,
    places: PLACES,
  });
  const name = `${one.id} ${mode}`;
  const after = [
    [pass.running_mean_after ?? one.running_mean, "norm.running_mean"],
    [pass.running_var_after ?? one.running_var, "norm.running_var"],
  ] as const;
  const buffers = await read(after.map(([, buffer]) => projector.buffers[buffer].clone()));
  dispose([input, projector.params, projector.buffers]);
  return [
    compareValue(name, "out", out, pass.out.data),
    ...compareGradients(name, gradients, { x: pass.grad_x, ...pass.grad_params }),
    ...after.map(([{ data }, buffer], i) => compareValue(name, buffer, buffers[i], data)),
  ];
}

const isProjector = (one: unknown): one is ProjectorCase =>
  hasFields(one, ["dims", "params", "running_mean", "running_var", "x", "cotangent", "eval", "train"]);

/** What the project has no code for in a case: other layers, or layers without one of the weights. */
function missingIn(one: unknown): string | undefined {
  if (!isProjector(one)) return "case of another kind";
  const [extra] = unreadFields(one.params, Object.keys(PLACES));
  if (extra) return `projector with ${extra}`;
  const absent = Object.keys(PLACES).find((name) => !Object.hasOwn(one.params, name));
  return absent && `projector without ${absent}`;
}

/** Replays LeWorldModel's projector with BatchNorm, in both modes. */
export const projectorReplayer: Replayer = {
  name: "projector",
  accepts: ({ cases }: OracleFile): boolean => cases.some(isProjector),
  replay: async ({ cases }: OracleFile): Promise<Replay> => {
    const all: readonly unknown[] = cases;
    const discrepancies: Discrepancy[] = [];
    for (const one of all.filter((one) => !missingIn(one)) as readonly ProjectorCase[]) {
      discrepancies.push(...await replayPass(one, "infer", one.eval));
      discrepancies.push(...await replayPass(one, "train", one.train));
    }
    return { discrepancies, missing: tally(all.flatMap((one) => missingIn(one) ?? [])) };
  },
};
