import assert from "node:assert/strict";
import { InputError } from "../../core/errors.ts";
import type { Picture } from "../../core/types.ts";
import { encodeGif } from "./gif.ts";

interface DecodedFrame {
  readonly delay: number;
  readonly rgb: Uint8Array;
}

/** Codes of variable width, from 9 bits on, least significant bit first (GIF89a, appendix F). */
function unpackLzw(data: Uint8Array): number[] {
  const out: number[] = [];
  let [bits, position]: [number, number] = [9, 0];
  let table: number[][] = [];
  let last: number[] | undefined;
  const reset = () => {
    table = Array.from({ length: 258 }, (_, i) => [i]);
    [bits, last] = [9, undefined];
  };
  const read = () => {
    let code = 0;
    for (let i = 0; i < bits; i++, position++) {
      code |= ((data[position >> 3] >> (position & 7)) & 1) << i;
    }
    return code;
  };
  reset();
  for (let code = read(); code !== 257; code = read()) {
    if (code === 256) {
      reset();
      continue;
    }
    const entry: number[] = table[code] ?? [...last!, last![0]];
    out.push(...entry);
    if (last && table.length < 4096) table.push([...last, entry[0]]);
    if (table.length === 1 << bits && bits < 12) bits++;
    last = entry;
  }
  return out;
}

/** Plays a film with a global palette and frames that cover the whole picture. */
function decodeGif(file: Uint8Array): DecodedFrame[] {
  const view = new DataView(file.buffer, file.byteOffset, file.length);
  const size = view.getUint16(6, true) * view.getUint16(8, true);
  const paletteEnd = 13 + 3 * (2 << (file[10] & 7));
  const screen = new Uint8Array(size * 3);
  const frames: DecodedFrame[] = [];
  let [at, delay, transparent] = [paletteEnd + 19, 0, -1];
  while (file[at] !== 0x3b) {
    if (file[at] === 0x21) {
      delay = view.getUint16(at + 4, true);
      transparent = file[at + 3] & 1 ? file[at + 6] : -1;
      at += 8;
      continue;
    }
    const data: number[] = [];
    at += 11;
    while (file[at] !== 0) {
      data.push(...file.subarray(at + 1, at + 1 + file[at]));
      at += file[at] + 1;
    }
    at++;
    unpackLzw(Uint8Array.from(data)).forEach((index, i) => {
      if (index !== transparent) {
        screen.set(file.subarray(13 + 3 * index, 16 + 3 * index), 3 * i);
      }
    });
    frames.push({ delay, rgb: screen.slice() });
  }
  return frames;
}

/** A bright square that wanders over a dark ground. */
function wander(frame: number, width = 24, height = 16): Picture {
  const rgb = new Uint8Array(width * height * 3).fill(16);
  for (let y = 4; y < 10; y++) {
    for (let x = frame; x < frame + 6; x++) rgb.set([240, 80, 8 * frame], 3 * (y * width + x));
  }
  return { width, height, rgb };
}

Deno.test("every frame of a film shows its picture", () => {
  const pictures = Array.from({ length: 12 }, (_, i) => wander(i));
  const frames = decodeGif(encodeGif(pictures, { delayMs: 100 }));
  assert.equal(frames.length, pictures.length);
  frames.forEach(({ rgb, delay }, i) => {
    assert.equal(delay, 10);
    const error = Math.max(...rgb.map((byte, k) => Math.abs(byte - pictures[i].rgb[k])));
    assert.ok(error <= 8, `frame ${i} is off by ${error} of 255`);
  });
});

Deno.test("a film of one frame of one colour plays", () => {
  const still = { width: 3, height: 2, rgb: new Uint8Array(18).fill(200) };
  const [frame] = decodeGif(encodeGif([still], { delayMs: 50 }));
  assert.deepEqual(frame.rgb, still.rgb);
});

Deno.test("frames that do not change cost almost nothing", () => {
  const noise = Uint8Array.from({ length: 64 * 64 * 3 }, (_, i) => (i * 7919 >> 3) & 255);
  const still: Picture = { width: 64, height: 64, rgb: noise };
  const one = encodeGif([still], { delayMs: 50 }).length;
  const ten = encodeGif(Array(10).fill(still), { delayMs: 50 }).length;
  assert.ok(ten < 2 * one, `${ten} bytes for ten frames, ${one} for one`);
});

Deno.test("no frames, frames of two sizes and short frames are refused", () => {
  const small: Picture = { width: 1, height: 1, rgb: new Uint8Array(3) };
  assert.throws(() => encodeGif([], { delayMs: 50 }), { name: InputError.name, message: /no frames/ });
  assert.throws(() => encodeGif([wander(0), small], { delayMs: 50 }), /frame 1 has 3 bytes for 1 x 1 pixels/);
  assert.throws(() => encodeGif([{ ...small, rgb: new Uint8Array(2) }], { delayMs: 50 }), InputError);
});
