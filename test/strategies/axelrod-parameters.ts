import type { RawParameters } from "../../src/core/player-id.ts";

/** How coplay writes a strategy that the library builds with constructor arguments. */
interface Spelling {
  readonly id: string;
  readonly parameters: RawParameters;
}

type Kwargs = Readonly<Record<string, unknown>>;

/** By the library's class: its arguments in our words. */
const spellings: Readonly<Record<string, (kwargs: Kwargs) => Spelling>> = {};

/** Our spelling of a library class at given arguments; undefined where we do not have the class. */
export function ownSpelling(axelrodClass: string, kwargs: Kwargs): Spelling | undefined {
  return spellings[axelrodClass]?.(kwargs);
}
