import assert from "node:assert/strict";
import type { EnvSpec } from "../../core/types.ts";
import { packSpec, unpackSpec } from "./packed_spec.ts";

const spec: EnvSpec = {
  id: "wide@1",
  observations: { pixels: { shape: [2, 2, 3], dtype: "uint8" } },
  actionSpace: { kind: "box", low: [-1, -Infinity], high: [Infinity, 2] },
  variables: [{ name: "x", unit: "px", description: "place" }],
  factors: [{ name: "mass", low: 0, high: 2, default: 1, description: "kg" }],
};

Deno.test("a description survives JSON, infinite bounds included", () => {
  assert.deepEqual(unpackSpec(JSON.parse(JSON.stringify(packSpec(spec)))), spec);
  const discrete: EnvSpec = { ...spec, actionSpace: { kind: "discrete", n: 4 } };
  assert.deepEqual(unpackSpec(JSON.parse(JSON.stringify(packSpec(discrete)))), discrete);
});

Deno.test("only the description is packed", () => {
  assert.deepEqual(Object.keys(packSpec({ ...spec, ...{ reset: () => {} } })), Object.keys(spec));
});
