export { adamW } from "./adam_w.as";
export { biasRows } from "./bias.as";
export { moveColumns } from "./columns.as";
export { gelu } from "./gelu.as";
export { layerNorm, layerNormGradient } from "./layer_norm.as";
export { silu } from "./silu.as";
export { addRows, slopeRows } from "./slopes.as";
export { softmaxRows, softmaxRowsGradient } from "./softmax.as";
export { sumLast, sumMiddle } from "./sums.as";
