import assert from "node:assert/strict";
import { inflateSync } from "node:zlib";
import fc from "fast-check";
import { InputError } from "../../core/errors.ts";
import type { Picture } from "../../core/types.ts";
import { encodePng } from "./png.ts";

/** Reads what {@linkcode encodePng} writes: one IDAT, RGB, filter 0. */
function decodePng(file: Uint8Array): Picture {
  const view = new DataView(file.buffer, file.byteOffset, file.length);
  const [width, height] = [view.getUint32(16), view.getUint32(20)];
  const length = view.getUint32(33);
  assert.equal(new TextDecoder().decode(file.subarray(37, 41)), "IDAT");
  const rows = inflateSync(file.subarray(41, 41 + length));
  const rgb = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++) {
    const start = y * (3 * width + 1);
    assert.equal(rows[start], 0);
    rgb.set(rows.subarray(start + 1, start + 1 + 3 * width), y * 3 * width);
  }
  return { width, height, rgb };
}

Deno.test("a picture comes back from its PNG as it went in", () => {
  const picture = fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 })).chain((
    [width, height],
  ) =>
    fc.uint8Array({ minLength: 3 * width * height, maxLength: 3 * width * height })
      .map((rgb) => ({ width, height, rgb: Uint8Array.from(rgb) }))
  );
  fc.assert(fc.property(picture, (given) => assert.deepEqual(decodePng(encodePng(given)), given)));
});

Deno.test("a PNG has the signature, and ends with the check sum of an empty IEND", () => {
  const file = encodePng({ width: 1, height: 1, rgb: Uint8Array.of(1, 2, 3) });
  assert.equal(file.subarray(0, 8).toHex(), "89504e470d0a1a0a");
  assert.equal(file.subarray(-12).toHex(), "0000000049454e44ae426082");
});

Deno.test("a picture with too few bytes or without pixels is refused", () => {
  const refused = { name: InputError.name, message: /^Cannot write a PNG: 2 bytes for 1 x 1 pixels/ };
  assert.throws(() => encodePng({ width: 1, height: 1, rgb: new Uint8Array(2) }), refused);
  assert.throws(() => encodePng({ width: 0, height: 4, rgb: new Uint8Array() }), InputError);
});
