/** Bytes as floats 0 … 255. */
export function unpackBytes(from: usize, to: usize, count: i32): void {
  const end = from + <usize> (count & ~15);
  const last = from + <usize> count;
  for (; from < end; from += 16, to += 64) {
    const x = v128.load(from);
    const low = i16x8.extend_low_i8x16_u(x);
    const high = i16x8.extend_high_i8x16_u(x);
    v128.store(to, f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_u(low)));
    v128.store(to, f32x4.convert_i32x4_s(i32x4.extend_high_i16x8_u(low)), 16);
    v128.store(to, f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_u(high)), 32);
    v128.store(to, f32x4.convert_i32x4_s(i32x4.extend_high_i16x8_u(high)), 48);
  }
  for (; from < last; from++, to += 4) store<f32>(to, <f32> load<u8>(from));
}
