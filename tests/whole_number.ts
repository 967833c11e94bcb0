/**
 * A count that was given to a program of the tests. Anything else than a whole number from `least` on ends the
 * program with one sentence and exit code 2.
 *
 * @param option Its name, without the dashes.
 */
export function wholeNumber(option: string, text: string, least = 1): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(value) && value >= least) return value;
  console.error(
    `Cannot use --${option}: found ${JSON.stringify(text)}, expected a whole number from ${least}`,
  );
  Deno.exit(2);
}
