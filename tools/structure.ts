/**
 * `deno task structure`: the sizes of the source files, what imports what, and the files that are perhaps no idea of
 * their own. `tests/house/structure_test.ts` holds the figures.
 *
 * @module
 */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative } from "node:path";

const ROOT = new URL("../", import.meta.url).pathname;
/** Folders of the product; suites, reference data, tools and tests are beside it. */
const ROOMS = [
  ...["core", "envs", "wrappers", "policies", "models", "planners", "evaluations", "tasks", "host", "cli"],
  "bench",
];

/** A source file. */
export interface SourceFile {
  /** Path from the root of the project. */
  readonly path: string;
  /** Lines. */
  readonly lines: number;
  /** Product files that it imports, by path. */
  readonly imports: readonly string[];
}

/** What the figures are. */
export interface Structure {
  /** Number of product files. */
  readonly files: number;
  /** Lines of the middle one. */
  readonly median: number;
  /** Files over 400 lines. */
  readonly long: readonly string[];
  /** Files under 15 lines that are no entry point. */
  readonly short: readonly string[];
  /** Folders with more than 25 source files. */
  readonly full: readonly string[];
  /** Circles of imports, each by its files. */
  readonly circles: readonly (readonly string[])[];
  /** Files shorter than 40 lines that exactly one file imports, a sibling that is no entry point. */
  readonly halves: readonly string[];
}

function listed(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return name === "templates" ? [] : listed(path);
    return name.endsWith(".ts") && !/(_test|\.as|\.d)\.ts$/.test(name) ? [path] : [];
  });
}

/** The product's source files. */
export function sourceFiles(): SourceFile[] {
  const paths = [
    ...ROOMS.flatMap((room) => listed(join(ROOT, room))),
    join(ROOT, "mod.ts"),
    join(ROOT, "builtin.ts"),
  ];
  const known = new Set(paths);
  return paths.map((path) => {
    const text = readFileSync(path, "utf8");
    // What is started by its address is a program of its own; an import of nothing only notes it for caches.
    const code = text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/^(\s*\/\/|import type \{\} from).*$/gm, "");
    const named = [...code.matchAll(/(?:from|import)\s*\(?\s*"(\.[^"]+)"/g)].map(([, to]) =>
      join(dirname(path), to)
    );
    const imports = [...new Set(named)].filter((to) => known.has(to)).map((to) => relative(ROOT, to));
    return { path: relative(ROOT, path), lines: text.split("\n").length - 1, imports };
  });
}

/** Groups of files each of which reaches all others by imports (Tarjan, 1972). */
function circlesOf(files: readonly SourceFile[]): string[][] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const [index, low] = [new Map<string, number>(), new Map<string, number>()];
  const stack: string[] = [];
  const found: string[][] = [];
  const visit = (path: string): void => {
    index.set(path, index.size);
    low.set(path, index.size - 1);
    stack.push(path);
    for (const to of byPath.get(path)?.imports ?? []) {
      if (!index.has(to)) visit(to);
      if (stack.includes(to)) low.set(path, Math.min(low.get(path) ?? 0, low.get(to) ?? 0));
    }
    if (low.get(path) !== index.get(path)) return;
    const circle = stack.splice(stack.indexOf(path));
    if (circle.length > 1) found.push(circle.sort());
  };
  for (const { path } of files) if (!index.has(path)) visit(path);
  return found;
}

/** What others start from: it imports what it gathers, however small. */
const isEntry = (path: string): boolean => /(^|\/)mod\.ts$|^cli\/main\.ts$/.test(path);

/** The figures of some files. */
export function structureOf(files: readonly SourceFile[]): Structure {
  const lines = files.map((file) => file.lines).sort((a, b) => a - b);
  const folders = Map.groupBy(files, ({ path }) => dirname(path));
  const importers = new Map(
    files.map(({ path }) => [path, files.filter((file) => file.imports.includes(path))]),
  );
  return {
    files: files.length,
    median: lines[lines.length >> 1],
    long: files.filter((file) => file.lines > 400).map(({ path }) => path),
    short: files.filter(({ path, lines }) => lines < 15 && !isEntry(path)).map(({ path }) => path),
    full: [...folders].filter(([, inside]) => inside.length > 25).map(([folder]) => folder),
    circles: circlesOf(files),
    halves: files.filter(({ path, lines }) => {
      const [only, ...others] = importers.get(path) ?? [];
      return lines < 40 && only !== undefined && others.length === 0 && !isEntry(only.path) &&
        !isEntry(path) &&
        dirname(only.path) === dirname(path);
    }).map(({ path }) => path),
  };
}

if (import.meta.main) {
  const { files, median, ...lists } = structureOf(sourceFiles());
  console.log(`${files} files, the middle one has ${median} lines`);
  for (const [name, list] of Object.entries(lists)) {
    console.log(`${name}: ${list.length}`);
    for (const entry of list) console.log(`  ${Array.isArray(entry) ? entry.join(" <-> ") : entry}`);
  }
}
