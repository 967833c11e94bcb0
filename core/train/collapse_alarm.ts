import type { MetricsRow } from "./metrics.ts";

/** Steps that a model may take to spread its latents out; fresh ones lie close together. */
const GRACE = 50;
/** How many measurements in a row must look bad. */
const IN_A_ROW = 3;
/** Below this effective rank the latents lie on a line. */
const LINE = 2;
/** Below this standard deviation a dimension carries next to nothing. */
const DEAD = 0.1;

/** Watches the gauges that training logs. */
export interface CollapseAlarm {
  /** One sentence when the latents have collapsed, once a stage; undefined otherwise. */
  see(row: MetricsRow): string | undefined;
}

/** What looks bad in a row, if anything. */
function signOf({ heldOut }: MetricsRow): string | undefined {
  if (!heldOut) return undefined;
  const { rank, std } = heldOut;
  if (!(rank >= Math.min(LINE, std.length))) {
    return `their effective rank is ${rank.toPrecision(3)} of ${std.length}`;
  }
  const median = std[std.length >> 1];
  return median >= DEAD ? undefined : `the median of their standard deviations is ${median.toPrecision(2)}`;
}

/**
 * An alarm for one stage. It looks at the latents of held-out frames: from step 50 on, three measurements in a row
 * with an effective rank below 2 or a median standard deviation below 0.1 are a collapse.
 */
export function collapseAlarm(): CollapseAlarm {
  let bad = 0;
  let told = false;
  const see = (row: MetricsRow): string | undefined => {
    const sign = row.step < GRACE ? undefined : signOf(row);
    bad = sign === undefined ? 0 : bad + 1;
    if (told || bad < IN_A_ROW) return undefined;
    told = true;
    return `alarm: the latents of held-out frames have collapsed at step ${row.step} of stage "${row.stage}": ${sign}; give the objective that spreads them more weight`;
  };
  return { see };
}
