export { adamW } from "./adam_w.as";
export { moveColumns } from "./columns.as";
export { gelu, geluGradient } from "./gelu.as";
export { layerNorm, layerNormGradient } from "./layer_norm.as";
export { softmaxRows, softmaxRowsGradient } from "./softmax.as";
export { sumLast, sumMiddle } from "./sums.as";
