/** A number to three or four digits, as short as it goes: `0.0123`, `42`, `12 800`, `3.1e-7`. */
export function formatNumber(value: number): string {
  if (!Number.isFinite(value)) return String(value).replace("Infinity", "∞").replace("-", "−");
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e15)) return value.toExponential(1).replace("-", "−");
  const digits = Number.isInteger(value) || size >= 1000
    ? value.toFixed(0)
    : String(+value.toPrecision(size < 1 ? 4 : 3));
  return digits.replace("-", "−").replace(/\B(?=(\d{3})+$)/g, size >= 10000 ? "\u202f" : "");
}

/** A share as a percentage with at most one decimal: 0.425 is `42.5 %`. */
export function formatPercent(share: number): string {
  return `${+(100 * share).toFixed(1)}\u00a0%`;
}

/** A duration: `0.4 s`, `12 s`, `3 min 20 s`, `2 h 05 min`. */
export function formatSeconds(seconds: number): string {
  if (seconds < 9.95) return `${+seconds.toFixed(1)}\u00a0s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole}\u00a0s`;
  const minutes = Math.round(seconds / 60);
  if (whole < 3600) return `${Math.floor(whole / 60)}\u00a0min ${whole % 60}\u00a0s`;
  return `${Math.floor(minutes / 60)}\u00a0h ${String(minutes % 60).padStart(2, "0")}\u00a0min`;
}

/** The name of a field in words: `alreadySolved` is `already solved`, `latencyMs` is `latency (ms)`. */
export function formatName(name: string): string {
  return name.replace(/Ms$/, " (ms)").replace(/([a-z])([A-Z])/g, (_, before, after) => {
    return `${before} ${after.toLowerCase()}`;
  });
}
