import assert from "node:assert/strict";
import process from "node:process";
import { guarded, h5 } from "./engine.ts";

Deno.test("the library adds no listeners to the process", () => {
  for (const event of ["uncaughtException", "unhandledRejection", "exit", "SIGINT"]) {
    assert.equal(process.listenerCount(event), 0, event);
  }
});

Deno.test("guarded throws what the library only prints, and nothing of it reaches the terminal", async () => {
  const code = `
    import { guarded, h5 } from ${JSON.stringify(new URL("engine.ts", import.meta.url).href)};
    try {
      guarded((reason) => new Error("caught: " + reason), () => new h5.File("/nowhere/x.h5", "r"));
    } catch (error) {
      console.log(error.message);
    }
  `;
  const { stdout, stderr, code: exit } = await new Deno.Command(Deno.execPath(), {
    args: ["eval", "--quiet", code],
    cwd: new URL("../../..", import.meta.url),
  }).output();
  assert.equal(exit, 0);
  assert.equal(new TextDecoder().decode(stdout), "caught: No such file or directory\n");
  assert.equal(new TextDecoder().decode(stderr), "");
});

Deno.test("guarded gives back the result, and forgets old failures", () => {
  assert.throws(
    () => guarded((reason) => new TypeError(reason), () => new h5.File("/nowhere/x.h5", "r")),
    TypeError,
  );
  assert.equal(guarded((reason) => new TypeError(reason), () => 5), 5);
});
