import assert from "node:assert/strict";
import { killDrill } from "./kill_drill.ts";

Deno.test("a run that is killed at random moments comes to the same bytes by the same command", async () => {
  const { kills, runs } = await killDrill({ kills: 3, seed: 1, signal: "SIGKILL" });
  assert.ok(kills === 3 && runs >= 1);
});
