import type { ReferenceKey } from "../../core/references.ts";
import type { Interval } from "../interval.ts";

/*
 * How a player cooperates, as a list of figures, and how sure they are: what `coplay profile` prints, the report draws
 * and the terminal UI shows. Everything here is plain data, so that it can be written as JSON as it is. A curve or a
 * distribution is a family of figures, one for each of its points.
 */

/** What belongs together when figures are shown. */
export type Family =
  | "cooperation" // how often, on the first move, and after each outcome
  | "character" // niceness, forgiveness, retaliation, troublemaking, emulation
  | "end-game"
  | "adaptation" // cooperation over the match, in tenths of it
  | "memory-one" // the fit of a memory-one strategy
  | "strategies" // strategy frequencies (SFEM)
  | "zero-determinant"
  | "sensitivity" // to payoffs, to languages, and from match to match
  | "quantal" // TQRE, response entropy
  | "conduct"; // shares of fallback, refused and aborted

/** What a figure of a profile is. */
export interface ProfileFigure {
  /** Kebab-case, unique: "cooperation", "cooperation-after-cd", "sfem-tit-for-tat", "adaptation-3". */
  readonly id: string;
  readonly family: Family;
  /** Short, for a table's header: "p(C | CD)". */
  readonly title: string;
  /** What it says, in one sentence. */
  readonly description: string;
  /** What the figure counts: "share of turns". */
  readonly unit: string;
  /** The values that it can take, as a phrase: "[0, 1]". */
  readonly range: string;
  /** What `n` counts: "turns", "matches", "moves after CD". */
  readonly counts: string;
  readonly source: ReferenceKey;
}

/** A figure as it was measured. */
export interface Estimate {
  /** Null where the data do not say; `lacking` then says why. */
  readonly value: number | null;
  /** At 95 %, by bootstrap over matches; null where there is none. */
  readonly interval: Interval | null;
  /** How much it was measured on, in what the figure `counts`. */
  readonly n: number;
  /** Why there is no value, for people: "needs 2 matches, has 1"; null where there is one. */
  readonly lacking: string | null;
}

/** How a player cooperates, in all of its matches or in those of one group. */
export interface Profile {
  readonly player: string;
  /** What they have in common, such as a game or a co-player; null where they are not grouped. */
  readonly group: string | null;
  /** Complete matches against others, and the player's turns in them. */
  readonly matches: number;
  readonly turns: number;
  /** Aborted matches, which are in no figure but the share of them. */
  readonly aborted: number;
  /** Moves that were fallbacks. */
  readonly fallbacks: number;
  /** By id of the figure; all figures of the report are there. */
  readonly estimates: Readonly<Record<string, Estimate>>;
  /** The same with fallback moves left out; null where there are none. */
  readonly withoutFallbacks: Readonly<Record<string, Estimate>> | null;
}

/** The chance, over all differences that are shown, that one is called beyond chance without being so. */
export const SIGNIFICANCE = 0.05;

/** How two profiles differ in one figure: the first less the second. */
export interface Difference {
  readonly figure: string;
  readonly group: string | null;
  readonly players: readonly [string, string];
  readonly value: number;
  /** At 95 %, by bootstrap over matches. */
  readonly interval: Interval | null;
  /**
   * Two-sided, by the same bootstrap, but not below what so few observations can tell; and adjusted by Holm's method over
   * all differences of the report.
   */
  readonly p: number | null;
  readonly adjustedP: number | null;
}

/** Profiles of some players over some runs. */
export interface ProfileReport {
  readonly runs: readonly { readonly id: number; readonly name: string; readonly game: string }[];
  /** What matches are grouped by: "game", "co-player", "language" …; null where they are not. */
  readonly by: string | null;
  readonly figures: readonly ProfileFigure[];
  /** In the order of players, then of groups. */
  readonly profiles: readonly Profile[];
  readonly differences: readonly Difference[];
}
