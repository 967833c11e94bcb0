import {
  mul,
  ones,
  reshape,
  slice,
  type Tensor,
  tensor,
  tidy,
  transpose,
  valueAndGrad,
} from "@tensorflow/tfjs-core";
import { read } from "../core/engine/read.ts";
import { sigregQuadrature } from "../models/objectives/sigreg.ts";
import { type Quadrature, slicedEppsPulley } from "../models/objectives/sliced_epps_pulley.ts";
import { compareGradients, compareValue, toTensor } from "./differentiate.ts";
import { hasFields } from "./fields.ts";
import type { Discrepancy, OracleFile, OracleTensor, Replay, Replayer } from "./replayer.ts";
import { tally } from "./tally.ts";

interface SigregCase {
  readonly id: number;
  readonly x: OracleTensor;
  readonly directions_raw: OracleTensor;
  readonly value: number;
  readonly per_time: OracleTensor;
  readonly per_slice?: OracleTensor;
  readonly grad: OracleTensor;
  readonly eb_jepa_epps_pulley_time0?: { readonly value: number; readonly grad: OracleTensor };
}

interface ScalarCase {
  readonly x: readonly number[] | null;
  readonly what: string | null;
  readonly value: number;
  readonly eb_jepa_value: number;
}

const SIGREG = sigregQuadrature(17, 3);

/** eb_jepa's rule: 10 points on [−3, 3], so that t = 1/3, 1, 5/3, 7/3, 3, without the factor N. */
const EB_JEPA: Quadrature = {
  step: 1 / 3,
  weights: Array.from({ length: 9 }, (_, i) => {
    const t = (i + 1) / 3;
    return i % 2 === 1 ? 0 : (i === 8 ? 2 / 3 : 4 / 3) * Math.exp(-t * t / 2);
  }),
};

/** The statistic with its factor N. */
function statistic(latents: Tensor, directions: Tensor): Tensor {
  return mul(slicedEppsPulley(latents, directions, SIGREG), latents.shape[0]);
}

async function valueAndGradient(f: (x: Tensor) => Tensor, x: Tensor): Promise<[Float32Array, Float32Array]> {
  const [value, gradient] = await read(tidy(() => {
    const { value, grad } = valueAndGrad(f)(x);
    return [value, grad];
  }));
  return [value, gradient];
}

/** Reference latents `[T, B, D]` in the project's order. */
const batchFirst = (x: Tensor): Tensor => transpose(x, [1, 0, 2]);

async function replayCase(one: SigregCase): Promise<Discrepancy[]> {
  const name = `case ${one.id}`;
  const [T, B, D] = one.x.shape;
  const S = one.directions_raw.shape[1];
  const x = toTensor(one.x); // [T, B, D]
  const directions = toTensor(one.directions_raw); // [D, S]
  const frame = (t: number) => batchFirst(slice(x, [t, 0, 0], [1, B, D]));
  const [value, grad] = await valueAndGradient((x) => statistic(batchFirst(x), directions), x);
  const frames = tidy(() => Array.from({ length: T }, (_, t) => statistic(frame(t), directions)));
  const slices = tidy(() =>
    Array.from(
      { length: one.per_slice ? T * S : 0 },
      (_, i) => statistic(frame(Math.floor(i / S)), slice(directions, [0, i % S], [D, 1])),
    )
  );
  const perTime = (await read(frames)).map(([value]) => value);
  const perSlice = (await read(slices)).map(([value]) => value);
  const found = [
    compareValue(name, "value", value, [one.value]),
    compareValue(name, "per time", perTime, one.per_time.data),
    ...(one.per_slice ? [compareValue(name, "per slice", perSlice, one.per_slice.data)] : []),
    ...compareGradients(name, { x: grad }, { x: one.grad }),
  ];
  const other = one.eb_jepa_epps_pulley_time0;
  if (other) {
    const first = tidy(() => slice(x, [0, 0, 0], [1, B, D]));
    const [value, grad] = await valueAndGradient(
      (x) => slicedEppsPulley(batchFirst(x), directions, EB_JEPA),
      first,
    );
    found.push(compareValue(name, "eb_jepa value", value, [other.value]));
    found.push(...compareGradients(name, { "eb_jepa x": grad }, { "eb_jepa x": other.grad }));
    first.dispose();
  }
  x.dispose();
  directions.dispose();
  return found;
}

/** Latents of one slice: a list, or so many zeros in words; nothing where the words say something else. */
function scalars({ x, what }: ScalarCase): readonly number[] | undefined {
  const zeros = /^(\d+) zeros?$/.exec(what ?? "");
  return x ?? (zeros ? Array<number>(Number(zeros[1])).fill(0) : undefined);
}

async function replayScalar(one: ScalarCase, x: readonly number[]): Promise<Discrepancy[]> {
  const [value, other] = await read(tidy(() => {
    const latents = reshape(tensor([...x]), [x.length, 1, 1]);
    return [statistic(latents, ones([1, 1])), slicedEppsPulley(latents, ones([1, 1]), EB_JEPA)];
  }));
  const name = `scalars ${one.what ?? `[${x}]`}`;
  return [
    compareValue(name, "value", value, [one.value]),
    compareValue(name, "eb_jepa value", other, [one.eb_jepa_value]),
  ];
}

const isSigreg = (one: unknown): one is SigregCase =>
  hasFields(one, ["x", "directions_raw", "value", "per_time", "grad"]);

/** Replays SIGReg with given directions, also by eb_jepa's quadrature. */
export const sigregReplayer: Replayer = {
  name: "SIGReg",
  accepts: ({ cases, scalar_cases }: OracleFile): boolean =>
    cases.some(isSigreg) || Array.isArray(scalar_cases),
  replay: async (file: OracleFile): Promise<Replay> => {
    const discrepancies: Discrepancy[] = [];
    const missing: string[] = [];
    for (const one of file.cases as readonly unknown[]) {
      if (isSigreg(one)) discrepancies.push(...await replayCase(one));
      else missing.push("case of another kind");
    }
    for (const one of (file.scalar_cases ?? []) as readonly ScalarCase[]) {
      const x = scalars(one);
      if (x) discrepancies.push(...await replayScalar(one, x));
      else missing.push(`scalars "${one.what}"`);
    }
    return { discrepancies, missing: tally(missing) };
  },
};
