import assert from "node:assert/strict";
import { nextTurn } from "./next_turn.ts";

/** Works for longer than signals may wait. */
function work(): void {
  const end = performance.now() + 30;
  while (performance.now() < end);
}

Deno.test("a signal is heard in the first turn after it came, however busy the process is", async () => {
  let heard = false;
  const listener = () => {
    heard = true;
  };
  Deno.addSignalListener("SIGUSR2", listener);
  for (let trial = 0; trial < 10; trial++) {
    heard = false;
    await nextTurn();
    Deno.kill(Deno.pid, "SIGUSR2");
    work();
    await nextTurn();
    assert.ok(heard, `trial ${trial}`);
  }
  Deno.removeSignalListener("SIGUSR2", listener);
});
