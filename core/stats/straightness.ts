import { InputError } from "../errors.ts";

/** Squared Euclidean distance of a latent to the one that begins at `from` in an array of many. */
export function squaredDistance(latent: Float32Array, all: Float32Array, from: number): number {
  let sum = 0;
  for (let d = 0; d < latent.length; d++) sum += (all[from + d] - latent[d]) ** 2;
  return sum;
}

/**
 * How straight latent paths `[B, T, D]` are, in [−1, 1]: the mean cosine between one step and the next. Steps of
 * length zero are left out; 0 when nothing moves at all.
 *
 * @throws {InputError} when the numbers do not make whole paths of three frames or more.
 */
export function straightness(latents: Float32Array, frames: number, dim: number): number {
  if (frames < 3 || latents.length % (frames * dim) !== 0) {
    throw new InputError(
      `Cannot measure straightness: there are ${latents.length} numbers in paths of ${frames} frames of width ${dim}, expected whole paths of three frames or more`,
    );
  }
  let sum = 0;
  let count = 0;
  for (let row = 0; row < latents.length / dim; row++) {
    if (row % frames >= frames - 2) continue;
    let [dot, before, after] = [0, 0, 0];
    for (let d = row * dim; d < (row + 1) * dim; d++) {
      const first = latents[d + dim] - latents[d];
      const second = latents[d + 2 * dim] - latents[d + dim];
      dot += first * second;
      before += first * first;
      after += second * second;
    }
    if (before === 0 || after === 0) continue;
    sum += dot / Math.sqrt(before * after);
    count++;
  }
  return count === 0 ? 0 : sum / count;
}
