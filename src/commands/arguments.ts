import { InvalidArgumentError } from "commander";

function numberIn(text: string, accepts: string, isFine: (value: number) => boolean): number {
  const value = text.trim() === "" ? NaN : Number(text);
  if (!isFine(value)) throw new InvalidArgumentError(`It must be ${accepts}.`);
  return value;
}

/** Reads an option that counts something, from `min` up. */
export const whole =
  (min: number, max = Number.MAX_SAFE_INTEGER) =>
  (text: string): number =>
    numberIn(text, `an integer in [${min}, ${max}]`, (v) => Number.isSafeInteger(v) && v >= min && v <= max);

/** Reads an option that is a probability. */
export const probability = (text: string): number =>
  numberIn(text, "a number in [0, 1]", (v) => v >= 0 && v <= 1);

/** Reads an option that is a part of something, neither nothing nor all of it. */
export const share = (text: string): number => numberIn(text, "a number in (0, 1)", (v) => v > 0 && v < 1);

/** Reads an option that is an amount of money. */
export const amount = (text: string): number =>
  numberIn(text, "a number from 0 up", (v) => v >= 0 && Number.isFinite(v));
