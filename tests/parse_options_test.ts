import assert from "node:assert/strict";

/** What a program with the options --write and --seed says to some arguments, and how it ends. */
async function answer(
  ...given: readonly string[]
): Promise<{ readonly code: number; readonly said: string }> {
  const module = new URL("./parse_options.ts", import.meta.url).href;
  const options = '{ write: { type: "boolean" }, seed: { type: "string" } }';
  const program = `import { parseOptions } from "${module}"; parseOptions({ options: ${options} });`;
  const { code, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "--no-check", `data:text/typescript,${encodeURIComponent(program)}`, ...given],
  }).output();
  return { code, said: new TextDecoder().decode(stderr) };
}

Deno.test("options that a program does not have end it with one sentence", async () => {
  assert.deepEqual(await answer("--write", "--seed", "3"), { code: 0, said: "" });
  assert.deepEqual(await answer("--wrte"), { code: 2, said: 'Cannot use --wrte: did you mean "--write"?\n' });
  for (const given of ["--seed", "--write=5", "place"]) {
    const { code, said } = await answer(given);
    assert.equal(code, 2, said);
    assert.match(said, /^Cannot read the options: [^\n]+, expected --write, --seed\n$/);
  }
});
