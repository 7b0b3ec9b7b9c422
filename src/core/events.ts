import type { Game } from "./game.ts";
import type { MatchRecord } from "./trajectory.ts";

/** What a tournament is about to do; enough to draw an empty table. */
export interface TournamentPlan {
  readonly name: string;
  readonly game: Game;
  /** Canonical player ids, in the file's order. */
  readonly players: readonly string[];
  readonly repetitions: number;
  /** Matches of the whole tournament, and turns of all of them. */
  readonly matches: number;
  readonly turns: number;
}

/** What a running tournament tells whoever listens. */
export type TournamentEvent =
  | { readonly kind: "started"; readonly plan: TournamentPlan; readonly alreadyPlayed: number }
  /** Matches that ended, complete or aborted, in the order they were logged. */
  | { readonly kind: "matches"; readonly records: readonly MatchRecord[] }
  | { readonly kind: "ended"; readonly status: "complete" | "stopped" };
