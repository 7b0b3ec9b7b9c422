import { C, D, type Action } from "./action.ts";
import { SpecError } from "./errors.ts";
import type { RawParameters, RawValue } from "./player-id.ts";

/**
 * One parameter of a player or a game: what values it takes and how it reads them from outside.
 * A default of `undefined` means that it is worked out from the terms of the match.
 */
export interface Parameter<T> {
  /** What it accepts, as a phrase: "a number in [0, 1]". */
  readonly accepts: string;
  readonly default: T;
  /** The value, or undefined where `raw` is not acceptable. */
  read(raw: RawValue): T | undefined;
  write(value: T): RawValue;
}

/** What a player or a game can be given, by the names that its code uses (camelCase, and R, S, T, P). */
export type ParameterSet = Readonly<Record<string, Parameter<unknown>>>;

/** The values of a set, once read. */
export type ValuesOf<S extends ParameterSet> = {
  readonly [K in keyof S]: S[K] extends Parameter<infer T> ? T : never;
};

const asIs = (value: RawValue): RawValue => value;

/** A number in [min, max]. */
export function real<T extends number | undefined>(
  byDefault: T,
  min: number,
  max: number,
): Parameter<number | T> {
  const accepts = `a number in [${min}, ${max}]`;
  const read = (raw: RawValue): number | undefined =>
    typeof raw === "number" && raw >= min && raw <= max ? raw : undefined;
  return { accepts, default: byDefault, read, write: (value) => value ?? "" };
}

/** A probability. */
export const unit = <T extends number | undefined>(byDefault: T): Parameter<number | T> =>
  real(byDefault, 0, 1);

/** An integer in [min, max]. */
export function integer(byDefault: number, min: number, max: number): Parameter<number> {
  const accepts = `an integer in [${min}, ${max}]`;
  const read = (raw: RawValue): number | undefined =>
    typeof raw === "number" && Number.isInteger(raw) && raw >= min && raw <= max ? raw : undefined;
  return { accepts, default: byDefault, read, write: asIs };
}

/** True or false. */
export function flag(byDefault: boolean): Parameter<boolean> {
  const read = (raw: RawValue): boolean | undefined => (typeof raw === "boolean" ? raw : undefined);
  return { accepts: "true or false", default: byDefault, read, write: asIs };
}

const SYMBOLS = "CD";

/** C or D. */
export function move(byDefault: Action): Parameter<Action> {
  const read = (raw: RawValue): Action | undefined => (raw === "C" ? C : raw === "D" ? D : undefined);
  return { accepts: "C or D", default: byDefault, read, write: (value) => SYMBOLS[value]! };
}

/** A first move: C, D, or the probability of C. The value is that probability. */
export function opening(byDefault: number): Parameter<number> {
  const read = (raw: RawValue): number | undefined => {
    if (raw === "C") return 1;
    if (raw === "D") return 0;
    return typeof raw === "number" && raw >= 0 && raw <= 1 ? raw : undefined;
  };
  const write = (value: number): RawValue => (value === 1 ? "C" : value === 0 ? "D" : value);
  return { accepts: "C, D or the probability of C", default: byDefault, read, write };
}

/** A list of moves, written as a word of C and D; not empty. */
export function moves(byDefault: string): Parameter<readonly Action[]> {
  const fromWord = (word: string): readonly Action[] =>
    Array.from(word, (symbol) => (symbol === "C" ? C : D));
  return {
    accepts: "a word of the letters C and D",
    default: fromWord(byDefault),
    read: (raw) => (typeof raw === "string" && /^[CD]+$/.test(raw) ? fromWord(raw) : undefined),
    write: (value) => value.map((action) => SYMBOLS[action]).join(""),
  };
}

/** A list of `byDefault.length` probabilities. */
export function probabilities(byDefault: readonly number[]): Parameter<readonly number[]> {
  const isProbability = (raw: RawValue): raw is number => typeof raw === "number" && raw >= 0 && raw <= 1;
  return {
    accepts: `a list of ${byDefault.length} probabilities`,
    default: byDefault,
    read: (raw) =>
      typeof raw === "object" && raw.length === byDefault.length && raw.every(isProbability)
        ? raw
        : undefined,
    write: asIs,
  };
}

/** One of a few words. */
export function choice<const W extends string, D extends W | undefined>(
  byDefault: D,
  words: readonly W[],
): Parameter<W | D> {
  return {
    accepts: `one of ${words.join(", ")}`,
    default: byDefault,
    read: (raw) => words.find((word) => word === raw),
    write: (value) => value ?? "",
  };
}

/**
 * Text that `parse` turns into a value; `parse` returns undefined for text it cannot use.
 *
 * @param accepts what it takes, as a phrase
 */
export function text<T>(
  byDefault: string,
  accepts: string,
  parse: (raw: string) => T | undefined,
  write: (value: T) => string,
): Parameter<T> {
  const value = parse(byDefault);
  if (value === undefined) throw new Error(`default ${byDefault} is not ${accepts}`);
  return { accepts, default: value, read: (raw) => parse(String(raw)), write };
}

/** `deadlockThreshold` in code is `deadlock-threshold` in ids and files; the symbols R, S, T, P stay. */
export const toKebab = (key: string): string =>
  key.replace(/(?<=[a-z0-9])[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/**
 * Reads raw parameters, keyed in kebab-case, against a set; what is not given takes its default.
 *
 * @throws SpecError for a key that the set does not have, or a value that its parameter does not accept
 */
export function readParameters<S extends ParameterSet>(
  owner: string,
  set: S,
  raw: RawParameters,
): ValuesOf<S> {
  const known = new Map(Object.keys(set).map((key) => [toKebab(key), key]));
  const values: Record<string, unknown> = {};
  for (const [key, parameter] of Object.entries(set)) values[key] = parameter.default;
  for (const [written, given] of Object.entries(raw)) {
    const key = known.get(written);
    if (key === undefined) {
      const takes = known.size === 0 ? "takes no parameters" : `takes ${[...known.keys()].join(", ")}`;
      throw new SpecError(`${owner} has no parameter "${written}"`, { hint: `${owner} ${takes}.` });
    }
    const parameter = set[key]!;
    const value = parameter.read(given);
    if (value === undefined) {
      const shown = typeof given === "object" ? JSON.stringify(given) : String(given);
      throw new SpecError(`${written} must be ${parameter.accepts}, got ${shown} for ${owner}`);
    }
    values[key] = value;
  }
  return values as ValuesOf<S>;
}

/** The parameters that differ from their defaults, in the set's order and in kebab-case: what a canonical id shows. */
export function writeParameters<S extends ParameterSet>(set: S, values: ValuesOf<S>): RawParameters {
  const raw: Record<string, RawValue> = {};
  for (const [key, parameter] of Object.entries(set)) {
    const value = (values as Record<string, unknown>)[key];
    if (value === undefined) continue;
    const written = parameter.write(value);
    const isDefault =
      parameter.default !== undefined &&
      JSON.stringify(written) === JSON.stringify(parameter.write(parameter.default));
    if (!isDefault) raw[toKebab(key)] = written;
  }
  return raw;
}
