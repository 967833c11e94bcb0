import assert from "node:assert/strict";
import fc from "fast-check";
import { nativeActions, normaliseAction, normaliseBlock, planSpace } from "./actions.ts";
import { InputError } from "./errors.ts";
import type { ActionSpace } from "./types.ts";

const finite = fc.double({ min: -1e4, max: 1e4, noNaN: true });

/** Boxes with bounded, unbounded and half-bounded dimensions. */
const boxes = fc.array(
  fc.tuple(finite, fc.double({ min: 0, max: 1e4, noNaN: true }), fc.constantFrom("both", "none", "low")),
  { minLength: 1, maxLength: 4 },
).map((dims): ActionSpace => ({
  kind: "box",
  low: dims.map(([low, , bounds]) => bounds === "none" ? -Infinity : low),
  high: dims.map(([low, width, bounds]) => bounds === "both" ? low + width : Infinity),
}));
const choices = fc.integer({ min: 1, max: 7 }).map((n): ActionSpace => ({ kind: "discrete", n }));
const spaces = fc.oneof(boxes, choices);

Deno.test("planSpace has one dimension for each action of a block, and its bounds", () => {
  assert.deepEqual(planSpace({ kind: "discrete", n: 2 }, 2), {
    size: 4,
    low: [0, 0, 0, 0],
    high: [1, 1, 1, 1],
    choices: 2,
  });
  assert.deepEqual(planSpace({ kind: "box", low: [-Infinity, 3], high: [Infinity, 4] }, 1), {
    size: 2,
    low: [-Infinity, -1],
    high: [Infinity, 1],
  });
  assert.throws(() => planSpace({ kind: "discrete", n: 2 }, 0), InputError);
  assert.throws(() => planSpace({ kind: "discrete", n: 2 }, 1.5), InputError);
});

Deno.test("nativeActions stays within the bounds, whatever the block holds", () => {
  fc.assert(fc.property(
    spaces,
    fc.integer({ min: 1, max: 3 }),
    fc.infiniteStream(fc.double({ noNaN: true })),
    (space, frameskip, numbers) => {
      const block = Float64Array.from([...numbers.take(planSpace(space, frameskip).size)]);
      const natives = nativeActions(space, block);
      assert.equal(natives.length, frameskip);
      for (const native of natives) {
        const low = space.kind === "box" ? space.low : [0];
        const high = space.kind === "box" ? space.high : [space.n - 1];
        // A bound that no float32 lies within has no exact answer.
        native.forEach((value, i) => {
          const representable = Math.fround(low[i]) === low[i] || high[i] - low[i] > 1e-2;
          assert.ok(
            !representable || (value >= low[i] && value <= high[i]),
            `${value} in ${low[i]}…${high[i]}`,
          );
        });
      }
    },
  ));
});

Deno.test("normaliseBlock then nativeActions gives the actions back", () => {
  fc.assert(fc.property(
    spaces,
    fc.array(fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })), { minLength: 1, maxLength: 3 }),
    (space, streams) => {
      const natives = streams.map((numbers) => {
        if (space.kind === "discrete") {
          return Float32Array.of(Math.min(space.n - 1, Math.floor(numbers.next().value * space.n)));
        }
        return Float32Array.from(space.low, (low, i) => {
          const [from, to] = [Math.max(low, -1e4), Math.min(space.high[i], 3e4)];
          return from + (to - from) * numbers.next().value;
        });
      });
      const back = nativeActions(space, normaliseBlock(space, natives));
      back.forEach((native, k) =>
        native.forEach((value, i) => {
          const width = space.kind === "box" ? space.high[i] - space.low[i] : 1;
          const scale = Number.isFinite(width) ? width : 1;
          const tolerance = 1e-6 * (scale + Math.abs(natives[k][i])) + 2 ** -126; // float32, subnormal or not
          assert.ok(Math.abs(value - natives[k][i]) <= tolerance);
        })
      );
    },
  ));
});

Deno.test("bounds become exactly plus and minus one, and come back exactly", () => {
  const space: ActionSpace = { kind: "box", low: [-0.1, 0], high: [0.1, 512] };
  assert.deepEqual(nativeActions(space, [-1, -1, 1, 1]).map((a) => [...a]), [
    [-0.09999999403953552, 0],
    [0.09999999403953552, 512],
  ]);
  assert.deepEqual(normaliseAction(space, [0, 512]), Float32Array.of(0, 1));
});

Deno.test("actions that mean nothing are refused", () => {
  const box: ActionSpace = { kind: "box", low: [0], high: [1] };
  const four: ActionSpace = { kind: "discrete", n: 4 };
  assert.throws(() => normaliseAction(box, [0, 1]), /has 2 numbers, expected 1/);
  assert.throws(() => normaliseAction(box, [NaN]), /NaN at position 0/);
  assert.throws(() => normaliseAction(four, [4]), /choice 4, expected a whole number from 0 to 3/);
  assert.throws(() => nativeActions(four, [1, 0, 0]), /3 numbers, expected a multiple of 4/);
  assert.throws(() => nativeActions(box, []), /0 numbers/);
  assert.throws(() => nativeActions(box, [NaN]), /NaN at position 0/);
});

Deno.test("a choice is the largest entry, the first of equal ones", () => {
  assert.deepEqual(nativeActions({ kind: "discrete", n: 3 }, [0, 5, 5, -1, -2, -3]), [
    Float32Array.of(1),
    Float32Array.of(0),
  ]);
});
