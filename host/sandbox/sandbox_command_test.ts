import assert from "node:assert/strict";
import { HostError } from "../../core/errors.ts";
import { denoProgram, infoCommand, sandboxCommand } from "./sandbox_command.ts";

const ADDRESS = "file:///plugins/mine.ts";

Deno.test("the command grants its files, loads nothing new and hands over no variable of the host's", () => {
  const { args, env } = sandboxCommand(ADDRESS, ["/plugins/mine.ts", "/plugins/own.json"]);
  assert.deepEqual(args.filter((part) => /allow|-A|-P|inspect|eval/.test(part)), [
    "--allow-read=/plugins/mine.ts",
    "--allow-read=/plugins/own.json",
  ]);
  for (const flag of ["--no-prompt", "--cached-only", "--no-remote"]) assert.ok(args.includes(flag), flag);
  assert.ok(args.some((part) => part.includes("--max-old-space-size=")));
  assert.deepEqual(Object.keys(env).sort(), [
    "DENO_DIR",
    "DENO_NO_PACKAGE_JSON",
    "DENO_WEBGPU_BACKEND",
    "NO_COLOR",
  ]);
  assert.equal(env.DENO_WEBGPU_BACKEND, "noop");
});

Deno.test("modules are listed and loaded under the same options and variables", () => {
  for (const address of [ADDRESS, "jsr:@acme/mazes@1"]) {
    const [info, sandbox] = [infoCommand(address), sandboxCommand(address, [])];
    const loading = (args: readonly string[]) =>
      args.filter((part, i) =>
        /^--(no-remote|no-config|config|lock)$/.test(part) || /^--(config|lock)$/.test(args[i - 1])
      );
    assert.deepEqual(loading(info.args), loading(sandbox.args));
    assert.ok(loading(sandbox.args).length > 0);
    for (const [name, value] of Object.entries(sandbox.env)) assert.equal(info.env[name], value, name);
    const more = Object.keys(info.env).filter((name) => !(name in sandbox.env));
    assert.deepEqual(
      more.filter((name) => !/PROXY$|^DENO_(CERT|TLS_CA_STORE|AUTH_TOKENS)$|^SSL_/i.test(name)),
      [],
    );
  }
});

Deno.test("a plugin from a registry may take modules of the network from the cache", () => {
  assert.ok(!sandboxCommand("jsr:@acme/mazes@1", []).args.includes("--no-remote"));
});

Deno.test("an address becomes no code, and is not read out of the source", () => {
  const { args } = sandboxCommand('file:///a");Deno.exit(3);("', []);
  assert.equal(args.at(-1), 'file:///a");Deno.exit(3);("');
  assert.ok(!decodeURIComponent(args.at(-2) ?? "").includes("Deno.exit"));
});

Deno.test({
  name: "without permission to run deno there is no sandbox, and one sentence says so",
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
