/** A part of one axis. */
export interface AxisPart {
  /** Length of the whole axis. */
  readonly length: number;
  /** Where the part begins. */
  readonly begin: number;
  /** Length of the part. */
  readonly size: number;
}

/**
 * The least number of axes that describe a slice: an axis that is taken whole is one with the axis before it.
 *
 * @returns At least one axis.
 */
export function sliceLayout(
  shape: readonly number[],
  begin: readonly number[],
  size: readonly number[],
): readonly AxisPart[] {
  const parts: AxisPart[] = [{ length: 1, begin: 0, size: 1 }];
  shape.forEach((length, axis) => {
    const last = parts[parts.length - 1];
    if (size[axis] === length) {
      parts[parts.length - 1] = {
        length: last.length * length,
        begin: last.begin * length,
        size: last.size * length,
      };
    } else parts.push({ length, begin: begin[axis], size: size[axis] });
  });
  return parts;
}
