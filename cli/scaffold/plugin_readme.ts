import type { ScaffoldKind } from "./blueprints.ts";

/** What a plugin says of itself before its author does. */
export function pluginReadme(kind: ScaffoldKind, name: string): string {
  return `# ${name}

A plugin for [Orrery](https://jsr.io/@orrery/orrery) with one component: the ${kind} \`${name}\`, in \`mod.ts\`.

\`\`\`sh
deno task test                              # the rules that every ${kind} must keep
deno task train task.jsonc --preset smoke   # trains with it, in seconds
deno publish --dry-run                      # what JSR would get
\`\`\`

Before you publish, put your own scope in the place of \`@my-scope\` in \`deno.json\`, and take \`links\` out, which
points to a checkout of the framework. Others then name the plugin in a task file:

\`\`\`jsonc
"plugins": ["jsr:@my-scope/${name}@^0.1.0"]
\`\`\`
`;
}
