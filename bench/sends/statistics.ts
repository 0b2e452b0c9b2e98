/** The middle value; of an even number the upper one of the two. */
export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

/** The value that this share of all lies below. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** Rounded to so many digits that count, for tables and records. */
export function rounded(value: number, digits = 3): number {
  return Number(value.toPrecision(digits));
}
