import { unreadFields } from "./fields.ts";
import type { OracleTensors } from "./differentiate.ts";
import type { OracleTensor } from "./replayer.ts";

/** Numbers of one optimiser step. */
export interface Step {
  readonly loss: number;
  readonly pred_loss: number;
  readonly sigreg: number;
  readonly grad_norm: number;
  readonly param_sum: number;
  readonly param_sumsq: number;
}

/** A roll-out; `candidates` and `action_history` are `[E, N, …]`, `context_emb` is shared by the N. */
export interface RollOut {
  readonly history_size: number;
  readonly context_emb: OracleTensor;
  readonly action_history: OracleTensor | null;
  readonly candidates: OracleTensor;
  readonly predicted_emb: OracleTensor;
}

/** A case of the reference file. */
export interface LewmCase {
  readonly id: string;
  readonly lambda_sigreg: number;
  readonly dims: {
    readonly T: number;
    readonly channels: number;
    readonly image: number;
    readonly patch: number;
    readonly hidden: number;
    readonly vit_layers: number;
    readonly vit_heads: number;
    readonly vit_mlp: number;
    readonly projector_hidden: number;
    readonly predictor: {
      readonly num_frames: number;
      readonly depth: number;
      readonly heads: number;
      readonly dim_head: number;
      readonly mlp_dim: number;
    };
    readonly embedder: {
      readonly input_dim: number;
      readonly smoothed_dim: number;
      readonly emb_dim: number;
      readonly mlp_scale: number;
    };
  };
  readonly optimizer: {
    readonly type: string;
    readonly lr: number;
    readonly weight_decay: number;
    readonly betas: readonly number[];
    readonly eps: number;
    readonly clip_norm: number | null;
  };
  readonly params0: OracleTensors;
  readonly pixels: OracleTensor;
  readonly actions: OracleTensor;
  readonly directions_raw: readonly OracleTensor[];
  readonly first_step: {
    readonly emb: OracleTensor;
    readonly pred_emb: OracleTensor;
    readonly grads: OracleTensors;
  };
  readonly steps: readonly Step[];
  readonly params_final: OracleTensors;
  readonly buffers_final: OracleTensors;
  readonly eval_emb: OracleTensor;
  readonly rollouts: readonly RollOut[];
}

/** Fields that a case has. */
export const LEWM_FIELDS: readonly string[] = [
  "id",
  "lambda_sigreg",
  "optimizer",
  "params0",
  "pixels",
  "actions",
  "directions_raw",
  "first_step",
  "steps",
  "params_final",
  "buffers_final",
  "eval_emb",
  "rollouts",
];

/** Entries of its `dims` that are read. */
export const LEWM_DIMS: readonly string[] = [
  "B",
  "T",
  "channels",
  "image",
  "patch",
  "hidden",
  "vit_layers",
  "vit_heads",
  "vit_mlp",
  "projector_hidden",
  "predictor",
  "embedder",
  "slices",
];

const PARTS = {
  predictor: ["num_frames", "depth", "heads", "dim_head", "mlp_dim"],
  embedder: ["input_dim", "smoothed_dim", "emb_dim", "mlp_scale"],
  optimizer: ["type", "lr", "weight_decay", "betas", "eps", "clip_norm"],
} as const;

/** What a case asks for that the project has no code for, in words. */
export function unusual({ dims, optimizer }: LewmCase): string | undefined {
  const [unread] = [
    ...unreadFields(dims.predictor, PARTS.predictor),
    ...unreadFields(dims.embedder, PARTS.embedder),
    ...unreadFields(optimizer, PARTS.optimizer),
  ];
  if (unread) return `with ${unread}`;
  if (optimizer.type !== "AdamW") return `with optimiser ${optimizer.type}`;
  return dims.embedder.emb_dim === dims.hidden ? undefined : "with actions of another width than latents";
}
