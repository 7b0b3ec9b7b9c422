import { canonicalJson, type Json } from "../../core/json.ts";

/** Settings that say how long a training goes on, and change nothing of what it has learned until then. */
export const LENGTHS: readonly string[] = ["phases", "updates"];

/**
 * A setting in which two trainings differ, whatever they say they are for; null where there is none.
 *
 * @param free settings that may differ
 */
export function changedSetting(then: object, now: object, free: readonly string[] = []): string | null {
  const [before, after] = [new Map(Object.entries(then)), new Map(Object.entries(now))];
  const keys = [...before.keys(), ...after.keys()].filter(
    (key) => key !== "description" && !free.includes(key),
  );
  return keys.find((key) => settingText(before.get(key)) !== settingText(after.get(key))) ?? null;
}

/** What a setting is set to; equal for equal ones. */
export const settingText = (value: unknown): string =>
  value === undefined ? "unset" : canonicalJson(value as Json);
