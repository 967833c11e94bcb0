import { rmSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import builtin from "../../../builtin.ts";
import { Registry } from "../../../core/registry.ts";
import { loadPlugins } from "../../../host/task/load_plugins.ts";
import { mutate } from "../mutate.ts";
import type { Target } from "../target.ts";

const whole = new TextEncoder().encode(`
const options = {
  scale: { type: "number", default: 1, min: 0, description: "factor" },
  sides: { type: "integers", default: [1, 2], min: 1, description: "sides" },
  kind: { type: "choice", choices: ["a", "b"], default: "a", description: "which" },
};
const last = { kind: "cost", description: "last frame", options, make: () => ({ cost: () => null }) };
const still = { kind: "policy", description: "rests", options: {}, make: () => ({ streams: [] }) };
export default { name: "mine", cost: { last }, policy: { still } };
`);

/** Modules of plugins that are trusted, and so are run. */
export const pluginModule: Target = {
  name: "plugin-module",
  cases: 1000,
  mayEnd: true,
  damage: (rng) => mutate(whole, rng),
  read: async (file) => {
    const path = Deno.makeTempFileSync({ suffix: ".mjs" });
    try {
      writeFileSync(path, file);
      const plugins = await loadPlugins([path], pathToFileURL(path));
      const registry = new Registry([builtin, ...plugins]);
      for (const kind of registry.kinds) for (const name of registry.names(kind)) registry.get(kind, name);
    } finally {
      rmSync(path);
    }
  },
};
