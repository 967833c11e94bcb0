/** Squared Euclidean distance of a latent to the one that begins at `from` in an array of many. */
export function squaredDistance(latent: Float32Array, all: Float32Array, from: number): number {
  let sum = 0;
  for (let d = 0; d < latent.length; d++) sum += (all[from + d] - latent[d]) ** 2;
  return sum;
}
