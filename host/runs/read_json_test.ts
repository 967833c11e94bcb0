import assert from "node:assert/strict";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readJson } from "./read_json.ts";

const form = {
  action: "read it",
  expected: "a number",
  valid: (value: unknown): value is number => typeof value === "number",
};

Deno.test("another content is shown, a file that cannot be read is the disk's matter", async () => {
  const folder = await Deno.makeTempDir();
  const path = join(folder, "a.json");
  writeFileSync(path, "7");
  assert.equal(readJson(path, form), 7);
  for (const [text, shown] of [["{", '"{"'], ['"a"', '"\\"a\\""'], ["", '""']]) {
    writeFileSync(path, text);
    assert.throws(() => readJson(path, form), {
      name: "InputError",
      message: `Cannot read it: found ${shown}, expected a number`,
    });
  }
  rmSync(path);
  mkdirSync(path);
  for (const unreadable of [path, join(folder, "b.json")]) {
    assert.throws(() => readJson(unreadable, form), { name: "HostError", message: /^Cannot read it: E/ });
  }
  rmSync(folder, { recursive: true });
});
