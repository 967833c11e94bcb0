import assert from "node:assert/strict";
import file from "./oracle/nn_primitives.json" with { type: "json" };
import { countLeaks } from "../core/engine/count_leaks.ts";
import { seededRng } from "../core/rng.ts";
import { openTestBackend } from "../tests/backend.ts";
import { primitivesReplayer } from "./primitives.ts";
import type { Discrepancy, OracleFile, OracleTensor } from "./replayer.ts";

await openTestBackend();

const oracle: OracleFile = file;
const { source } = file;
const isOver = ({ error, tolerance }: Discrepancy): boolean => !(error <= tolerance);

Deno.test("layers, activations and losses replay", async () => {
  const leaks = await countLeaks(async () => {
    assert.ok(primitivesReplayer.accepts(oracle));
    const { discrepancies, missing } = await primitivesReplayer.replay(oracle);
    const replayed = new Set(discrepancies.map((one) => one.case));
    const left = Object.values(missing).reduce((sum, n) => sum + n, 0);
    assert.equal(replayed.size + left, file.cases.length);
    assert.equal(replayed.size, 16);
    assert.deepEqual(discrepancies.filter(isOver), []);
  });
  assert.deepEqual(leaks, { tensors: 0, buffers: 0 });
});

Deno.test("a wrong gradient is found out, an unknown kind is counted", async () => {
  const [gelu] = file.cases;
  const grads = { x: { ...gelu.grads.x, data: gelu.grads.x?.data.with(2, 9) } };
  const cases = [{ ...gelu, grads }, { ...gelu, kind: "mish" }];
  const { discrepancies, missing } = await primitivesReplayer.replay({ source, cases });
  assert.deepEqual(discrepancies.filter(isOver).map(({ quantity }) => quantity), ["grad x"]);
  assert.deepEqual(missing, { mish: 1 });
});

type Arrays = { readonly [name: string]: readonly number[] };
type Shapes = { readonly [name: string]: readonly number[] };

interface Recipe {
  readonly kind: string;
  readonly config?: { readonly [name: string]: unknown };
  readonly inputs: Shapes;
  readonly params?: Shapes;
  readonly out: readonly number[];
  /** The operation in plain float64, inputs and weights by name. */
  readonly f: (given: Arrays) => readonly number[];
}

const sizeOf = (shape: readonly number[]): number => shape.reduce((size, n) => size * n, 1);

function central(f: (x: readonly number[]) => number, x: readonly number[]): number[] {
  const h = 1e-4;
  return x.map((value, i) => (f(x.with(i, value + h)) - f(x.with(i, value - h))) / (2 * h));
}

/** A case made up from plain float64, its gradients from differences. */
function made(id: string, { kind, config = {}, inputs, params = {}, out, f }: Recipe) {
  const rng = seededRng(7).fork(id);
  const draw = (shape: readonly number[]): OracleTensor => ({
    shape,
    data: Array.from({ length: sizeOf(shape) }, () => rng.normal()),
  });
  const tensors = (shapes: Shapes) =>
    Object.fromEntries(Object.entries(shapes).map(([name, shape]) => [name, draw(shape)]));
  const [x, w, cotangent] = [tensors(inputs), tensors(params), draw(out)];
  const data: Arrays = Object.fromEntries(
    Object.entries({ ...x, ...w }).map(([name, one]) => [name, one.data]),
  );
  const total = (given: Arrays) => f(given).reduce((sum, y, i) => sum + y * cotangent.data[i], 0);
  const gradients = (shapes: Shapes) =>
    Object.fromEntries(
      Object.entries(shapes).map(([name, shape]) => [
        name,
        { shape, data: central((values) => total({ ...data, [name]: values }), data[name]) },
      ]),
    );
  return {
    ...{ id, kind, config, cotangent },
    ...{ inputs: x, grads: gradients(inputs) },
    ...{ params: w, grad_params: gradients(params) },
    out: { shape: out, data: f(data) },
  };
}

const meanOf = (values: readonly number[]): number => values.reduce((sum, x) => sum + x, 0) / values.length;
const rowsOf = (values: readonly number[], D: number): number[][] =>
  Array.from({ length: values.length / D }, (_, n) => values.slice(n * D, (n + 1) * D));
