import assert from "node:assert/strict";
import { Thread } from "./thread.ts";

const moduleOf = (code: string) => new URL(`data:text/javascript,${encodeURIComponent(code)}`);

Deno.test("answers come in the order of the requests, and errors with their names", async () => {
  const echo = new Thread<number, number>(moduleOf(`
    self.onmessage = ({ data }) =>
      self.postMessage(data < 0 ? { error: { name: "InputError", message: "no" } } : { ok: data });
  `));
  assert.deepEqual(await Promise.all([echo.ask(1), echo.ask(2)]), [1, 2]);
  await assert.rejects(echo.ask(-1), { name: "InputError", message: "no" });
  await echo.close(3);
});

Deno.test("a worker that dies rejects what waits and what comes after, and can be closed", async () => {
  const dying = new Thread<number, number>(moduleOf(`
    self.onmessage = ({ data }) => {
      if (data === 2) throw new Error("it is gone");
    };
  `));
  const answers = await Promise.allSettled([dying.ask(1), dying.ask(2)]);
  const gone = /^HostError: Cannot go on with a worker: it ended with ".*it is gone", expected it to stay$/;
  for (const answer of answers) assert.match(answer.status === "rejected" ? `${answer.reason}` : "", gone);
  await assert.rejects(dying.ask(3), gone);
  await dying.close(4);
});
