import assert from "node:assert/strict";
import { HostError, InputError } from "../../core/errors.ts";
import { Channel } from "./channel.ts";
import type { SandboxCommand } from "./sandbox_command.ts";

/** A process that runs some code instead of a plugin. */
function running(code: string): SandboxCommand {
  const address = `data:application/javascript,${encodeURIComponent(code)}`;
  return { command: Deno.execPath(), args: ["run", "--no-prompt", "--no-config", address], env: {} };
}

const ask = (channel: Channel, deadline = 5000) => channel.ask("try", { ask: "plugin" }, [], deadline);

Deno.test("a program that is not there is told", () => {
  const channel = new Channel('"mine"', { command: "/no/such/program", args: [], env: {} });
  assert.throws(
    () => ask(channel),
    new HostError(
      'Cannot try: no process could be started for untrusted plugin "mine", expected permission to run deno',
    ),
  );
  channel.close();
});

Deno.test("after a process has failed once, every question gets the same sentence, at once", () => {
  const channel = new Channel('"mine"', running("setInterval(() => {}, 1000)"));
  const hung = new InputError(
    'Cannot try: untrusted plugin "mine" gave no answer within 0.5 s, expected one',
  );
  assert.throws(() => ask(channel, 500), hung);
  assert.throws(() => ask(channel, 60_000), hung);
  channel.close();
});

Deno.test("a question that is too large is refused, and the process lives on", () => {
  const channel = new Channel('"mine"', running("Deno.exit(5)"));
  assert.throws(
    () => channel.ask("try", { ask: "plugin" }, [new Float64Array(2 ** 22)], 5000),
    /^InputError: Cannot try: a message of \d+ bytes for plugin "mine", expected at most 33554432$/,
  );
  assert.throws(() => ask(channel), /ended its process with exit code 5, expected an answer$/);
  channel.close();
});
