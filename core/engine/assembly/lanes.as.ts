/** Sum of four floats, in pairs. */

export function sumLanes(x: v128): f32 {
  return (f32x4.extract_lane(x, 0) + f32x4.extract_lane(x, 2)) +
    (f32x4.extract_lane(x, 1) + f32x4.extract_lane(x, 3));
}

/** Bytes of the floats that fill whole vectors. */

export function vectors(count: i32): usize {
  return <usize> (count & ~3) << 2;
}

/** Bytes of all floats. */

export function bytes(count: i32): usize {
  return <usize> count << 2;
}
