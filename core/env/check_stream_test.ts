import assert from "node:assert/strict";
import { InputError } from "../errors.ts";
import { checkStream } from "./check_stream.ts";

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
