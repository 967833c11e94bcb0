import assert from "node:assert/strict";
import { HostError } from "../../core/errors.ts";
import { addressesIn, readGraph } from "./module_graph.ts";

Deno.test("every address of a graph is found, wherever it stands and whatever is wrong with it", () => {
  const found = addressesIn({
    version: 1,
    roots: ["file:///mine/a.ts"],
    modules: [
      { specifier: "file:///broken.json", error: "The import attribute type of css is unsupported." },
      {
        specifier: "file:///mine/a.ts",
        dependencies: [
          { specifier: "./b.ts", code: { specifier: "file:///b.ts" }, type: { specifier: "file:///b.d.ts" } },
          { specifier: "../unresolved.ts", code: { error: "no" }, isDynamic: true },
          { specifier: "/rooted.ts", code: { error: "no" } },
          { specifier: "FILE:///Upper.ts", code: { error: "no" } },
          { specifier: "zod", code: { error: "no" } },
        ],
        typesDependency: { specifier: "./c", dependency: { specifier: "file:///c.d.ts" } },
        maybeSourceMapDependency: { specifier: "../d.map" },
      },
    ],
    redirects: { "file:///from.ts": "file:///to.ts" },
    imports: [{ referrer: "file:///mine/deno.json", dependencies: [{ specifier: "file:///global.d.ts" }] }],
  });
  assert.deepEqual([...found].filter((address) => !address.startsWith("file:///mine/")).sort(), [
    "file:///Upper.ts",
    "file:///b.d.ts",
    "file:///b.ts",
    "file:///broken.json",
    "file:///c.d.ts",
    "file:///d.map",
    "file:///from.ts",
    "file:///global.d.ts",
    "file:///rooted.ts",
    "file:///to.ts",
    "file:///unresolved.ts",
  ]);
});

Deno.test("a list of modules that fails, is of another form or never ends is refused in one sentence", async () => {
  const program = (code: string) => ({ command: Deno.execPath(), args: ["eval", code], env: {} });
  const refuse = (code: string, found: string, deadline?: number) =>
    assert.rejects(
      readGraph("./mine.ts", program(code), deadline),
      new HostError(
        `Cannot read the imports of untrusted plugin "./mine.ts": deno info ${found}, expected a list of its modules`,
      ),
    );
  await refuse("Deno.exit(3)", "ended with exit code 3");
  const form = "gave another form of list than this version knows";
  await refuse("console.log('{')", form);
  await refuse(`console.log('{ "version": 2, "roots": ["a"], "modules": [], "redirects": {} }')`, form);
  await refuse("console.log('null')", form);
  await refuse("setInterval(() => {}, 1000)", "did not end within 0.5 s, or took too much memory", 500);
});