const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, x, i) => sum + x * b[i], 0);

const LOSSES: { readonly [kind: string]: (difference: number) => number } = {
  mse: (x) => x * x,
  l1: (x) => Math.abs(x),
  smooth_l1: (x) => Math.abs(x) < 1 ? x * x / 2 : Math.abs(x) - 0.5,
};

function loss(kind: string, shape: readonly number[]): Recipe {
  const f = ({ a, b }: Arrays) => [meanOf(a.map((x, i) => LOSSES[kind](x - b[i])))];
  return { kind, inputs: { a: shape, b: shape }, out: [], f };
}

function cosine(shape: readonly number[]): Recipe {
  const D = shape[shape.length - 1];
  const f = ({ a, b }: Arrays) => {
    const to = rowsOf(b, D);
    return rowsOf(a, D).map((row, n) => dot(row, to[n]) / Math.sqrt(dot(row, row) * dot(to[n], to[n])));
  };
  return {
    kind: "cosine_similarity",
    config: { eps: 1e-8 },
    inputs: { a: shape, b: shape },
    out: shape.slice(0, -1),
    f,
  };
}

function nll(reduction: string, target: readonly number[], C: number): Recipe {
  const losses = ({ x }: Arrays) =>
    rowsOf(x, C).map((row, n) => Math.log(row.reduce((sum, x) => sum + Math.exp(x), 0)) - row[target[n]]);
  const f = (given: Arrays) => {
    const each = losses(given);
    if (reduction === "none") return each;
    return [reduction === "sum" ? meanOf(each) * each.length : meanOf(each)];
  };
  const out = reduction === "none" ? [target.length] : [];
  const config = { target, reduction };
  return { kind: "log_softmax_nll", config, inputs: { x: [target.length, C] }, out, f };
}

function layerNorm(shape: readonly number[], params: Shapes): Recipe {
  const D = shape[shape.length - 1];
  const f = ({ x, weight, bias }: Arrays) =>
    rowsOf(x, D).flatMap((row) => {
      const mean = meanOf(row);
      const scale = Math.sqrt(meanOf(row.map((x) => (x - mean) ** 2)) + 1e-3);
      return row.map((x, d) => (x - mean) / scale * (weight?.[d] ?? 1) + (bias?.[d] ?? 0));
    });
  return { kind: "layernorm_eps1e-03", config: { eps: 1e-3 }, inputs: { x: shape }, params, out: shape, f };
}

function convolution(
  [N, I, H, W]: readonly number[],
  [O, K, stride, padding]: readonly number[],
  hasBias: boolean,
): Recipe {
  const [h, w] = [H, W].map((side) => Math.floor((side + 2 * padding - K) / stride) + 1);
  const f = ({ x, weight, bias }: Arrays) =>
    Array.from({ length: N * O * h * w }, (_, at) => {
      const [n, o] = [Math.floor(at / (O * h * w)), Math.floor(at / (h * w)) % O];
      const [top, left] = [Math.floor(at / w) % h * stride - padding, at % w * stride - padding];
      let sum = bias?.[o] ?? 0;
      for (let k = 0; k < I * K * K; k++) {
        const [i, row, column] = [Math.floor(k / (K * K)), top + Math.floor(k / K) % K, left + k % K];
        const inside = row >= 0 && row < H && column >= 0 && column < W;
        if (inside) sum += weight[o * I * K * K + k] * x[((n * I + i) * H + row) * W + column];
      }
      return sum;
    });
  const params = { weight: [O, I, K, K], ...hasBias && { bias: [O] } };
  const config = { kernel: K, stride, padding, dilation: 1 };
  const kind = `conv2d_k${K}s${stride}p${padding}d1`;
  return { kind, config, inputs: { x: [N, I, H, W] }, params, out: [N, O, h, w], f };
}

