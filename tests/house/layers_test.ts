import assert from "node:assert/strict";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import builtin from "../../builtin.ts";
import { Registry } from "../../core/registry.ts";
import { tasks } from "../../tasks/mod.ts";

const ROOT = new URL("../../", import.meta.url).pathname;
const COMPONENTS = ["envs", "wrappers", "models", "planners", "policies", "evaluations"];
const PURE = ["core", ...COMPONENTS];

/** What each room may import from, besides itself. */
const MAY_IMPORT: { readonly [room: string]: readonly string[] } = {
  core: [],
  envs: ["core"],
  wrappers: ["core"],
  models: ["core"],
  planners: ["core"],
  policies: ["core"],
  evaluations: ["core"],
  tasks: [],
  "builtin.ts": ["core", ...COMPONENTS],
  "mod.ts": ["core", "builtin.ts", "tasks", ...COMPONENTS],
  host: ["core", "builtin.ts", "tasks", "deno.json"],
  testing: ["core", "envs"],
  reference: ["core", "envs", "models", "planners"],
  bench: ["core", "builtin.ts", "tasks", "host", "reference"],
  tools: ["core", "builtin.ts", "host", "bench", "deno.json"],
  cli: ["core", "builtin.ts", "tasks", "host", "testing", "reference", "bench", "tools", "deno.json"],
};

function sources(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return sources(path);
    return /\.ts$/.test(name) && !/_(test|bench)\.ts$/.test(name) ? [path] : [];
  });
}

const ROOMS = Object.keys(MAY_IMPORT);
const FILES = ROOMS.flatMap((room) => room.endsWith(".ts") ? [join(ROOT, room)] : sources(join(ROOT, room)));

/** Specifiers of imports and re-exports; text in comments does not count. */
function imports(path: string): string[] {
  const code = readFileSync(path, "utf8").replace(/\/\*[\s\S]*?\*\//g, "").replace(/^\s*\/\/.*$/gm, "");
  return [...code.matchAll(/(?:from|import)\s*\(?\s*"([^"]+)"/g)].map(([, specifier]) => specifier);
}

const roomOf = (path: string): string => relative(ROOT, path).split("/")[0];

Deno.test("arrows between rooms point one way", () => {
  const wrong = FILES.flatMap((file) =>
    imports(file).filter((specifier) => specifier.startsWith(".")).flatMap((specifier) => {
      const from = roomOf(file);
      const to = roomOf(join(dirname(file), specifier));
      return from === to || MAY_IMPORT[from].includes(to) ? [] : [`${relative(ROOT, file)} → ${specifier}`];
    })
  );
  assert.deepEqual(wrong, []);
});

Deno.test("core and components reach for nothing of the machine", () => {
  const wrong = FILES.filter((file) => PURE.includes(roomOf(file))).flatMap((file) => {
    const code = readFileSync(file, "utf8").replace(/\/\*[\s\S]*?\*\//g, "").replace(/\/\/.*$/gm, "");
    const reached = imports(file).filter((specifier) => /^node:|h5wasm/.test(specifier));
    if (/\bDeno\./.test(code)) reached.push("Deno");
    return reached.map((what) => `${relative(ROOT, file)} uses ${what}`);
  });
  assert.deepEqual(wrong, []);
});

Deno.test("core and host know no task, world or published system by name", () => {
  const names = [
    ...Object.keys(tasks),
    ...new Registry([builtin]).names("env"),
    "lewm",
    "leworldmodel",
    "i-?jepa",
  ];
  const known = new RegExp(names.join("|"), "i");
  const wrong = FILES.filter((file) => ["core", "host"].includes(roomOf(file))).filter((file) =>
    known.test(readFileSync(file, "utf8").replace(/\/\*[\s\S]*?\*\//g, "").replace(/\/\/.*$/gm, ""))
  );
  assert.deepEqual(wrong.map((file) => relative(ROOT, file)), []);
});

Deno.test("source files are short", () => {
  const lines = FILES.map((file) =>
    [readFileSync(file, "utf8").split("\n").length, relative(ROOT, file)] as const
  );
  assert.deepEqual(lines.filter(([count]) => count > 400), []);
  const sorted = lines.map(([count]) => count).sort((a, b) => a - b);
  const median = sorted[sorted.length >> 1];
  assert.ok(median <= 100, `the median file has ${median} lines`);
});

Deno.test("sources keep the house rules that lint cannot see", () => {
  const loose = /: any\b|<any>|\bas any\b|\bTODO\b|\bFIXME\b|@ts-ignore|@ts-expect-error/;
  const wrong = FILES.filter((file) => loose.test(readFileSync(file, "utf8"))).map((file) =>
    relative(ROOT, file)
  );
  assert.deepEqual(wrong, []);
  const drawers = FILES.filter((file) => /util|manager|helper/.test(relative(ROOT, file)));
  assert.deepEqual(drawers, []);
});
