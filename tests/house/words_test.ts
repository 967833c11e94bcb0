import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";

const ROOT = new URL("../../", import.meta.url).pathname;
/** The history, and the page that explains old words by new ones. */
const EXEMPT = ["docs/glossary.md"];

const struck = readFileSync(`${ROOT}tools/struck_words.txt`, "utf8").split("\n")
  .filter((line) => line !== "" && !line.startsWith("#")).map((line) => line.split(" -> ")[0]);

function pages(folder: string): string[] {
  return readdirSync(ROOT + folder, { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}${entry.name}`;
    if (entry.isDirectory()) return pages(`${path}/`);
    return path.endsWith(".md") && !EXEMPT.includes(path) ? [path] : [];
  });
}

Deno.test("the pages use the field's terms", () => {
  const found = ["README.md", ...pages("docs/")].flatMap((page) => {
    const text = readFileSync(ROOT + page, "utf8");
    return struck.filter((word) => new RegExp(`(?<![A-Za-z])${word}(?![a-z])`).test(text)).map((word) =>
      `${page}: ${word}`
    );
  });
  assert.deepEqual(found, []);
});