const RECIPES: { readonly [id: string]: Recipe } = {
  "mse of three axes": loss("mse", [2, 3, 2]),
  "l1 of one axis": loss("l1", [7]),
  "smooth_l1 of four axes": loss("smooth_l1", [2, 1, 3, 2]),
  "cosine of three axes": cosine([2, 3, 4]),
  "cosine of one axis": cosine([5]),
  "nll, mean": nll("mean", [2, 0], 3),
  "nll, sum": nll("sum", [4, 1, 1, 0], 5),
  "nll, each": nll("none", [1, 2, 0], 4),
  "softmax of three axes": {
    kind: "softmax_last",
    inputs: { x: [2, 2, 3] },
    out: [2, 2, 3],
    f: ({ x }) =>
      rowsOf(x, 3).flatMap((row) => {
        const sum = row.reduce((sum, x) => sum + Math.exp(x), 0);
        return row.map((x) => Math.exp(x) / sum);
      }),
  },
  "layer norm of three axes": layerNorm([2, 3, 5], { weight: [5], bias: [5] }),
  "layer norm without weights": layerNorm([4, 3], {}),
  "convolution, batch of 3": convolution([3, 2, 5, 8], [4, 3, 2, 1], true),
  "convolution, even kernel": convolution([1, 1, 9, 6], [2, 4, 2, 1], true),
  "convolution without bias": convolution([2, 3, 4, 5], [2, 2, 1, 0], false),
};

Deno.test("other shapes, batches, reductions and absent weights replay", async () => {
  const cases = Object.entries(RECIPES).map(([id, recipe]) => made(id, recipe));
  const leaks = await countLeaks(async () => {
    const { discrepancies, missing } = await primitivesReplayer.replay({ source, cases });
    assert.deepEqual(missing, {});
    assert.deepEqual(discrepancies.filter(isOver), []);
    const replayed = new Set(discrepancies.map((one) => one.case));
    assert.deepEqual([...replayed], Object.keys(RECIPES));
  });
  assert.deepEqual(leaks, { tensors: 0, buffers: 0 });
});

Deno.test("an output of another size is an infinite error", async () => {
  const one = made("mse", loss("mse", [3]));
  const two = { shape: [2], data: [1, 1] };
  const cases = [{ ...one, out: two, cotangent: two }];
  const { discrepancies } = await primitivesReplayer.replay({ source, cases });
  assert.equal(discrepancies[0].error, Infinity);
});

Deno.test("what the project's code does not do is counted by name, never compared", async () => {
  const mse = made("mse", loss("mse", [3]));
  const turned = made("cosine", cosine([2, 3]));
  const labels = made("nll", nll("mean", [2, 0], 3));
  const image = made("convolution", convolution([1, 2, 4, 4], [2, 3, 1, 1], true));
  const norm = made("norm", layerNorm([2, 3], { weight: [3] }));
  const cases = [
    { ...mse, config: { reduction: "sum" } },
    { ...mse, inputs: { ...mse.inputs, mask: mse.inputs.a } },
    { ...mse, inputs: { a: mse.inputs.a } },
    { ...mse, inputs: { ...mse.inputs, b: { shape: [1, 3], data: [0, 0, 0] } } },
    { ...turned, config: { eps: 1e-3 } },
    { ...turned, config: { dim: 0 } },
    { ...labels, config: { ...labels.config, ignore_index: 1 } },
    { ...labels, config: { ...labels.config, target: [3, 0] } },
    { ...image, config: { ...image.config, groups: 2 } },
    { ...image, config: { ...image.config, stride: [1, 1] } },
    { ...image, params: { ...image.params, weight: { shape: [2, 1, 3, 3], data: Array(18).fill(0) } } },
    { ...norm, config: {} },
    { ...norm, params: { weight: { shape: [2, 3], data: Array(6).fill(1) } } },
    { id: "x", algorithm: "CEM" },
  ];
  const { discrepancies, missing } = await primitivesReplayer.replay({ source, cases });
  assert.deepEqual(discrepancies, []);
  assert.deepEqual(missing, {
    "mse with reduction": 1,
    "mse with mask": 1,
    "mse without b": 1,
    "mse of other shapes": 1,
    "cosine_similarity with eps": 1,
    "cosine_similarity with dim": 1,
    "log_softmax_nll with ignore_index": 1,
    "log_softmax_nll of other shapes": 1,
    "conv2d_k3s1p1d1 with groups": 1,
    "conv2d_k3s1p1d1 with stride": 1,
    "conv2d_k3s1p1d1 of other shapes": 1,
    "layernorm_eps1e-03 with eps": 1,
    "layernorm_eps1e-03 of other shapes": 1,
    "case of another kind": 1,
  });
});
