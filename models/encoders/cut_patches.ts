import { reshape, type Tensor, transpose } from "@tensorflow/tfjs-core";

/** How images are cut into square patches. */
export interface PatchGrid {
  /** h, w and c of the images; h and w multiples of `patch`. */
  readonly image: readonly [number, number, number];
  /** Side of a patch, in pixels. */
  readonly patch: number;
}

/** Images `[N, h, w, c]` as patches `[N, patches, patch·patch·c]`, row by row. */
export function cutPatches(images: Tensor, { image: [h, w, c], patch }: PatchGrid): Tensor {
  const [rows, columns] = [h / patch, w / patch];
  const strips = reshape(images, [-1, patch, columns, patch * c]); // [N·rows, patch, columns, patch·c]
  return reshape(transpose(strips, [0, 2, 1, 3]), [-1, rows * columns, patch * patch * c]);
}
