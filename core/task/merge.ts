import { type Located, members } from "./located.ts";

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
