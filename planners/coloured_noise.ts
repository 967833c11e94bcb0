/** Keeps a noise that does not move from dividing by zero; stable-worldmodel's value. */
const LEAST = 1e-8;

/**
 * The circulant `[H, H]` that gives white noise a power spectrum of f^−beta: each frequency of the horizon is scaled
 * by f^(−beta/2), the mean as the lowest one that moves.
 */
function filterOf(H: number, beta: number): Float64Array {
  const filter = new Float64Array(H * H);
  for (let f = 0; 2 * f <= H; f++) {
    const scale = (Math.max(f, 1) / H) ** (-beta / 2);
    const mirrored = f === 0 || 2 * f === H ? 1 : 2;
    for (let i = 0; i < H * H; i++) {
      const lag = Math.floor(i / H) - i % H;
      filter[i] += mirrored * scale * Math.cos(2 * Math.PI * f * lag / H) / H;
    }
  }
  return filter;
}

/** Divides a sequence by its own unbiased spread, in place. */
function normalise(sequence: Float64Array): void {
  const H = sequence.length;
  const mean = sequence.reduce((sum, value) => sum + value, 0) / H;
  const squares = sequence.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const std = Math.max(LEAST, Math.sqrt(squares / (H - 1)));
  for (let h = 0; h < H; h++) sequence[h] /= std;
}

/**
 * Turns white noise into noise whose steps hang together: the higher `beta`, the slower it changes over the horizon
 * (Timmer and König, 1995, as iCEM uses it). Each sequence is divided by its own spread, so that 0 is not quite
 * white, either. A horizon of one step has no colour and stays as it is.
 *
 * @param white Standard normals `[N, A, H]`.
 * @returns Noise `[N, H, A]`.
 */
export function colouredNoise(
  white: Float64Array,
  horizon: number,
  size: number,
  beta: number,
): Float64Array {
  if (horizon === 1) return white.slice();
  const filter = filterOf(horizon, beta);
  const coloured = new Float64Array(white.length);
  const sequence = new Float64Array(horizon);
  for (let row = 0; row < white.length / horizon; row++) {
    const given = white.subarray(row * horizon, (row + 1) * horizon);
    for (let h = 0; h < horizon; h++) {
      sequence[h] = 0;
      for (let k = 0; k < horizon; k++) sequence[h] += filter[h * horizon + k] * given[k];
    }
    normalise(sequence);
    const [n, a] = [Math.floor(row / size), row % size];
    for (let h = 0; h < horizon; h++) coloured[(n * horizon + h) * size + a] = sequence[h];
  }
  return coloured;
}
