import assert from "node:assert/strict";
import fc from "fast-check";
import { seededRng } from "../../rng.ts";
import { openSimdKernels } from "./simd.ts";
import { type GemmArguments, stridesOf, withSmallGemm } from "./matmul.ts";

const memory = new WebAssembly.Memory({ initial: 4, maximum: 4, shared: true });
const floats = new Float32Array(memory.buffer);
const SPACE = 20_000;

/** The matmul by its definition. */
function plain(args: GemmArguments, at: (offset: number) => number): number[] {
  const { transposeA, transposeB, m, n, k, a, b } = args;
  const [strideA, strideB] = stridesOf(args);
  return Array.from({ length: m * n }, (_, index) => {
    const [i, j] = [Math.floor(index / n), index % n];
    return Array.from({ length: k }, (_, p) =>
      at(a / 4 + (transposeA ? p * strideA + i : i * strideA + p)) *
      at(b / 4 + (transposeB ? j * strideB + p : p * strideB + j))).reduce((sum, x) => sum + x, 0);
  });
}

const length = fc.integer({ min: 1, max: 20 });
const gap = fc.integer({ min: 0, max: 5 });
const matmuls = fc.tuple(fc.boolean(), fc.boolean(), length, length, length, gap).map((
  [transposeA, transposeB, m, n, k, gap],
): GemmArguments => ({
  ...{ transposeA, transposeB, m, n, k, accumulate: false },
  ...{ a: 0, b: 4 * SPACE, c: 8 * SPACE },
  strideA: (transposeA ? m : k) + gap,
  strideB: (transposeB ? k : n) + gap,
  strideC: n + gap,
}));

Deno.test("small matmuls are their definition, whatever is transposed and however far rows lie apart", () => {
  let passedOn = 0;
  const gemm = withSmallGemm(openSimdKernels(memory), () => passedOn++, 4096);
  fc.assert(
    fc.property(matmuls, fc.nat(), (args, seed) => {
      const rng = seededRng(seed);
      for (let i = 0; i < 3 * SPACE; i++) floats[i] = i < 2 * SPACE ? rng.integer(16) + 1 : 99;
      const before = passedOn;
      gemm(args);
      const { transposeA, transposeB, m, n, k } = args;
      assert.equal(passedOn - before, Number((transposeA && transposeB) || m * n * k > 4096));
      if (passedOn > before) return;
      const [, , strideC] = stridesOf(args);
      const expected = plain(args, (offset) => floats[offset]);
      for (let i = 0; i < m; i++) {
        const row = [...floats.subarray(2 * SPACE + i * strideC, 2 * SPACE + i * strideC + strideC)];
        assert.deepEqual(row, [...expected.slice(i * n, i * n + n), ...Array(strideC - n).fill(99)]);
      }
    }),
    { numRuns: 60 },
  );
});

Deno.test("what adds to a result, or sums nothing, is the library's", () => {
  let passedOn = 0;
  const gemm = withSmallGemm(openSimdKernels(memory), () => passedOn++, 4096);
  const one = { transposeA: false, transposeB: false, m: 1, n: 1, k: 1, a: 0, b: 4, c: 8, accumulate: false };
  gemm({ ...one, accumulate: true });
  gemm({ ...one, k: 0 });
  assert.equal(passedOn, 2);
});
