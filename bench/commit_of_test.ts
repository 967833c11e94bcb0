import assert from "node:assert/strict";
import { commitOf } from "./commit_of.ts";

Deno.test("a folder that is no clone has no commit, nor has one that is not there", () => {
  assert.equal(commitOf("/"), undefined);
  assert.equal(commitOf("/no-such-folder"), undefined);
});
