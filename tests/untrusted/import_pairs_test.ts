import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { addressesIn, readGraph } from "../../host/sandbox/module_graph.ts";
import { infoCommand } from "../../host/sandbox/sandbox_command.ts";
import { loadSandboxed } from "../../host/sandbox/sandboxed_plugin.ts";
import { inFolder } from "../fixtures/in_folder.ts";

const SECRET = "SECRET";

/** A WebAssembly module that exports a number under the name of the secret. */
const wasm = Uint8Array.of(
  ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 6, 6, 1, 0x7f, 0, 0x41, 42, 0x0b],
  ...[7, 10, 1, 6, ...new TextEncoder().encode(SECRET), 3, 0],
);

/** Files that tell the secret, by ending. */
const kinds: { readonly [ending: string]: string | Uint8Array } = {
  json: `{ "a": "${SECRET}" }`,
  txt: SECRET,
  ts: `export const a: string = "${SECRET}";`,
  cjs: `exports.${SECRET} = 1;`,
  wasm,
};

const typed = (type: string): string => type && ` with { type: "${type}" }`;

/** How a module gets at a file. */
const readings = ["", "json", "text", "bytes"].map((type) => (file: string) =>
  `import * as got from "${file}"${typed(type)};
export default Object.values(got).map((part) => part instanceof Uint8Array ? new TextDecoder().decode(part) : JSON.stringify(part)).join() + Object.keys(got);`
);

/** How another module names the same file, which may change what Deno says of it. */
const namings: readonly ((file: string) => string)[] = [
  () => "export {};",
  ...["css", "x", "json", ""].map((type) => (file: string) =>
    `export default () => import("${file}"${type && `, { with: { type: "${type}" } }`});`
  ),
  ...["json", "text"].map((type) => (file: string) =>
    `import got from "${file}"${typed(type)}; export default got;`
  ),
  (file) => `import type { A } from "${file}";`,
  (file) => `export default () => import.source("${file}");`,
  (file) => `export {};\n//# sourceMappingURL=${file}`,
];

/** A plugin that loads one pair after the other, and tells what it got as its policies' descriptions. */
const plugin = (pairs: number) => `
const policy = {};
for (let i = 0; i < ${pairs}; i++) {
  const got = await import("./pair" + i + ".js").then((module) => module.default, (error) => String(error));
  policy["p" + i] = { kind: "policy", description: got || "nothing", options: {}, make: () => {} };
}
export default { name: "pairs", policy };
`;

/** Writes a plugin of pairs of modules, each pair around a secret of its own beside the plugin's folder. */
function writePairs(folder: string): { readonly own: string[]; readonly secrets: string[] } {
  const [own, secrets]: [string[], string[]] = [[], []];
  mkdirSync(join(folder, "mine"));
  const write = (list: string[], path: string, content: string | Uint8Array) => {
    writeFileSync(join(folder, path), content);
    list.push(join(folder, path));
  };
  for (const [ending, content] of Object.entries(kinds)) {
    for (const reading of readings) {
      for (const naming of namings) {
        for (const first of [true, false]) {
          const i = secrets.length;
          write(secrets, `secret${i}.${ending}`, content);
          write(own, `mine/reads${i}.js`, reading(`../secret${i}.${ending}`));
          write(own, `mine/names${i}.ts`, naming(`../secret${i}.${ending}`));
          const imports = [`import got from "./reads${i}.js";`, `import "./names${i}.ts";`];
          write(
            own,
            `mine/pair${i}.js`,
            [...(first ? imports : imports.reverse()), "export default got;"].join("\n"),
          );
        }
      }
    }
  }
  write(own, "mine/all.ts", secrets.map((_, i) => `import "./pair${i}.js";`).join("\n"));
  write(own, "mine/plugin.js", plugin(secrets.length));
  return { own, secrets };
}

/** What the plugin gets at when it may read some files. */
function got(address: string, files: readonly string[]): readonly string[] {
  const sandboxed = loadSandboxed("./plugin.js", address, files);
  sandboxed.close();
  return Object.values(sandboxed.plugin.policy ?? {}).map(({ description }) => description);
}

Deno.test("whichever two ways name a file, it is seen before anything is loaded, and not read after", () =>
  inFolder(async (temporary) => {
    const folder = await Deno.realPath(temporary);
    const { own, secrets } = writePairs(folder);
    const address = (name: string) => pathToFileURL(join(folder, "mine", name)).href;
    const graph = await readGraph("./all.ts", infoCommand(address("all.ts")));
    const seen = [...addressesIn(graph)].filter((one) => one.startsWith("file:")).map((one) =>
      fileURLToPath(one)
    );
    assert.deepEqual(secrets.filter((path) => !seen.includes(path)), []);

    const withLeave = got(address("plugin.js"), [...own, ...secrets]);
    assert.equal(withLeave.length, secrets.length);
    const readable = withLeave.filter((text) => text.includes(SECRET)).length;
    assert.ok(readable > 50, `${readable} of ${secrets.length} pairs read their file when they may`);
    const without = got(address("plugin.js"), own);
    assert.equal(without.length, secrets.length);
    assert.deepEqual(without.filter((text) => text.includes(SECRET)), []);
  }));
