import type { Game } from "../core/game.ts";
import type { Json } from "../core/json.ts";
import type { Player } from "../core/player.ts";
import type { Seat } from "../core/seat.ts";
import type { Terms } from "../core/terms.ts";
import type { MatchRecord } from "../core/trajectory.ts";

/** A run to export, as its log tells of it. */
export interface SourceRun {
  readonly id: number;
  readonly name: string;
  readonly specHash: string;
  readonly seed: number;
  readonly codeVersion: string;
  readonly game: Game;
  readonly noise: number;
  readonly told: Terms;
  /** Values by factor, of a cell of a grid; empty for a run that stands for itself. */
  readonly factors: Readonly<Record<string, Json>>;
  readonly players: readonly { readonly id: string; readonly kind: Player["kind"] }[];
}

/** The matches of one kind that two players had in these seats. */
export interface SourcePairing {
  readonly row: string;
  readonly column: string;
  readonly status: MatchRecord["status"];
  readonly matches: number;
  readonly turns: number;
  /** Turns of the longest. */
  readonly longest: number;
}

/** A match of the log, by the number that the log gives it. */
interface SourceRecord {
  readonly id: number;
  readonly record: MatchRecord;
}

/** A match's place in the log, without its moves. */
export interface SourceEntry extends Omit<SourcePairing, "matches" | "longest"> {
  readonly id: number;
}

/** Reads runs from a log that does not change meanwhile. */
export interface LogReader {
  pairings(run: SourceRun): readonly SourcePairing[];
  /** All matches, in the order in which they were logged; with calls and messages only where they are asked for. */
  matches(run: SourceRun, calls: boolean): Iterable<SourceRecord>;
  /** The same without moves, in an order that does not depend on when they were played. */
  entries(run: SourceRun): Iterable<SourceEntry>;
  match(run: SourceRun, id: number): MatchRecord;
}

/** The parts of a dataset; without a validation share everything is for training. */
export type Split = "train" | "validation";

export const SPLITS: readonly Split[] = ["train", "validation"];

/** A match that is exported. */
export interface SourceMatch extends SourceRecord {
  readonly run: SourceRun;
  readonly split: Split;
  /** The seats that are asked for; at least one. */
  readonly seats: readonly Seat[];
}

/** How much there is of something. */
export interface Counts {
  readonly pairings: number;
  readonly matches: number;
  readonly turns: number;
  /** Matches, counted once for each seat that is asked for. */
  readonly episodes: number;
  /** Turns of the longest match. */
  readonly longest: number;
}
