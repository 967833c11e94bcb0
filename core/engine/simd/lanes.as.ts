/** Sum of four floats, in pairs. */
@inline
export function sumLanes(x: v128): f32 {
  return (f32x4.extract_lane(x, 0) + f32x4.extract_lane(x, 2)) +
    (f32x4.extract_lane(x, 1) + f32x4.extract_lane(x, 3));
}

/** Bytes of the floats that fill whole vectors. */
@inline
export function vectors(count: i32): usize {
  return <usize> (count & ~3) << 2;
}

/** Bytes of all floats. */
@inline
export function bytes(count: i32): usize {
  return <usize> count << 2;
}

/**
 * A constant in all lanes that the compiler takes for a variable, so that it stays in a register or on the stack: a known
 * one is built anew from three instructions wherever it is used. Halves the time of an exponential.
 *
 * @param nothing 0, in a way that the compiler cannot see: the last two bits of a float's offset.
 */
@inline
export function steady(value: f32, nothing: i32): v128 {
  return f32x4.splat(reinterpret<f32>(reinterpret<i32>(value) | nothing));
}
