import type { MatchRecord } from "../../../src/core/trajectory.ts";
import { collection, type Collection, type SeatFacts } from "../../../src/stats/profile/collect.ts";
import type { ProfileRun } from "../../../src/stats/profile/measured.ts";
import type { Profile, ProfileReport } from "../../../src/stats/profile/profile.ts";
import { profileReport, type ProfileOptions } from "../../../src/stats/profile/report.ts";
import { prisonersDilemma } from "../records.ts";

/** A run of the prisoner's dilemma whose players were told nothing of its end; `changes` say what is special about it. */
export const aRun = (changes: Partial<ProfileRun> = {}): ProfileRun => ({
  id: 1,
  name: "hand-made",
  game: prisonersDilemma,
  isTold: false,
  factors: {},
  ...changes,
});

/** A match of a run, and what is known of its seats beside the moves. */
export interface Played {
  readonly record: MatchRecord;
  /** By its place among the runs. */
  readonly run?: number;
  readonly row?: Partial<SeatFacts>;
  readonly column?: Partial<SeatFacts>;
  /** By default it is an agent's match: played again, it may go otherwise. */
  readonly isSeeded?: boolean;
}

/** What profiles are made of, of some matches. */
export interface Sketch extends Partial<ProfileOptions> {
  readonly players: readonly string[];
}

/** The report on matches of hand-made runs. */
export function reportOn(played: readonly (Played | MatchRecord)[], sketch: Sketch): ProfileReport {
  const options = { runs: [aRun()], by: null, seed: 1, ...sketch };
  return profileReport(collected(played, options), options);
}

/** Such matches, as reports are made from them. */
export function collected(
  played: readonly (Played | MatchRecord)[],
  options: Pick<ProfileOptions, "runs" | "players">,
): Collection {
  const found = collection(options.runs, options.players);
  for (const one of played) {
    const {
      record,
      run = 0,
      row = {},
      column = {},
      isSeeded = false,
    } = "record" in one ? one : { record: one };
    const { match } = record;
    const facts = { group: null, fallbacks: [], asked: null };
    found.add(record, run, {
      row: { player: match.row, coPlayer: match.column, ...facts, ...row },
      column: { player: match.column, coPlayer: match.row, ...facts, ...column },
      isSeeded,
    });
  }
  return found;
}

/** The profile of player "a" in such matches. */
export const profileOf = (
  played: readonly (Played | MatchRecord)[],
  sketch: Partial<ProfileOptions> = {},
): Profile => reportOn(played, { players: ["a"], ...sketch }).profiles[0]!;

/** A figure's value in the profile of player "a". */
export const valueOf = (
  figure: string,
  played: readonly (Played | MatchRecord)[],
  sketch: Partial<ProfileOptions> = {},
): number | null => profileOf(played, { resamples: 0, ...sketch }).estimates[figure]!.value;
