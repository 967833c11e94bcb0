import config from "../../deno.json" with { type: "json" };
import type { Json } from "../../core/types.ts";

const PACKAGE = `jsr:${config.name}@^${config.version}`;
const TENSORS = ["@tensorflow/tfjs-core", "@tensorflow/tfjs-backend-cpu"] as const;

type Verb = "check" | "train" | "evaluate" | "plan" | "demo" | "list";

/** The same command line, with the same permissions, from the package. */
function fromPackage(verb: Verb): string {
  return config.tasks[verb].command.replace("cli/main.ts", `${PACKAGE}/cli`);
}

/** What the configuration of a plugin depends on. */
export interface PluginConfigOptions {
  /** Name of the component, and of the package. */
  readonly name: string;
  /** The texts of its sources. */
  readonly sources: string;
  /** Folder of a checkout to take the framework from; by default JSR. */
  readonly checkout: string | undefined;
}

/**
 * The `deno.json` of a plugin. With a checkout it says so under `links`, so that the plugin works before the framework
 * is published, and without a network.
 */
export function pluginConfig({ name, sources, checkout }: PluginConfigOptions): Json {
  const { imports, tasks } = config;
  const tensors = TENSORS.filter((part) => sources.includes(`"${part}"`));
  return {
    name: `@my-scope/${name}`,
    version: "0.1.0",
    license: "MIT",
    exports: "./mod.ts",
    imports: {
      [config.name]: PACKAGE,
      // The framework's own version: tensors of two copies of tfjs do not mix.
      ...Object.fromEntries(tensors.map((part) => [part, imports[part]])),
    },
    ...(checkout !== undefined && { links: [checkout] }),
    tasks: {
      compute: tasks.compute.command,
      files: tasks.files.command,
      test: "deno test --allow-read --allow-env",
      check: `${fromPackage("check")} ./mod.ts`,
      train: fromPackage("train"),
      evaluate: fromPackage("evaluate"),
      plan: fromPackage("plan"),
      demo: fromPackage("demo"),
      list: fromPackage("list"),
    },
    // As the framework itself is checked; an optional property left out is not one that is undefined.
    compilerOptions: { exactOptionalPropertyTypes: true },
    fmt: { lineWidth: config.fmt.lineWidth, proseWrap: "preserve" },
    exclude: ["runs"],
    publish: { exclude: ["mod_test.ts", "deno.lock"] },
  };
}
