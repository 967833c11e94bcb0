import assert from "node:assert/strict";
import fc from "fast-check";
import { InputError } from "../../core/errors.ts";
import { decodeMessage, encodeMessage, type Numbers, PREFIX } from "./message.ts";

const numbers: fc.Arbitrary<Numbers> = fc.oneof(fc.uint8Array(), fc.float32Array(), fc.float64Array());
const message = fc.record({
  sequence: fc.nat(),
  head: fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value))),
  arrays: fc.array(numbers, { maxLength: 4 }),
}, { noNullPrototype: true });

Deno.test("what is written is read back, NaN and signed zeros included", () => {
  fc.assert(fc.property(message, (sent) => {
    const bytes = encodeMessage(sent);
    assert.equal(new DataView(bytes.buffer).getUint32(0, true), bytes.length - PREFIX);
    assert.deepEqual(decodeMessage(bytes.slice(PREFIX)), sent);
  }));
});

Deno.test("a part of a larger memory is written as the part that it is", () => {
  const part = Float64Array.of(1, 2, 3).subarray(1);
  const { arrays } = decodeMessage(
    encodeMessage({ sequence: 1, head: null, arrays: [part] }).slice(PREFIX),
  );
  assert.deepEqual(arrays, [Float64Array.of(2, 3)]);
});

Deno.test("other bytes are refused in one sentence, and never fail otherwise", () => {
  const refused = (bytes: Uint8Array<ArrayBuffer>): boolean => {
    try {
      decodeMessage(bytes);
      return false;
    } catch (error) {
      assert.ok(error instanceof InputError, String(error));
      assert.match(error.message, /^Cannot read a message: it .*, expected one of this protocol$/);
      return true;
    }
  };
  fc.assert(fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => assert.ok(refused(bytes.slice()))));
  fc.assert(fc.property(message, fc.nat(), fc.integer({ min: 1, max: 255 }), (sent, at, change) => {
    const whole = encodeMessage(sent).slice(PREFIX);
    assert.ok(refused(whole.slice(0, at % whole.length)));
    whole[at % whole.length] ^= change;
    refused(whole);
  }));
});
