import assert from "node:assert/strict";
import { InputError } from "../errors.ts";
import { checkState } from "./check_state.ts";

Deno.test("a state of the right length passes, another is refused with both lengths", () => {
  checkState(new Float64Array(3), 3);
  assert.throws(
    () => checkState(new Float64Array(2), 3),
    new InputError("Cannot restore a state: it has 2 numbers, expected 3"),
  );
});
