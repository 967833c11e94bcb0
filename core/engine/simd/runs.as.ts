/**
 * Copies runs of bytes.
 *
 * @param fromStep Bytes from one run to the next where they are read.
 * @param toStep Bytes from one run to the next where they are written.
 */
export function copyRuns(from: usize, to: usize, runs: i32, size: i32, fromStep: i32, toStep: i32): void {
  const whole = <usize> (size & ~15);
  const all = <usize> size;
  for (let run = 0; run < runs; run++, from += fromStep, to += toStep) {
    let i: usize = 0;
    for (; i < whole; i += 16) v128.store(to + i, v128.load(from + i));
    for (; i + 4 <= all; i += 4) store<u32>(to + i, load<u32>(from + i));
    for (; i < all; i++) store<u8>(to + i, load<u8>(from + i));
  }
}
