import { crc32, deflateSync } from "node:zlib";
import { InputError } from "../../core/errors.ts";
import type { Picture } from "../../core/types.ts";

const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);

/** Length, type, data and the check sum of type and data. */
function chunk(type: string, data: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(12 + data.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, data.length);
  bytes.set(new TextEncoder().encode(type), 4);
  bytes.set(data, 8);
  view.setUint32(8 + data.length, crc32(bytes.subarray(4, 8 + data.length)));
  return bytes;
}

/** Size, 8 bits a channel, colour type 2 (RGB), no interlacing. */
function header(width: number, height: number): Uint8Array {
  const bytes = Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 0, 8, 2, 0, 0, 0);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  return bytes;
}

/** Rows, each led by its filter: 0, none. */
function scanlines({ width, height, rgb }: Picture): Uint8Array {
  const stride = 3 * width;
  const rows = new Uint8Array(height * (stride + 1));
  for (let y = 0; y < height; y++) {
    rows.set(rgb.subarray(y * stride, (y + 1) * stride), y * (stride + 1) + 1);
  }
  return rows;
}

/**
 * A picture as a PNG file, lossless (Portable Network Graphics, W3C recommendation, third edition).
 *
 * Throws {@linkcode InputError} when `rgb` does not hold width × height × 3 bytes.
 */
export function encodePng(picture: Picture): Uint8Array {
  const { width, height, rgb } = picture;
  if (!(width > 0 && height > 0) || rgb.length !== width * height * 3) {
    throw new InputError(
      `Cannot write a PNG: ${rgb.length} bytes for ${width} x ${height} pixels, expected 3 bytes for each of one or more pixels`,
    );
  }
  const parts = [
    SIGNATURE,
    chunk("IHDR", header(width, height)),
    chunk("IDAT", deflateSync(scanlines(picture))),
    chunk("IEND", new Uint8Array()),
  ];
  const file = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    file.set(part, offset);
    offset += part.length;
  }
  return file;
}
