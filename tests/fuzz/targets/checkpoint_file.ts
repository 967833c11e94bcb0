import assert from "node:assert/strict";
import { decodeSafetensors, encodeSafetensors } from "../../../core/safetensors.ts";
import type { Rng } from "../../../core/types.ts";
import { mutate } from "../mutate.ts";
import type { Target } from "../target.ts";

const whole = encodeSafetensors(
  new Map([
    ["encoder.conv.weight", { shape: [2, 3], data: Float32Array.of(1, 2, 3, 4, 5, 6) }],
    ["encoder.conv.bias", { shape: [2], data: Float32Array.of(-1, 1e-30) }],
    ["predictor.scale", { shape: [], data: Float32Array.of(7) }],
    ["predictor.empty", { shape: [0, 4], data: new Float32Array() }],
  ]),
);
const HEADER = Number(new DataView(whole.buffer).getBigUint64(0, true));

/** Damage to the header alone, whose length is told truly: else most files are refused at their first bytes. */
function reframed(rng: Rng): Uint8Array {
  const header = mutate(whole.subarray(8, 8 + HEADER), rng);
  const file = new Uint8Array(8 + header.length + whole.length - 8 - HEADER);
  new DataView(file.buffer).setBigUint64(0, BigInt(header.length), true);
  file.set(header, 8);
  file.set(whole.subarray(8 + HEADER), 8 + header.length);
  return file;
}

/** Checkpoints, as safetensors. */
export const checkpointFile: Target = {
  name: "checkpoint-file",
  cases: 20_000,
  mayEnd: false,
  damage: (rng) => rng.integer(2) === 0 ? mutate(whole, rng) : reframed(rng),
  read: (file) => {
    const tensors = [...decodeSafetensors(file, "it").values()];
    for (const { shape, data } of tensors) {
      assert.equal(data.length, shape.reduce((product, side) => product * side, 1));
    }
    assert.ok(tensors.reduce((sum, { data }) => sum + data.byteLength, 0) <= file.length);
  },
};
