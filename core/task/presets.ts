import { InputError } from "../errors.ts";
import { suggestion } from "../nearest.ts";
import { excerpt } from "./excerpt.ts";
import { type Located, members, plainJson } from "./located.ts";
import { NAME_PATTERN } from "./name.ts";

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
