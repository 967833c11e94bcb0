const f = Math.fround;

/** `a·b + c`, rounded once to float32: the product of two float32 is exact in double precision. */
const fma = (a: number, b: number, c: number): number => f(a * b + c);

/** Taylor-like polynomial of eˢ − 1 − s, divided by s², for |s| ≤ ln(2)/2; highest power first. */
const COEFFICIENTS = [
  0.00019852761761285365,
  0.0013930443525525,
  0.0083333607763063,
  0.0416664853692055,
  0.1666666716337204,
  0.5,
].map(f);

/** ln 2 in two parts: the first has so few bits that its multiples are exact. */
const LN2_HIGH = f(0.693145751953125);
const LN2_LOW = f(1.428606765330187e-6);
const LOG2_E = f(1.4426950408889634);

/** Below this eˣ is 0 in float32. */
const SMALLEST = -104;

/**
 * eˣ in float32 for x ≤ 0, in the arithmetic of Sleef (Shibata and Petrogiannis, 2020), which the reference
 * renderer uses: `Math.exp` rounded to float32 differs in the last bit for one argument in some hundreds, and
 * from engine to engine.
 *
 * @param x A float32 ≤ 0.
 */
export function expFloat32(x: number): number {
  if (x < SMALLEST) return 0;
  const q = Math.round(f(x * LOG2_E));
  const s = fma(q, -LN2_LOW, fma(q, -LN2_HIGH, x));
  const u = COEFFICIENTS.reduce((sum, coefficient) => fma(sum, s, coefficient));
  return f(f(1 + fma(f(s * s), u, s)) * 2 ** q);
}
