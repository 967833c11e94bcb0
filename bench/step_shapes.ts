import type { Use } from "../core/types.ts";

/** Sizes of a model and its batch; a peer gets the same as JSON. */
export interface StepShape {
  /** What results call it. */
  readonly name: string;
  /** Windows a step. */
  readonly batch: number;
  /** Side of the images in pixels; by default 64. */
  readonly size?: number;
  /** D, width of a latent. */
  readonly dim: number;
  /** Hidden width of the encoder's projector. */
  readonly projector: number;
  /** The encoder: channels of a convolution's layers, or a vision transformer's sizes. */
  readonly encoder:
    | { readonly widths: readonly number[] }
    | {
      readonly patch: number;
      readonly width: number;
      readonly depth: number;
      readonly heads: number;
      readonly mlp: number;
    };
}

/** What all shapes have in common: 64 px, windows of four frames, a residual MLP as predictor. */
export const COMMON = {
  size: 64,
  frames: 4,
  hidden: 256,
  depth: 2,
  action: 10,
  slices: 1024,
  learningRate: 3e-4,
} as const;

/** TwoRoom's convolutional model at its preset `cpu`, and two vision transformers. */
export const SHAPES: readonly StepShape[] = [
  { name: "conv", batch: 64, dim: 64, projector: 256, encoder: { widths: [16, 32, 64, 128] } },
  {
    name: "vit-96",
    batch: 32,
    dim: 96,
    projector: 256,
    encoder: { patch: 8, width: 96, depth: 4, heads: 3, mlp: 384 },
  },
  {
    name: "vit-192",
    batch: 16,
    dim: 192,
    projector: 512,
    encoder: { patch: 8, width: 192, depth: 6, heads: 3, mlp: 768 },
  },
];

/** The encoder as a task names it. */
export function encoderOf({ encoder, dim, projector }: StepShape): Use {
  return "widths" in encoder
    ? { use: "conv", with: { widths: encoder.widths, dim, projector, activation: "relu" } }
    : { use: "vit", with: { ...encoder, dim, projector } };
}
