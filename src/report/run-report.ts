import type { CallSummary } from "../core/usage.ts";
import type { Game } from "../core/game.ts";
import type { Terms } from "../core/terms.ts";
import type { MatchRecord } from "../core/trajectory.ts";
import type { Talk } from "../core/talk.ts";
import type { CurvePoint } from "../stats/cooperation-by-turn.ts";
import type { Pairwise } from "../stats/pairwise.ts";
import type { ProfileReport } from "../stats/profile/profile.ts";
import type { Standing } from "../stats/standings.ts";
import type { Transitions } from "../stats/transitions.ts";
import type { PlayerStates } from "./states.ts";

/** All that documents about a run are made from. Nothing in it depends on the order in which matches ended. */
export interface RunReport {
  readonly run: RunHead;
  /** In the order of the standings. */
  readonly standings: readonly Standing[];
  readonly pairwise: Pairwise;
  /** In the order of the standings. */
  readonly states: readonly PlayerStates[];
  /** By player; empty where the game has other than two actions. */
  readonly transitions: ReadonlyMap<string, Transitions>;
  /** Null in a game without a cooperative action. */
  readonly curves: CooperationCurves | null;
  /** Payoff per turn of each complete match against another, by player. */
  readonly payoffs: ReadonlyMap<string, readonly number[]>;
  /** Null where no profile could be made; `profileLacking` then says why. */
  readonly profile: ProfileReport | null;
  readonly profileLacking: string | null;
  /** Resamples of the profile's intervals. */
  readonly profileResamples: number;
  readonly calls: readonly CallSummary[];
  /** What was paid in all, in a sentence; null where nothing was. */
  readonly paid: string | null;
  readonly aborted: readonly AbortedMatch[];
  readonly sample: TrajectorySample;
  readonly manifest: Manifest;
}

/** What a run is. */
export interface RunHead {
  readonly id: number;
  readonly name: string;
  readonly status: string;
  readonly game: Game;
  readonly seed: number;
  readonly noise: number;
  readonly told: Terms;
  readonly talk: Talk | null;
  /** In ms since 1970; null where the run did not end in order. */
  readonly startedAt: number;
  readonly endedAt: number | null;
  readonly planned: number;
  /** In the log, aborted ones included. */
  readonly matches: number;
  readonly aborted: number;
  /** Turns of all matches. */
  readonly turns: number;
  readonly players: readonly { readonly id: string; readonly kind: string }[];
  /** What the run is in a grid, by factor, as people write it. */
  readonly factors: readonly (readonly [name: string, value: string])[];
}

/** Cooperation over the turns: of everybody together, and of each player in the order of the standings. */
export interface CooperationCurves {
  readonly all: readonly CurvePoint[];
  readonly players: readonly { readonly player: string; readonly points: readonly CurvePoint[] }[];
}

/** A match that has no end, and why. */
export interface AbortedMatch {
  readonly id: number;
  readonly row: string;
  readonly column: string;
  /** Counts from 0. */
  readonly repetition: number;
  /** Turns that were complete. */
  readonly turns: number;
  readonly code: string;
  readonly detail: string;
}

/** Matches that a report holds move by move. */
export interface TrajectorySample {
  /** Matches of the run. */
  readonly total: number;
  /** With their calls and messages, in the order of players. */
  readonly matches: readonly SampledMatch[];
  /** How they were chosen where they are not all, in a clause: "drawn at random with seed 1". */
  readonly how: string;
}

/** A match and its number in the log. */
export interface SampledMatch {
  readonly id: number;
  readonly record: MatchRecord;
}

/** What is needed to make the run again, and to see that it is the same one. */
interface Manifest {
  /** The tournament as JSON. */
  readonly spec: string;
  readonly specHash: string;
  readonly codeVersion: string;
  readonly nodeVersion: string;
  /** The version that wrote the report. */
  readonly reportVersion: string;
  readonly commands: readonly string[];
}
