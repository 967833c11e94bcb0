import assert from "node:assert/strict";
import { nextTurn } from "./next_turn.ts";

function work(ms: number): void {
  const end = performance.now() + ms;
  while (performance.now() < end);
}

Deno.test("a signal is heard in the first turn after it came, however busy the process is", async () => {
  let heard = false;
  const listener = () => {
    heard = true;
  };
  Deno.addSignalListener("SIGUSR2", listener);
  for (let trial = 0; trial < 5; trial++) {
    heard = false;
    await nextTurn();
    Deno.kill(Deno.pid, "SIGUSR2");
    // Longer than signals may wait.
    work(120);
    await nextTurn();
    assert.ok(heard, `trial ${trial}`);
  }
  Deno.removeSignalListener("SIGUSR2", listener);
});

Deno.test("messages of another thread come in while this one is busy, more often than signals are looked for", async () => {
  const code = "self.onmessage = ({ data }) => self.postMessage(data)";
  const worker = new Worker(new URL(`data:text/javascript,${encodeURIComponent(code)}`), { type: "module" });
  const here = Promise.withResolvers<void>();
  let messages = 0;
  worker.onmessage = () => {
    messages++;
    here.resolve();
    worker.postMessage("again");
  };
  worker.postMessage("first");
  await here.promise;
  for (let turn = 0; turn < 100; turn++) {
    work(2);
    await nextTurn();
  }
  worker.terminate();
  assert.ok(messages > 10, `${messages} messages`);
});
