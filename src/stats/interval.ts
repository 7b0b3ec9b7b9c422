/** An interval estimate at {@link LEVEL}. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** Confidence level of every interval that coplay prints. */
export const LEVEL = 0.95;
