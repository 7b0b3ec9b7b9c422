import { REASONING } from "../elicitation/form.ts";
import type { Json, JsonObject } from "../providers/provider.ts";
import { labelIn } from "./labels.ts";

/** Models round; what sums to this much more or less than 100 is still meant to be 100. */
const TOLERANCE = 1;

/** A mixed strategy, and whether it was given as it was asked for. */
export interface Mixture {
  /** One probability an action; they sum to 1. */
  readonly distribution: readonly number[];
  readonly isExact: boolean;
}

/**
 * The mixed strategy that an object of percentages by label gives; null where it does not give each label one number,
 * names something else, or its numbers do not sum to 100.
 *
 * @param labels by action
 */
export function mixtureOf(object: JsonObject, labels: readonly string[]): Mixture | null {
  const percents = new Map<number, number>();
  let isExact = true;
  for (const [key, value] of Object.entries(object)) {
    if (key === REASONING) continue;
    const action = labelIn(key, labels);
    const percent = percentOf(value);
    if (action === null || percent === null || percents.has(action)) return null;
    if (key !== labels[action] || typeof value !== "number") isExact = false;
    percents.set(action, percent);
  }
  if (percents.size !== labels.length) return null;
  const sum = [...percents.values()].reduce((total, percent) => total + percent, 0);
  if (Math.abs(sum - 100) > TOLERANCE) return null;
  return { distribution: labels.map((_, action) => percents.get(action)! / sum), isExact };
}

/** A number in [0, 100], or one in words such as "70 %"; null for anything else. */
function percentOf(value: Json): number | null {
  const number =
    typeof value === "number"
      ? value
      : typeof value === "string" && /^\s*\d+(\.\d+)?\s*%?\s*$/.test(value)
        ? Number.parseFloat(value)
        : NaN;
  return number >= 0 && number <= 100 ? number : null;
}

/** The action at a point of [0, 1), where each action takes up as much of it as its probability. */
export function actionAt(point: number, distribution: readonly number[]): number {
  let upTo = 0;
  for (let action = 0; action < distribution.length; action++) {
    upTo += distribution[action]!;
    if (point < upTo) return action;
  }
  // The sum fell short of 1 by rounding: the last action that has a share at all.
  return distribution.findLastIndex((share) => share > 0);
}
