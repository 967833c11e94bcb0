/**
 * Every interface that a plugin author reads. Nothing here has code; importing it costs nothing.
 *
 * Shape letters, everywhere: B batch, T frames, P tokens a frame, D width, A action width, N candidates,
 * H horizon, `h w c` an image. Batch first, time second, features last.
 *
 * @module
 */
export type * from "./types/basic.ts";
export type * from "./types/world.ts";
export type * from "./types/data.ts";
export type * from "./types/model.ts";
export type * from "./types/planning.ts";
export type * from "./types/evaluation.ts";
export type * from "./types/plugin.ts";
