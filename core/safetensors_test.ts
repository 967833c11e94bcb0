import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import fc from "fast-check";
import { InputError } from "./errors.ts";
import { decodeSafetensors, encodeSafetensors, type StoredTensors } from "./safetensors.ts";

const sample: StoredTensors = new Map([
  ["encoder.0.weight", { shape: [2, 3], data: Float32Array.of(1, 2, 3, 4, 5, 6) }],
  ["scalar", { shape: [], data: Float32Array.of(-0.5) }],
  ["empty", { shape: [0, 4], data: new Float32Array() }],
]);

const four = new Uint8Array(4);

function withHeader(header: string, data: Uint8Array = new Uint8Array()): Uint8Array {
  const head = new TextEncoder().encode(header);
  const bytes = new Uint8Array(8 + head.length + data.length);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(head.length), true);
  bytes.set(head, 8);
  bytes.set(data, 8 + head.length);
  return bytes;
}

Deno.test("safetensors gives back what was stored", () => {
  const back = decodeSafetensors(encodeSafetensors(sample), "sample");
  for (const [name, tensor] of sample) assert.deepEqual(back.get(name), tensor);
  assert.equal(back.size, sample.size);
});

Deno.test("safetensors reads a Node buffer as any other bytes", () => {
  const back = decodeSafetensors(Buffer.from(encodeSafetensors(sample)), "sample");
  for (const [name, tensor] of sample) assert.deepEqual(back.get(name), tensor);
});

Deno.test("safetensors reads whole numbers, as PyTorch's counters are stored", () => {
  const counts = new Uint8Array(BigInt64Array.of(-3n, 12_000n).buffer);
  const file = withHeader('{"n":{"dtype":"I64","shape":[2],"data_offsets":[0,16]}}', counts);
  assert.deepEqual([...decodeSafetensors(file, "counters").get("n")?.data ?? []], [-3, 12_000]);
  const short = withHeader('{"n":{"dtype":"I64","shape":[2],"data_offsets":[0,8]}}', counts.slice(0, 8));
  assert.throws(() => decodeSafetensors(short, "it"), /occupies 8 bytes, expected 16/);
});

const scalar = '{"dtype":"F32","shape":[1],"data_offsets":[0,4]}';

