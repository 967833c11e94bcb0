import { printed } from "./printed.ts";

/** The project's commit, with `-dirty` where files differ from it; undefined outside a clone. */
export function commitOf(project: string): string | undefined {
  return printed("git", ["describe", "--always", "--dirty", "--abbrev=7", "--exclude=*"], project);
}
