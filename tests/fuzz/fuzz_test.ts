import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { damagedFile } from "./damaged_file.ts";
import { fuzzTarget } from "./fuzz_target.ts";
import { outcomeOf } from "./outcome.ts";
import type { Target } from "./target.ts";
import { targets } from "./targets/mod.ts";

/** Files of a target in every run of the tests; those of HDF5 are read in a process of their own. */
const CASES: { readonly [target: string]: number } = {
  "task-file": 20_000,
  "checkpoint-file": 20_000,
  "run-folder": 100,
  "plugin-module": 50,
};

for (const target of targets.filter(({ name }) => Object.hasOwn(CASES, name))) {
  Deno.test(`a damaged ${target.name} is read, or refused in one sentence`, async () => {
    const kinds = new Set<string>();
    for (let number = 0; number < CASES[target.name]; number++) {
      const { kind, message } = await outcomeOf(target, damagedFile(target, 1, number));
      assert.notEqual(kind, "failed", `case ${number}: ${message}`);
      kinds.add(kind);
    }
    assert.deepEqual([...kinds].sort(), ["read", "refused"]);
  });
}

Deno.test("damaged HDF5 files never reach this process", async () => {
  const target = { name: "hdf5-file", mayEnd: true };
  const { read, refused, ended, failures } = await fuzzTarget({ target, seed: 1, cases: 40 });
  assert.deepEqual(failures, []);
  assert.equal(read + refused + ended.length, 40);
  assert.ok(read > 0 && refused > 0);
});

Deno.test("files that once went wrong are read, or refused in one sentence", async (t) => {
  const folder = new URL("./kept/", import.meta.url);
  for (const file of readdirSync(folder)) {
    await t.step(file, async () => {
      const target = targets.find(({ name }) => file.startsWith(name));
      assert.ok(target, "named after its target");
      const { kind, message } = await outcomeOf(target, readFileSync(new URL(file, folder)));
      assert.notEqual(kind, "failed", message);
    });
  }
});

Deno.test("an error with a stack, or of two lines, is a failure", async () => {
  const throwing = (error: unknown): Target => ({
    name: "throwing",
    cases: 1,
    mayEnd: false,
    damage: () => new Uint8Array(),
    read: () => {
      throw error;
    },
  });
  const named = (message: string) => Object.assign(new Error(message), { name: "InputError" });
  for (
    const error of [
      new TypeError("x"),
      "text",
      named("Cannot a\nb"),
      named("no"),
      named("Cannot " + "a".repeat(3000)),
    ]
  ) {
    assert.equal((await outcomeOf(throwing(error), new Uint8Array())).kind, "failed", String(error));
  }
  assert.equal((await outcomeOf(throwing(named("Cannot read it")), new Uint8Array())).kind, "refused");
});

Deno.test("a process that ends, or hangs, in the middle of a case is told of, and another goes on", async () => {
  const source = `
    const [, , from, to] = Deno.args;
    const print = (line) => Deno.stdout.writeSync(new TextEncoder().encode(JSON.stringify(line) + "\\n"));
    print({ ready: true });
    for (let number = Number(from); number < Number(to); number++) {
      if (number === 2) Deno.exit(9);
      if (number === 4) for (;;);
      const [ms, rss] = [number === 6 ? 1001 : 1, number === 7 ? 769 : 1];
      print({ number, kind: number === 5 ? "failed" : "read", ms, rss, message: "" });
    }`;
  const program = `data:application/javascript,${encodeURIComponent(source)}`;
  const target = { name: "fake", mayEnd: false };
  const { read, ended, failures } = await fuzzTarget({ target, seed: 0, cases: 9, program, silenceMs: 2000 });
  assert.deepEqual([read, ended.map(({ message }) => message)], [6, [
    "it ended the process with 9",
    "it hung",
  ]]);
  assert.deepEqual(failures.map(({ number }) => number), [2, 4, 5, 6, 7]);
});
