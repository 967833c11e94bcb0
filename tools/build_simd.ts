/**
 * `deno task simd`: compiles the kernels in `core/engine/simd/` and writes their bytes as a module, so that
 * they load from anywhere without a permission.
 *
 * @module
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import asc from "assemblyscript/asc";

const ROOT = new URL("../", import.meta.url).pathname;
const SOURCES = join(ROOT, "core/engine/simd");
const TARGET = join(ROOT, "core/engine/wasm/simd_bytes.ts");

const OPTIONS = [
  "-O3",
  "--noAssert",
  "--runtime",
  "stub",
  "--enable",
  "simd",
  "--importMemory",
  "--maximumMemory",
  "65536",
];

/** The text of the module that holds the compiled kernels. */
export async function compileSimd(): Promise<string> {
  let bytes = new Uint8Array();
  const files = {
    readFile: (name: string) => {
      try {
        return readFileSync(join(SOURCES, name), "utf8");
      } catch {
        return null; // the compiler tries several names for a module
      }
    },
    writeFile: (_: string, content: Uint8Array | string) => {
      if (typeof content !== "string") bytes = Uint8Array.from(content);
    },
    listFiles: () => [],
  };
  const { error, stderr } = await asc.main(["kernels.as.ts", "--outFile", "kernels.wasm", ...OPTIONS], files);
  if (error) throw new Error(`Cannot compile the kernels: ${error.message}\n${stderr}`);
  const text = bytes.toBase64();
  const lines = text.match(/.{1,110}/g) ?? [];
  return `/** Kernels compiled from \`core/engine/simd/\` by \`deno task simd\`; WebAssembly with SIMD in base64. */
export const simdBytes: string = \`
${lines.join("\n")}
\`;
`;
}

if (import.meta.main) writeFileSync(TARGET, await compileSimd());
