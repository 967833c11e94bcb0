import assert from "node:assert/strict";

const ROOT = new URL("./", import.meta.url).pathname;

/** Programs with an option that they cannot use. */
const WRONG: readonly (readonly [program: string, option: string, text: string])[] = [
  ["fuzz/fuzz.ts", "cases", "x"],
  ["fuzz/fuzz.ts", "seed", "-1"],
  ["crash/kill_drill.ts", "kills", "0"],
  ["crash/kill_drill.ts", "seed", "1e3"],
  ["soak/run_soak.ts", "steps", "1.5"],
  ["soak/run_soak.ts", "plans", ""],
];

for (const [program, option, text] of WRONG) {
  Deno.test(`${program} refuses --${option}=${text} in one sentence`, async () => {
    const args = ["run", "-A", "--no-check", `${ROOT}${program}`, `--${option}=${text}`];
    const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), { args }).output();
    const said = new TextDecoder().decode(stderr);
    assert.equal(code, 2, said);
    assert.match(
      said,
      new RegExp(`^Cannot use --${option}: found "${text}", expected a whole number from [01]\n$`),
    );
    assert.equal(stdout.length, 0);
  });
}
