/** @param share 0..1 @returns the smallest value that at least this share of all is not above; NaN of none */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? NaN;
}

/** @returns the value in the middle, or half way between both; NaN of none */
export function median(values: readonly number[]): number {
  return (
    (percentile(values, 0.5) +
      -percentile(
        values.map((value) => -value),
        0.5,
      )) /
    2
  );
}

export interface Trend {
  /** Change of the value in one hour. */
  perHour: number;
  /** How far the slope may be from this by chance, per hour: two standard errors. */
  uncertainty: number;
}

/** The straight line through samples, by least squares. @param minutes when each was taken */
export function trendOf(minutes: readonly number[], values: readonly number[]): Trend {
  const n = values.length;
  const mean = (all: readonly number[]) => all.reduce((sum, each) => sum + each, 0) / n;
  const [middle, level] = [mean(minutes), mean(values)];
  const spread = minutes.reduce((sum, minute) => sum + (minute - middle) ** 2, 0);
  const slope =
    minutes.reduce((sum, minute, i) => sum + (minute - middle) * ((values[i] ?? 0) - level), 0) / spread;
  const rest = minutes.reduce(
    (sum, minute, i) => sum + ((values[i] ?? 0) - level - slope * (minute - middle)) ** 2,
    0,
  );
  return { perHour: slope * 60, uncertainty: 2 * Math.sqrt(rest / (n - 2) / spread) * 60 };
}
