import assert from "node:assert/strict";
import * as tf from "@tensorflow/tfjs-core";
import fc from "fast-check";
import { openBackend } from "../../../host/backends/open_backend.ts";
import { InputError } from "../../errors.ts";
import { countLeaks } from "../count_leaks.ts";
import { read } from "../read.ts";
import { agrees, random, results } from "../../../tests/engine/agrees.ts";

const side = fc.integer({ min: 1, max: 4 });
const convolution = fc.record({
  batch: fc.integer({ min: 1, max: 3 }),
  height: fc.integer({ min: 4, max: 9 }),
  width: fc.integer({ min: 4, max: 9 }),
  channels: fc.constantFrom(1, 3, 40),
  out: fc.constantFrom(1, 5, 16),
  kernel: fc.tuple(side, side),
  strides: fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 })),
  pad: fc.oneof(
    fc.constantFrom("same" as const, "valid" as const, 0, 1, 2),
    fc.tuple(side, side, side, side).map(([a, b, c, d]): tf.backend_util.ExplicitPadding => [
      [0, 0],
      [a - 1, b - 1],
      [c - 1, d - 1],
      [0, 0],
    ]),
  ),
});

Deno.test("conv2d and its gradients agree with the reference for any size, stride and padding", async () => {
  await fc.assert(
    fc.asyncProperty(convolution, async ({ batch, height, width, channels, out, kernel, strides, pad }) => {
      await agrees(() => {
        const x = random([batch, height, width, channels]);
        const filter = random([...kernel, channels, out], 2);
        const y = tf.conv2d(x, filter, strides, pad);
        const dy = random(y.shape, 3);
        const attrs = { strides, pad, dataFormat: "NHWC" };
        const run = (name: string, inputs: tf.NamedTensorMap, more: { readonly [name: string]: number[] }) =>
          tf.engine().runKernel<tf.Tensor>(name, inputs, { ...attrs, ...more });
        return [
          y,
          run("Conv2DBackpropInput", { dy, filter }, { inputShape: x.shape }),
          run("Conv2DBackpropFilter", { x, dy }, { filterShape: filter.shape }),
        ];
      });
    }),
    { numRuns: 40, seed: 1 },
  );
});

Deno.test("a dilated conv2d agrees with the reference", () =>
  agrees(() => {
    const [x, filter] = [random([2, 9, 8, 3]), random([3, 2, 3, 5], 2)];
    return [tf.conv2d(x, filter, 1, "same", "NHWC", 2), tf.conv2d(x, filter, 1, "valid", "NHWC", [2, 3])];
  }));

Deno.test("a convolution larger than its scratch is the sum of its parts", () =>
  agrees(() => {
    const [x, filter] = [random([3, 40, 40, 16]), random([5, 5, 16, 4], 2)];
    const grads = tf.grads((a: tf.Tensor, b: tf.Tensor) =>
      tf.sum(tf.square(tf.conv2d(a as tf.Tensor4D, b as tf.Tensor4D, 1, "same")))
    );
    return grads([x, filter]);
  }));

Deno.test("a matmul broadcasts leading axes on both sides", async () => {
  await openBackend("reference");
  const expected = await results(() => {
    const [a, b] = [random([2, 1, 3, 4]), random([5, 4, 2], 2)];
    return [tf.matMul(tf.tile(a, [1, 5, 1, 1]), tf.tile(tf.expandDims(b, 0), [2, 1, 1, 1]))];
  });
  await agrees(() => [tf.matMul(random([2, 1, 3, 4]), random([5, 4, 2], 2))], expected);
});

Deno.test("matmuls of any size and transposition agree with the reference", async () => {
  const size = fc.integer({ min: 1, max: 40 });
  const shapes = fc.tuple(fc.constantFrom([], [1], [3]), size, size, size, fc.boolean(), fc.boolean());
  await fc.assert(
    fc.asyncProperty(shapes, async ([lead, m, k, n, turnA, turnB]) => {
      await agrees(() => {
        const a = random([...lead, ...turnA ? [k, m] : [m, k]]);
        const b = random([...lead, ...turnB ? [n, k] : [k, n]], 2);
        return [tf.matMul(a as tf.Tensor, b as tf.Tensor, turnA, turnB)];
      });
    }),
    { numRuns: 30, seed: 1 },
  );
});

Deno.test("transpose agrees with the reference for any rank, type and order", async () => {
  const shapeAndOrder = fc.array(fc.constantFrom(1, 2, 3, 5, 130), { minLength: 1, maxLength: 5 })
    .filter((shape) => tf.util.sizeFromShape(shape) < 20000)
    .chain((shape) => {
      const axes = shape.map((_, axis) => axis);
      return fc.tuple(fc.constant(shape), fc.shuffledSubarray(axes, { minLength: axes.length }));
    });
  await fc.assert(
    fc.asyncProperty(shapeAndOrder, async ([shape, perm]) => {
      await agrees(() => {
        const x = random(shape);
        const integers = tf.cast(tf.mul(x, 1000), "int32");
        return [x, integers, tf.greater(x, 0)].map((tensor) => tf.transpose(tensor as tf.Tensor, perm));
      });
    }),
    { numRuns: 40, seed: 1 },
  );
});

