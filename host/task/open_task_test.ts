import assert from "node:assert/strict";
import { HostError, InputError } from "../../core/errors.ts";
import { isTaskPath, openTask } from "./open_task.ts";

const tasks = { tworoom: "{}", pusht: "{ }" };

Deno.test("a target is a path when it ends like a task file", () => {
  assert.deepEqual(["a.jsonc", "a/task.json", "tworoom", "a.json5"].map(isTaskPath), [
    true,
    true,
    false,
    false,
  ]);
});

Deno.test("a name finds a built-in task, a path a file", async () => {
  assert.deepEqual((await openTask("pusht", tasks)).text, "{ }");
  const path = await Deno.makeTempFile({ suffix: ".jsonc" });
  try {
    await Deno.writeTextFile(path, '{"name": "é"}');
    const { text, file, base } = await openTask(path, tasks);
    assert.deepEqual([text, file], ['{"name": "é"}', path]);
    assert.ok(base.href.startsWith("file:///") && base.href.endsWith(".jsonc"));
    await Deno.writeFile(path, Uint8Array.of(0x7b, 0xff, 0x7d));
    await assert.rejects(
      openTask(path, tasks),
      new InputError(
        `Cannot read ${path}: found bytes that are not UTF-8, expected a text file`,
      ),
    );
  } finally {
    await Deno.remove(path);
  }
});

Deno.test("unknown names and missing files are refused, a folder is trouble with the disk", async () => {
  const refuse = (target: string, message: string) =>
    assert.rejects(openTask(target, tasks), new InputError(message));
  await refuse("two-rom", 'Cannot find task "two-rom": did you mean "tworoom"?');
  await refuse(
    "constructor",
    'Cannot find task "constructor": there is "tworoom", "pusht", and a task of your own is a path that ends in .jsonc',
  );
  await refuse("absent.jsonc", "Cannot read absent.jsonc: there is no such file, expected a task file");
  const folder = await Deno.makeTempDir({ suffix: ".json" });
  try {
    await assert.rejects(openTask(folder, tasks), HostError);
  } finally {
    await Deno.remove(folder);
  }
});
