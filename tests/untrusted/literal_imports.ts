/** How a plugin can name a file beyond its folder in its source: what Deno loads before any permission counts. */

/** Files of a plugin by name; `plugin.ts`, or `plugin.tsx`, is what is imported. The secrets lie one folder up. */
export interface Sources {
  readonly [file: string]: string | Uint8Array;
}

/** A source text as a module without a file. */
function asData(source: string): string {
  return `data:application/javascript,${encodeURIComponent(source)}`;
}

/** One section of a WebAssembly module. */
function section(id: number, bytes: readonly number[]): number[] {
  return [id, bytes.length, ...bytes];
}

function text(value: string): number[] {
  return [value.length, ...new TextEncoder().encode(value)];
}

/** A WebAssembly module that imports a function of another module. */
function wasmImporting(specifier: string): Uint8Array {
  const type = section(1, [1, 0x60, 0, 0]);
  const imports = section(2, [1, ...text(specifier), ...text("secret"), 0, 0]);
  return Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, ...type, ...imports);
}

/** A module that reads the secret, and another that names it in a way that Deno refuses. */
function beside(reading: string, refusing: string): Sources {
  return {
    "plugin.ts": 'import secret from "./reads.ts"; import "./refuses.ts"; export default secret;',
    "reads.ts": reading,
    "refuses.ts": refusing,
  };
}

const one = (source: string): Sources => ({ "plugin.ts": source });

/** What is tried, by name; `folder` is the address of the folder in which the secrets lie. */
export const literalImports: { readonly [name: string]: (folder: string) => Sources } = {
  "name a file as text": () => one('import a from "../secret.txt" with { type: "text" }; export default a;'),
  "name a file as JSON": () => one('import a from "../secret.json" with { type: "json" }; export default a;'),
  "name a file as bytes": () =>
    one('import a from "../secret.txt" with { type: "bytes" }; export default a;'),
  "name a file as of an unknown type": () =>
    one('export const a = () => import("../secret.txt", { with: { type: "x" } });'),
  "name a file as JSON and as css": () =>
    beside(
      'import a from "../secret.json" with { type: "json" }; export default a;',
      'export const a = () => import("../secret.json", { with: { type: "css" } });',
    ),
  "name a module as code and as css": () =>
    beside(
      'export { default } from "../secret.ts";',
      'export const a = () => import("../secret.ts", { with: { type: "css" } });',
    ),
  "name a module as code and as JSON": () =>
    beside('export { default } from "../secret.ts";', 'import a from "../secret.ts" with { type: "json" };'),
  "name a module to export from": () => one('export * from "../secret.ts"; export default 1;'),
  "name a module to import later": () => one('export default () => import("../secret.ts");'),
  "name a module to import by need": () => one('import defer * as a from "../secret.ts"; export default a;'),
  "name a module to import as source": () => one('import source a from "../secret.wasm"; export default a;'),
  "name a module for its types": () => one('import type { A } from "../secret.ts"; export default 1;'),
  "name a module in a reference": () => one('/// <reference path="../secret.ts" />\nexport default 1;'),
  "name a module as the types of another": () => ({
    "plugin.ts": '// @deno-types="../secret.ts"\nimport a from "./other.js"; export default a;',
    "other.js": "export default 1;",
  }),
  "name a module to make elements": () => ({
    "plugin.tsx": "/** @jsxImportSource ../secret */\nexport default <a />;",
  }),
  "name a module to require": () => ({
    "plugin.ts": 'import * as a from "./other.cjs"; export default a;',
    "other.cjs": 'try { module.exports = require("../secret.cjs"); } catch {}',
  }),
  "name a module in WebAssembly": () => ({
    "plugin.ts": 'import * as a from "./other.wasm"; export default a;',
    "other.wasm": wasmImporting("../secret.ts"),
  }),
  "name a module in a data: module": (folder) =>
    one(
      `import a from ${
        JSON.stringify(asData(`export { default } from "${folder}/secret.ts";`))
      }; export default a;`,
    ),
  "name a source map": () => one("export default 1;\n//# sourceMappingURL=../secret.map"),
  "name a file by its address": (folder) =>
    one(
      `export default () => import("FILE:${folder.slice(5)}/s%65cret.txt?a#b", { with: { type: "text" } });`,
    ),
  "name a file by an encoded slash": (folder) =>
    one(`export default () => import("${folder}/mine/..%2fsecret.txt", { with: { type: "text" } });`),
  "name a file of another host": () => one('export default () => import("file://host/secret.ts");'),
  "name a file that is not there": () => one('export default () => import("../absent.ts");'),
  "name a link to a file": () => one('import a from "./link.txt" with { type: "text" }; export default a;'),
  "name a file in a link to a folder": () => one('export { default } from "./up/secret.ts";'),
  "name a link to what is not there": () => one('export default () => import("./nowhere.ts");'),
  "name a module of the network": () =>
    one('export default () => import("https://jsr.io/@std/assert/mod.ts");'),
};
