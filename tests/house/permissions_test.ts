import assert from "node:assert/strict";
import config from "../../deno.json" with { type: "json" };
import { blasCandidates } from "../../host/backends/blas_candidates.ts";

const commands = Object.entries(config.tasks).map(([name, { command }]) => ({ name, command }));

Deno.test("the permission for native code is for the libraries that are looked for, and stands once", () => {
  const lists = commands.flatMap(({ command }) => command.match(/--allow-ffi=\S+/g) ?? []);
  assert.equal(lists.length, 1);
  const builds = [["linux", "x86_64"], ["linux", "aarch64"], ["darwin", "aarch64"]] as const;
  // A bare name needs the unlimited grant, which no verb has.
  const sought = builds.flatMap(([os, arch]) => blasCandidates({ os, arch })).filter((path) =>
    path.startsWith("/")
  );
  assert.deepEqual(lists[0].slice("--allow-ffi=".length).split(",").sort(), [...new Set(sought)].sort());
});

Deno.test("verbs are short lines over the two sets of permissions, each with a description", () => {
  for (const { name, command } of commands) {
    assert.doesNotMatch(command, /(^|\s)(-A|--allow-all)\b/, name);
    if (command.includes("cli/main.ts")) {
      assert.match(command, /^deno task --quiet (compute|files) cli\/main\.ts( [a-z]+)?$/, name);
    }
  }
  for (const [name, { description }] of Object.entries(config.tasks)) {
    assert.match(description, /^[^\n]{10,80}$/, name);
  }
});
