import { SpecError } from "../core/errors.ts";

/** A line of a file that is imported. */
export interface Place {
  readonly file: string;
  /** Counts from 1. */
  readonly line: number;
}

/** What is wrong with an imported file, and on which line. */
export const faultAt = ({ file, line }: Place, message: string, hint?: string, cause?: unknown): SpecError =>
  new SpecError(message, { place: `${file}:${line}`, hint, cause });

const LONGEST = 60;

/** A value from a file as messages show it: quoted, and cut where it is long. */
export function shown(value: unknown): string {
  const text = typeof value === "string" ? `"${value}"` : JSON.stringify(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}