Deno.test("slice, split and concat agree with the reference for any rank, type and part", async () => {
  const parts = fc.array(fc.tuple(fc.constantFrom(1, 2, 3, 5, 9), fc.nat(8), fc.nat(8)), {
    minLength: 1,
    maxLength: 4,
  });
  await fc.assert(
    fc.asyncProperty(parts, fc.nat(3), async (parts, at) => {
      const shape = parts.map(([length]) => length);
      const begin = parts.map(([length, a]) => a % length);
      const size = parts.map(([length, a, b]) => 1 + b % (length - a % length));
      const axis = at % shape.length;
      const cut = [begin[axis], -1];
      await agrees(() => {
        const x = random(shape);
        const kinds = [x, tf.cast(tf.mul(x, 1000), "int32"), tf.greater(x, 0)];
        return kinds.flatMap((tensor: tf.Tensor) => {
          const pieces = tf.split(tensor, cut, axis);
          const joined = tf.concat([tensor, ...pieces, tensor], axis);
          return [tf.slice(tensor, begin, size), ...pieces.filter(({ size }) => size > 0), joined];
        });
      });
    }),
    { numRuns: 30, seed: 1 },
  );
});

Deno.test("what does not fit is refused on wasm, before memory is touched", async () => {
  await openBackend("wasm");
  tf.tidy(() => {
    const x = tf.tensor1d([1, 2, 3, 4, 5]);
    assert.throws(() => tf.concat([tf.ones([2, 3]), tf.ones([2, 4])], 0), /Shape of tensors\[1\]/);
    for (const parts of [2, [4, 4], [-1, -1], [-2, 7], [7, -1], [2, 2], [2.5, 2.5]]) {
      assert.throws(() => tf.split(x, parts), InputError, `${parts}`);
    }
    assert.throws(() => tf.tile(tf.tensor1d(["a"]), [2]), InputError);
    assert.throws(() => tf.matMul(tf.ones([2, 3]), tf.ones([4, 5])), /sums over 3 and 4/);
    assert.throws(() => tf.matMul(tf.ones([2, 3]), tf.ones([5, 4]), false, true), /sums over 3 and 4/);
    const whole = tf.ones([2, 2], "int32");
    assert.throws(() => tf.matMul(whole, whole), /types int32 and int32/);
    const ids = tf.tensor1d([0, 1, 0], "int32");
    assert.throws(() => tf.unsortedSegmentSum(tf.ones([2, 3]), ids, 2), InputError);
  });
});

Deno.test("sum and mean agree with the reference for any axes and integers", async () => {
  const shapeAndAxes = fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 5 })
    .chain((shape) => fc.tuple(fc.constant(shape), fc.subarray(shape.map((_, axis) => axis)), fc.boolean()));
  await fc.assert(
    fc.asyncProperty(shapeAndAxes, async ([shape, axes, keep]) => {
      await agrees(() => {
        const x = tf.add(random(shape), 3);
        const integers = tf.cast(tf.mul(x, 1000), "int32");
        return [
          tf.sum(x, axes, keep),
          tf.mean(x, axes, keep),
          tf.sum(integers, axes, keep),
          tf.mean(integers, axes),
          tf.mean(tf.greater(x, 3), axes),
        ];
      });
    }),
    { numRuns: 40, seed: 1 },
  );
});

Deno.test("a mean over millions of values keeps seven digits", async () => {
  await openBackend("wasm");
  const [[mean], columns] = await read(tf.tidy(() => {
    const x = tf.fill([1 << 20, 4], 0.1);
    return [tf.mean(x), tf.mean(x, 0)];
  }));
  for (const value of [mean, ...columns]) assert.ok(Math.abs(value - 0.1) < 1e-8, `mean ${value}`);
});

Deno.test("a tensor falls apart along any axis as in the reference", () =>
  agrees(() => {
    const x = random([3, 4, 2, 5]);
    return [0, 1, 2, -1].flatMap((axis) => tf.unstack(x, axis));
  }));

Deno.test("tile agrees with the reference", () =>
  agrees(() => {
    const x = random([2, 3, 4]);
    return [
      tf.tile(x as tf.Tensor, [2, 1, 3]),
      tf.tile(tf.greater(x, 0), [1, 4, 1]),
      tf.broadcastTo(tf.scalar(3), [4, 5]),
      tf.tile(random([1, 200]) as tf.Tensor, [3, 2]),
    ];
  }));

Deno.test("a segment sum leaves ids outside out", async () => {
  await openBackend("wasm");
  const [sums] = await results(() => {
    const ids = tf.tensor1d([1, -1, 1, 7], "int32");
    return [tf.unsortedSegmentSum(tf.tensor2d([[1, 2], [3, 4], [5, 6], [7, 8]]), ids, 3)];
  });
  assert.deepEqual([...sums], [0, 0, 6, 8, 0, 0]);
});

Deno.test("a clone shares memory with its tensor and outlives it", async () => {
  await openBackend("wasm");
  const leaks = await countLeaks(async () => {
    const original = tf.tensor1d([1, 2, 3]);
    const copy = tf.clone(original);
    original.dispose();
    assert.deepEqual([...(await read([copy]))[0]], [1, 2, 3]);
  });
  assert.deepEqual(leaks, { tensors: 0, buffers: 0 });
});
