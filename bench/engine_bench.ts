/**
 * Speed of the engine on the processor: `deno bench -A bench/engine_bench.ts`. Its peer is
 * PyTorch's convolutional step of the same sizes with `GOMP_SPINCOUNT=0`.
 */
import {
  add,
  conv2d,
  dispose,
  matMul,
  mean,
  relu,
  square,
  type Tensor,
  tensor,
  type Tensor4D,
  tidy,
  valueAndGrads,
} from "@tensorflow/tfjs-core";
import { read } from "../core/engine/mod.ts";
import { seededRng } from "../core/rng.ts";
import { openBackend } from "../host/engine/open_backend.ts";

/** Images a step. */
const BATCH = 512;
const CHANNELS: readonly number[] = [3, 32, 64, 128, 256];

function random(label: string, shape: readonly number[], scale: number): Tensor {
  const rng = seededRng(0).fork(label);
  const size = shape.reduce((product, length) => product * length, 1);
  const values = Float32Array.from({ length: size }, () => scale * (rng.uniform() - 0.5));
  return tensor(values, [...shape]);
}

for (const blas of [true, false]) {
  const products = blas ? "BLAS" : "XNNPACK";
  for (const size of [64, 256, 512, 1024]) {
    Deno.bench({
      name: `${products} product ${size}³`,
      group: `product ${size}`,
      fn: async (bench) => {
        await openBackend("wasm", { blas });
        const [a, b] = [random("a", [size, size], 1), random("b", [size, size], 1)];
        bench.start();
        const product = matMul(a, b);
        bench.end();
        dispose([a, b, product]);
      },
    });
  }
}

/** Four strided convolutions, forwards and backwards, as an encoder of 64 × 64 images has them. */
function convolve(images: Tensor, weights: readonly Tensor[]): Tensor[] {
  return tidy(() => {
    const loss = (...filters: Tensor[]) =>
      mean(square(filters.reduce((x, filter) => {
        const y = conv2d(x as Tensor4D, filter as Tensor4D, 2, 1);
        return relu(add(y, 0.1));
      }, images)));
    const { value, grads } = valueAndGrads(loss)([...weights]);
    return [value, ...grads];
  });
}

for (const blas of [true, false]) {
  Deno.bench({
    name: `${blas ? "BLAS" : "XNNPACK"} convolutional step, ${BATCH} images`,
    group: "convolutional step",
    n: 5,
    warmup: 2,
    fn: async (bench) => {
      await openBackend("wasm", { blas });
      const images = random("images", [BATCH, 64, 64, 3], 1);
      const weights = CHANNELS.slice(1).map((out, i) =>
        random(`filter ${i}`, [4, 4, CHANNELS[i], out], 2 / Math.sqrt(16 * CHANNELS[i]))
      );
      bench.start();
      const results = convolve(images, weights);
      bench.end();
      await read(results);
      dispose([images, ...weights]);
    },
  });
}