/** Files that break one rule each, by the words that `docs/safetensors.md` has for it. */
const FLAWS: readonly (readonly [rule: string, file: Uint8Array, message: RegExp])[] = [
  ["length", new Uint8Array(3), /3 bytes, expected at least 8/],
  ["length", withHeader("{}").fill(0xff, 0, 8), /header claims/],
  ["UTF-8", withHeader("{ }").fill(0xff, 9, 10), /other bytes, expected UTF-8/],
  ["UTF-8", withHeader("\uFEFF{}"), /expected JSON/],
  ["JSON", withHeader("{"), /its header is "\{", expected JSON/],
  ["JSON", withHeader("[]"), /its header is \[\], expected an object/],
  ["JSON", withHeader(" {}"), /begins with " ", expected "\{"/],
  ["metadata", withHeader('{"__metadata__":{"a":1}}'), /__metadata__/],
  ["metadata", withHeader('{"__metadata__":[]}'), /__metadata__/],
  ["count", withHeader(`{${Array.from({ length: 65_537 }, (_, i) => `"${i}":0`)}}`), /65537 tensors/],
  ["names", withHeader(`{"__proto__":${scalar}}`, four), /"__proto__"/],
  ["twice", withHeader(`{"a":1,"a":${scalar}}`, four), /5 names, 4 of them different/],
  ["twice", withHeader(`{"a"${" ".repeat(40)}:1,"a":${scalar}}`, four), /5 names, 4 of them different/],
  [
    "twice",
    withHeader('{"a":{"dtype":"F64","dtype":"F32","shape":[1],"data_offsets":[0,4]}}', four),
    /5 names, 4 of them different, expected none twice/,
  ],
  ["members", withHeader(`{"a":${scalar.replace("{", '{"x":{},')}}`, four), /has "x", expected dtype/],
  ["dtype", withHeader('{"a":{"dtype":"F16","shape":[2],"data_offsets":[0,4]}}', four), /dtype "F16"/],
  [
    "dimensions",
    withHeader('{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}', four),
    /has shape \[-1\], expected at most 32 whole/,
  ],
  [
    "dimensions",
    withHeader('{"a":{"dtype":"F32","shape":[1.5],"data_offsets":[0,4]}}', four),
    /has shape \[1\.5\]/,
  ],
  [
    "dimensions",
    withHeader(`{"a":{"dtype":"F32","shape":[${Array(33).fill(1)}],"data_offsets":[0,4]}}`, four),
    /has shape \[1,1,/,
  ],
  [
    "product",
    withHeader(`{"a":${scalar.replace("0,4", "0")}}`, four),
    /data offsets \[0\], expected two whole/,
  ],
  [
    "product",
    withHeader('{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}', four),
    /4 bytes, expected 8/,
  ],
  [
    "product",
    withHeader('{"a":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,0]}}'),
    /occupies 0 bytes/,
  ],
  ["cover", withHeader('{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}', four), /byte 4, expected 0/],
  ["cover", withHeader(`{"a":${scalar},"b":${scalar}}`, four), /starts at byte 0, expected 4/],
  ["cover", encodeSafetensors(sample).subarray(0, -5), /ends after/],
  ["cover", withHeader("{}", four), /expected 10/],
];

Deno.test("safetensors names what is wrong with a file", () => {
  for (const [, bytes, message] of FLAWS) {
    assert.throws(() => decodeSafetensors(bytes, "weights"), (error) => {
      assert.ok(error instanceof InputError);
      assert.match(error.message, message);
      return true;
    });
  }
});

Deno.test("safetensors sets nothing aside for a file that is refused at its end", () => {
  const file = encodeSafetensors(new Map([["w", { shape: [1000], data: new Float32Array(1000) }]]));
  const torn = new Uint8Array(file.length + 1);
  torn.set(file);
  const lengths: number[] = [];
  const subarray = torn.subarray.bind(torn);
  torn.subarray = (begin, end) => {
    lengths.push((end ?? torn.length) - (begin ?? 0));
    return subarray(begin, end);
  };
  assert.throws(() => decodeSafetensors(torn, "weights"), /has \d+ bytes, expected \d+$/);
  assert.ok(Math.max(...lengths) < 4000, "the data was not looked at");
});

Deno.test("every rule of the written checklist has a file that breaks it", () => {
  const page = Deno.readTextFileSync(new URL("../docs/safetensors.md", import.meta.url));
  const rules = [...page.matchAll(/^\| `(.+?)` +\|/gm)].map(([, rule]) => rule);
  assert.deepEqual([...new Set(FLAWS.map(([rule]) => rule))].sort(), rules.sort());
});

Deno.test("safetensors keeps names that are not ASCII, and aligns the data behind them", () => {
  const bytes = encodeSafetensors(new Map([["größe", { shape: [1], data: Float32Array.of(2) }]]));
  assert.equal(new DataView(bytes.buffer).getBigUint64(0, true) % 8n, 0n);
  assert.deepEqual([...decodeSafetensors(bytes, "it").get("größe")?.data ?? []], [2]);
});

Deno.test("safetensors refuses or reads any mutated file, and throws nothing else", () => {
  const good = encodeSafetensors(sample);
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 }),
      fc.nat(good.length),
      (edits, length) => {
        const bytes = good.slice(0, length === 0 ? good.length : length);
        for (const [at, value] of edits) if (at < bytes.length) bytes[at] = value;
        try {
          decodeSafetensors(bytes, "weights");
        } catch (error) {
          assert.ok(error instanceof InputError, String(error));
        }
      },
    ),
    { numRuns: 2000 },
  );
});
