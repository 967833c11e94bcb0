import { InputError } from "../errors.ts";
import { suggestion } from "../nearest.ts";
import { excerpt } from "./explain.ts";
import { type Located, members, plainJson } from "./located.ts";
import { NAME_PATTERN } from "./schema.ts";

/** Keys that hold for the whole file, so that no preset may set them. */
const WHOLE_FILE = ["$schema", "presets", "name", "version", "plugins"];

function checkPreset(name: string, preset: Located): void {
  if (!NAME_PATTERN.test(name)) {
    throw new InputError(
      `Cannot use ${preset.keyAt}: presets has ${excerpt(name)}, expected a short name in kebab-case`,
    );
  }
  const content = members(preset);
  if (content === undefined) {
    throw new InputError(
      `Cannot use ${preset.at}: presets.${name} is ${excerpt(plainJson(preset))}, expected an object`,
    );
  }
  const forbidden = WHOLE_FILE.find((key) => content.has(key));
  if (forbidden !== undefined) {
    throw new InputError(
      `Cannot use ${
        content.get(forbidden)?.keyAt
      }: presets.${name} sets "${forbidden}", expected it in the task itself`,
    );
  }
}

/** Checks that the `presets` of a task file are objects, and gives them by name. */
export function presetsOf(file: Located): ReadonlyMap<string, Located> {
  const presets = members(file)?.get("presets");
  if (presets === undefined) return new Map();
  const content = members(presets);
  if (content === undefined) {
    throw new InputError(
      `Cannot use ${presets.at}: presets is ${excerpt(plainJson(presets))}, expected an object`,
    );
  }
  for (const [name, preset] of content) checkPreset(name, preset);
  return content;
}

/** The preset of this name. Throws {@linkcode InputError} with the nearest name when there is none. */
export function findPreset(presets: ReadonlyMap<string, Located>, name: string, file: string): Located {
  const preset = presets.get(name);
  if (preset === undefined) {
    throw new InputError(
      `Cannot find preset ${excerpt(name)} in ${file}: ${suggestion(name.slice(0, 64), presets.keys())}`,
    );
  }
  return preset;
}

/** The component that an object chooses, if it chooses one. */
function chosen(content: ReadonlyMap<string, Located>): string | undefined {
  const use = content.get("use")?.content;
  return typeof use === "string" ? use : undefined;
}

/**
 * Lays one value over another: objects merge key by key, everything else is replaced, lists as a whole.
 *
 * An object that chooses another component (`use` differs) replaces the old one whole, because the options of
 * one component mean nothing to another.
 */
export function merge(base: Located, overlay: Located): Located {
  const below = members(base);
  const above = members(overlay);
  if (below === undefined || above === undefined) return overlay;
  const [old, now] = [chosen(below), chosen(above)];
  if (old !== undefined && now !== undefined && old !== now) return overlay;
  const content = new Map(below);
  for (const [key, value] of above) {
    const under = below.get(key);
    content.set(key, under === undefined ? value : merge(under, value));
  }
  return { ...base, content };
}
