import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import type { Plugin } from "../../core/types.ts";
import { examinePlugin } from "../../testing/mod.ts";
import { openTestBackend } from "../backend.ts";

await openTestBackend();
const PAGE = new URL("../../docs/plugins.md", import.meta.url);
const modules = [...readFileSync(PAGE, "utf8").matchAll(/```ts\n([^]*?)```/g)]
  .map(([, code]) => code).filter((code) => code.includes("export default plugin"));

Deno.test("the plugins of the page for authors pass the suites", async () => {
  assert.ok(modules.length >= 2);
  for (const code of modules) {
    const { default: plugin }: { default: Plugin } = await import(
      `data:application/typescript,${encodeURIComponent(code)}`
    );
    for (const finding of await examinePlugin(plugin)) assert.equal(finding.problem, undefined, plugin.name);
  }
});
