import assert from "node:assert/strict";
import type { ColumnSpec } from "../types.ts";
import { checkRows } from "./check_rows.ts";

const columns: ColumnSpec[] = [{ name: "pixels", shape: [2], dtype: "uint8" }];
const source = { lengths: [3, 1], columns };

Deno.test("checkRows gives the column when the rows are there", () => {
  assert.equal(checkRows(source, 0, "pixels", 1, 2), columns[0]);
  assert.equal(checkRows(source, 1, "pixels", 1, 0), columns[0]);
});

Deno.test("checkRows says what is not there", () => {
  assert.throws(() => checkRows(source, 0, "pixel", 0, 1), /column "pixel": did you mean "pixels"\?/);
  assert.throws(() => checkRows(source, 2, "pixels", 0, 1), /episode 2 of "pixels": there are 2 episodes/);
  assert.throws(() => checkRows(source, NaN, "pixels", 0, 1), /episode NaN/);
  assert.throws(() => checkRows(source, 0, "pixels", 2, 2), /rows 2 to 4 of "pixels" in episode 0: it has 3/);
  assert.throws(() => checkRows(source, 0, "pixels", -1, 1), /rows -1 to 0/);
  assert.throws(() => checkRows(source, 0, "pixels", 0.5, 1), /rows 0.5 to 1.5/);
});
