import assert from "node:assert/strict";
import { InputError } from "../errors.ts";
import type { ActionSpace } from "../types.ts";
import { checkAction, checkState, checkStream } from "./checks.ts";

const box: ActionSpace = { kind: "box", low: [-1, -Infinity], high: [1, Infinity] };
const choice: ActionSpace = { kind: "discrete", n: 3 };

Deno.test("finite actions of the right length pass, beyond the bounds too", () => {
  checkAction(box, Float32Array.of(5, -1000));
  checkAction(choice, Float32Array.of(2));
});

Deno.test("what no world can take is refused", () => {
  const cases: readonly [ActionSpace, number[], string][] = [
    [box, [0], "Cannot step: the action has 1 numbers, expected 2"],
    [box, [0, NaN], "Cannot step: the action has NaN at position 1, expected a finite number"],
    [box, [-Infinity, 0], "Cannot step: the action has -Infinity at position 0, expected a finite number"],
    [choice, [3], "Cannot step: the action is 3, expected a choice from 0 to 2"],
    [choice, [0.5], "Cannot step: the action is 0.5, expected a choice from 0 to 2"],
  ];
  for (
    const [action, kind] of [
      [undefined, "of type undefined"],
      [null, "null"],
      ["1, 2", "of type string"],
      [[0, 0], "of type Array"],
      [{ length: 2 }, "of type Object"],
      [Float64Array.of(0, 0), "of type Float64Array"],
      [Object.create(null), "of type object"],
    ]
  ) {
    assert.throws(
      () => Reflect.apply(checkAction, undefined, [box, action]),
      new InputError(`Cannot step: the action is ${kind}, expected a Float32Array`),
    );
  }
  for (const [space, action, message] of cases) {
    assert.throws(() => checkAction(space, Float32Array.from(action)), new InputError(message));
  }
});

Deno.test("a state of the right length passes, another is refused with both lengths", () => {
  checkState(new Float64Array(3), 3);
  assert.throws(
    () => checkState(new Float64Array(2), 3),
    new InputError("Cannot restore a state: it has 2 numbers, expected 3"),
  );
});

const observations = { pixels: { shape: [1, 1, 3], dtype: "uint8" } } as const;

Deno.test("a stream that there is passes, another is refused with the nearest", () => {
  checkStream(observations, "pixels");
  for (const stream of ["pixel", "toString"]) {
    assert.throws(
      () => checkStream(observations, stream),
      (error) => error instanceof InputError && error.message.startsWith(`Cannot observe "${stream}": `),
    );
  }
});
