import assert from "node:assert/strict";
import { canvas, enlarge, paste, pictureSpace, toPicture } from "./picture.ts";

const colour = { shape: [1, 2, 3], dtype: "uint8" } as const;
const grey = { shape: [1, 2, 1], dtype: "uint8" } as const;

Deno.test("colours are copied, grey becomes three equal channels", () => {
  const seen = Uint8Array.of(1, 2, 3, 4, 5, 6);
  const picture = toPicture(seen, colour);
  assert.deepEqual(picture, { width: 2, height: 1, rgb: seen });
  assert.notEqual(picture.rgb, seen);
  assert.deepEqual([...toPicture(Uint8Array.of(7, 9), grey).rgb], [7, 7, 7, 9, 9, 9]);
});

Deno.test("two layers are red and green, and of a stack the newest colours are shown", () => {
  const layers = { shape: [1, 2, 2], dtype: "uint8" } as const;
  assert.deepEqual([...toPicture(Uint8Array.of(1, 2, 3, 4), layers).rgb], [1, 2, 0, 3, 4, 0]);
  const stack = { shape: [1, 1, 6], dtype: "uint8" } as const;
  assert.deepEqual([...toPicture(Uint8Array.of(1, 2, 3, 4, 5, 6), stack).rgb], [4, 5, 6]);
  assert.equal(pictureSpace({ pixels: stack }), stack);
  assert.equal(pictureSpace({ pixels: { shape: [1, 1, 0], dtype: "uint8" } }), undefined);
});

Deno.test("of a stack of greys or layers the newest frame is shown, where the space tells how many there are", () => {
  const of = (
    channels: number,
    frames: number,
  ) => ({ shape: [1, 1, channels], dtype: "uint8", frames } as const);
  const seen = (
    channels: number,
    frames: number,
  ) => [...toPicture(Uint8Array.from({ length: channels }, (_, i) => i + 1), of(channels, frames)).rgb];
  assert.deepEqual(seen(3, 3), [3, 3, 3]);
  assert.deepEqual(seen(4, 2), [3, 4, 0]);
  assert.deepEqual(seen(6, 3), [5, 6, 0]);
  assert.deepEqual(seen(6, 2), [4, 5, 6]);
  assert.equal(pictureSpace({ pixels: of(8, 2) }), undefined);
  assert.ok(pictureSpace({ pixels: of(8, 4) }));
});

Deno.test("what is no image is refused, and not taken for one", () => {
  assert.throws(() => toPicture(new Uint8Array(5), colour), /Cannot make a picture/);
  assert.throws(() => toPicture(new Float32Array(8), { shape: [1, 2, 4], dtype: "uint8" }), /\[1,2,4\]/);
  assert.equal(pictureSpace({ pixels: colour }), colour);
  assert.equal(pictureSpace({ pixels: { shape: [3], dtype: "float32" } }), undefined);
  assert.equal(pictureSpace({}), undefined);
});

Deno.test("each pixel becomes a square", () => {
  const large = enlarge(toPicture(Uint8Array.of(7, 9), grey), 2);
  assert.deepEqual([large.width, large.height], [4, 2]);
  assert.deepEqual([...large.rgb.filter((_, i) => i % 3 === 0)], [7, 7, 9, 9, 7, 7, 9, 9]);
});

Deno.test("a picture is pasted where it is told to be", () => {
  const onto = canvas(3, 2, [1, 2, 3]);
  paste(onto, toPicture(Uint8Array.of(8, 9), grey), 1, 1);
  assert.deepEqual([...onto.rgb], [1, 2, 3, 1, 2, 3, 1, 2, 3, 1, 2, 3, 8, 8, 8, 9, 9, 9]);
});
