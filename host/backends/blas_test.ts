import assert from "node:assert/strict";
import { matMul, type Tensor2D, tensor2d } from "@tensorflow/tfjs-core";
import { read } from "../../core/engine/mod.ts";
import { seededRng } from "../../core/rng.ts";
import { openBlas } from "./blas.ts";
import { openBackend } from "./open_backend.ts";

const search = openBlas();
const ignore = "missing" in search;

function random(rows: number, columns: number, label: string): Tensor2D {
  return tensor2d(new Float32Array(seededRng(3).fork(label).normals(rows * columns)), [rows, columns]);
}

Deno.test({
  name: "BLAS gives the same bytes every time, threads or not",
  ignore,
  fn: async () => {
    await openBackend("wasm");
    for (const [m, k, n] of [[3, 5, 7], [130, 600, 65], [513, 257, 300]]) {
      const [a, b] = [random(m, k, "a"), random(k, n, "b")];
      const [first, ...again] = await read(Array.from({ length: 6 }, () => matMul(a, b)));
      for (const other of again) assert.deepEqual(other, first);
      a.dispose();
      b.dispose();
    }
  },
});

const script = `
  const { openBlas } = await import(${JSON.stringify(new URL("./blas.ts", import.meta.url).href)});
  const found = openBlas();
  console.log(found.missing ?? found.blas.library);
`;

async function searchWith(...grants: string[]): Promise<string> {
  const args = ["run", "--no-prompt", "--no-check", ...grants, "-"];
  const child = new Deno.Command(Deno.execPath(), { args, stdin: "piped", stdout: "piped" }).spawn();
  const writer = child.stdin.getWriter();
  await writer.write(new TextEncoder().encode(script));
  await writer.close();
  return new TextDecoder().decode((await child.output()).stdout).trim();
}

Deno.test({
  name: "without a grant BLAS is missing and the sentence names the grant; with that grant alone it opens",
  ignore,
  fn: async () => {
    const refused = await searchWith();
    const [, grant] = /needs (--allow-ffi=\S+)$/.exec(refused) ?? [];
    assert.ok(grant, refused);
    assert.equal(await searchWith(grant), grant.split("=")[1]);
  },
});
