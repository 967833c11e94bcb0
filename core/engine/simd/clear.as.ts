import { bytes } from "./lanes.as";

/** Sets `count` floats to 0. */
export function clear(to: usize, count: i32): void {
  memory.fill(to, 0, bytes(count));
}
