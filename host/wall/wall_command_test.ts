import assert from "node:assert/strict";
import { HostError } from "../../core/errors.ts";
import { denoProgram, wallCommand } from "./wall_command.ts";

const ADDRESS = "file:///plugins/mine.ts";

Deno.test("the command grants nothing, loads nothing new and hands over no variable of the host's", () => {
  const { args, env } = wallCommand(ADDRESS);
  assert.deepEqual(args.filter((part) => /allow|-A|-P|inspect|eval/.test(part)), []);
  for (const flag of ["--no-prompt", "--cached-only", "--no-remote"]) assert.ok(args.includes(flag), flag);
  assert.ok(args.some((part) => part.includes("--max-old-space-size=")));
  assert.deepEqual(Object.keys(env).sort(), ["DENO_DIR", "DENO_WEBGPU_BACKEND", "NO_COLOR"]);
  assert.equal(env.DENO_WEBGPU_BACKEND, "noop");
});

Deno.test("a plugin from a registry may take modules of the network from the cache", () => {
  assert.ok(!wallCommand("jsr:@acme/mazes@1").args.includes("--no-remote"));
});

Deno.test("an address is quoted where it becomes code", () => {
  const entry = wallCommand('file:///a");Deno.exit(3);("').args.at(-1) ?? "";
  const source = decodeURIComponent(entry.slice(entry.indexOf(",") + 1));
  assert.ok(source.includes('import("file:///a\\");Deno.exit(3);(\\"")'), source);
});

Deno.test({
  name: "without permission to run deno there is no wall, and one sentence says so",
  permissions: { read: true, run: false, env: true, write: true, sys: true },
  fn: () => {
    assert.throws(
      denoProgram,
      new HostError(
        "Cannot load an untrusted plugin: this process may not run deno, expected permission by --allow-run=deno",
      ),
    );
  },
});
