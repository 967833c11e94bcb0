/** SHA-256 of some arrays of numbers, as 64 hexadecimal digits; their lengths count too. */
export async function digest(arrays: readonly Float64Array[]): Promise<string> {
  const lengths = Float64Array.from(arrays, (array) => array.length);
  const all = new Float64Array([lengths, ...arrays].reduce((sum, array) => sum + array.length, 0));
  let at = 0;
  for (const array of [lengths, ...arrays]) {
    all.set(array, at);
    at += array.length;
  }
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", all));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
