import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { inFolder } from "../../tests/fixtures/in_folder.ts";
import { OnceEach } from "./wasm.ts";

const module = new URL("./open_backend.ts", import.meta.url).href;
const config = fileURLToPath(new URL("../../deno.json", import.meta.url));

/** What a process of its own says, which opens two threads, then one, and may read what it is told. */
async function openings(folder: string, permissions: readonly string[]): Promise<readonly string[]> {
  const script = join(folder, "open.ts");
  writeFileSync(
    script,
    `import { openBackend } from ${JSON.stringify(module)};
     for (const threads of [2, 1]) {
       const said = await openBackend("wasm", { threads, blas: false })
         .then(({ threads }) => "threads: " + threads, ({ name, message }) => name + ": " + message);
       console.log(said);
     }`,
  );
  const { stdout } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "--no-prompt", "--no-lock", "--config", config, "--allow-env", ...permissions, script],
    stderr: "inherit",
  }).output();
  return new TextDecoder().decode(stdout).trim().split("\n");
}

Deno.test("a process that may not read what threads load is told all that it must, and one thread is enough", () =>
  inFolder(async (folder) => {
    const [two, one] = await openings(folder, []);
    const refusal =
      /^HostError: Cannot open the wasm backend: .* may not be read, expected (--allow-read=(\S+?)(?:,\S+)?)(, or one thread by --threads 1)?$/;
    const [, all, file, hint] = refusal.exec(two) ?? assert.fail(two);
    assert.ok(hint, two);
    assert.equal(refusal.exec(one)?.[1], `--allow-read=${file}`);
    assert.deepEqual(await openings(folder, [`--allow-read=${file}`]), [
      two.replace(`${file} and `, ""),
      "threads: 1",
    ]);
    assert.deepEqual(await openings(folder, [all]), ["threads: 2", "threads: 1"]);
  }));

Deno.test({
  name: "threads end when others are asked for",
  ignore: Deno.build.os !== "linux",
  fn: async () => {
    const script = `
      const { openBackend } = await import(${JSON.stringify(module)});
      const names = () => [...Deno.readDirSync("/proc/self/task")].map(({ name }) => {
        try {
          return Deno.readTextFileSync("/proc/self/task/" + name + "/comm");
        } catch {
          return "it has ended";
        }
      });
      const workers = () => names().filter((name) => name.startsWith("worker-")).length;
      for (const threads of [2, 3, 2]) await openBackend("wasm", { threads, blas: false });
      for (let look = 0; look < 500 && workers() !== 1; look++) await new Promise((later) => setTimeout(later, 10));
      console.log(workers());
    `;
    const args = ["eval", "--no-lock", "--config", config, script];
    const { stdout } = await new Deno.Command(Deno.execPath(), { args, stderr: "inherit" }).output();
    assert.equal(new TextDecoder().decode(stdout).trim(), "1");
  },
});

Deno.test("what was begun is given again by its key", async () => {
  const once = new OnceEach<number>();
  let begun = 0;
  const begin = () => Promise.resolve(++begun);
  assert.deepEqual(await Promise.all([once.get("a", begin), once.get("a", begin), once.get("b", begin)]), [
    1,
    1,
    2,
  ]);
  assert.equal(await once.get("a", begin), 1);
});

Deno.test("what was forgotten is begun anew", async () => {
  const once = new OnceEach<number>();
  await once.get("a", () => Promise.resolve(1));
  once.forget("a");
  assert.equal(await once.get("a", () => Promise.resolve(2)), 2);
});

Deno.test("what failed can be tried again", async () => {
  const once = new OnceEach<number>();
  await assert.rejects(once.get("a", () => Promise.reject(new Error("no memory"))), /no memory/);
  assert.equal(await once.get("a", () => Promise.resolve(7)), 7);
});
