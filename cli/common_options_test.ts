import { Command } from "@commander-js/extra-typings";
import assert from "node:assert/strict";
import { withBackend } from "./common_options.ts";

function threadsOf(...args: readonly string[]): number | undefined {
  const command = withBackend(new Command("check")).exitOverride().configureOutput({ writeErr: () => {} });
  return command.parse(args, { from: "user" }).opts().threads;
}

Deno.test("threads that compute are a number from 1 to 8, or left to the machine", () => {
  assert.equal(threadsOf(), undefined);
  assert.equal(threadsOf("--threads", "1"), 1);
  assert.equal(threadsOf("--threads", "8"), 8);
  for (const wrong of ["0", "9", "1.5", "two", "-1"]) {
    assert.throws(() => threadsOf("--threads", wrong), /is no number of threads, expected 1 to 8/);
  }
});
