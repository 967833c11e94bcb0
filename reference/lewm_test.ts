import assert from "node:assert/strict";
import file from "./oracle/nn_lewm.json" with { type: "json" };
import { countLeaks } from "../core/engine/count_leaks.ts";
import { openTestBackend } from "../tests/backend.ts";
import { lewmReplayer } from "./lewm.ts";
import type { OracleFile } from "./replayer.ts";

await openTestBackend();

const oracle: OracleFile = file;
const [vision] = file.cases;
const training = file.cases.find(({ kind }) => kind === "LeWM training steps");
assert.ok(training?.steps && training.optimizer && training.params0);

Deno.test("vision transformers and a complete model replay: training, encoding, imagination", async () => {
  const leaks = await countLeaks(async () => {
    assert.ok(lewmReplayer.accepts(oracle));
    const { discrepancies, missing } = await lewmReplayer.replay(oracle);
    assert.deepEqual(missing, {});
    const found = new Set(discrepancies.map(({ quantity }) => quantity));
    const some = [
      "last hidden state",
      "first guesses",
      "grad norm",
      "final predictor.projector.norm.running_var",
    ];
    for (const quantity of [...some, "eval latents", "roll-out 2"]) assert.ok(found.has(quantity), quantity);
    for (const one of discrepancies) assert.ok(one.error <= one.tolerance, JSON.stringify(one));
  });
  assert.deepEqual(leaks, { tensors: 0, buffers: 0 });
});

Deno.test("a wrong weight, a wrong constant and a wrong past are found out", async () => {
  const over = async (one: object) =>
    (await lewmReplayer.replay({ ...oracle, cases: [{ ...one }] })).discrepancies
      .filter(({ error, tolerance }) => error > tolerance).map(({ quantity }) => quantity);
  const position = { shape: [1, 5, 8], data: new Array(40).fill(0) };
  const params = { ...vision.params, "embeddings.position_embeddings": position };
  assert.ok((await over({ ...vision, params })).includes("last hidden state"));
  const optimizer = { ...training.optimizer, clip_norm: null };
  assert.ok((await over({ ...training, optimizer })).includes("final encoder.cls"));
  const rollouts = training.rollouts?.map((one) => ({ ...one, action_history: null }));
  assert.deepEqual(await over({ ...training, rollouts }), ["roll-out 1"]);
});

Deno.test("what the project's code does not do is counted by name, never compared", async () => {
  const { dims, optimizer } = training;
  const embedder = { ...dims.embedder, emb_dim: 9 };
  const { "encoder.layernorm.bias": _, ...params0 } = training.params0;
  const cases = [
    { ...vision, dims: { ...vision.dims, registers: 4 } },
    { ...training, params0 },
    { ...training, optimizer: { ...optimizer, type: "Muon" } },
    { ...training, optimizer: { ...optimizer, nesterov: true } },
    { ...training, dims: { ...dims, embedder } },
    { ...training, rollouts: undefined, kind: "LeWM" },
  ];
  const { discrepancies, missing } = await lewmReplayer.replay({ ...oracle, cases });
  assert.deepEqual(discrepancies, []);
  assert.deepEqual(missing, {
    "ViT with registers": 1,
    "LeWM training steps without encoder.norm.bias": 1,
    "LeWM training steps with optimiser Muon": 1,
    "LeWM training steps with nesterov": 1,
    "LeWM training steps with actions of another width than latents": 1,
    "case of another kind": 1,
  });
});
