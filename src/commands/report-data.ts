import { stream } from "../core/random.ts";
import { keyOf, type MatchRecord } from "../core/trajectory.ts";
import type {
  AbortedMatch,
  CooperationCurves,
  RunHead,
  RunReport,
  TrajectorySample,
} from "../report/run-report.ts";
import {
  cooperationByTurn,
  countByTurn,
  ofBothSeats,
  turnBins,
  type CurveObservation,
  type TurnBin,
} from "../stats/cooperation-by-turn.ts";
import { pairwise } from "../stats/pairwise.ts";
import type { ProfileReport } from "../stats/profile/profile.ts";
import { payoffPerTurn, seatsOf } from "../stats/seats.ts";
import { standings, standingsStream, type Standing } from "../stats/standings.ts";
import { conditionalCooperation, stateDistribution } from "../stats/states.ts";
import { tally, type MatchTally } from "../stats/tally.ts";
import { transitionCounter } from "../stats/transitions.ts";
import type { MatchSummary } from "../store/matches.ts";
import type { LoggedRun } from "../store/runs.ts";
import type { Store } from "../store/store.ts";
import { version } from "../version.ts";
import { paidLine } from "./call-summary.ts";
import { factorsOf, writeLevel } from "./factors.ts";
import { PROFILE_RESAMPLES } from "./report-profile.ts";
import { statusOf } from "./run-status.ts";

/** Points of a curve over the turns. */
const MOST_POINTS = 40;

/** Matches that a report holds where nobody says how many. */
const BY_DEFAULT = 200;

/** What is read besides the matches. */
export interface ReportSource {
  readonly store: Store;
  readonly run: LoggedRun;
  /** Matches to hold move by move; by default 200. */
  readonly matches: number | undefined;
  /** Null, or why there is no profile. */
  readonly profile: ProfileReport | { readonly lacking: string };
}

/** Reads all that documents about a run are made from, in one pass over its matches. */
export function reportOf({ store, run, matches, profile }: ReportSource): RunReport {
  const summaries = store.matches(run.id);
  const players = store.players(run.id);
  const ids = players.map(({ id }) => id);
  const complete = summaries.filter(({ status }) => status === "complete");
  const longest = complete.reduce((most, { turns }) => Math.max(most, turns), 0);
  const bins = turnBins(longest, MOST_POINTS);

  const tallies: MatchTally[] = [];
  const transitions = transitionCounter();
  const curves = curveCounter(bins);
  for (const record of store.records(run.id)) {
    tallies.push(tally(record));
    transitions.add(record);
    curves.add(record);
  }

  const matrices = pairwise(tallies, ids);
  const options = { players: ids, random: standingsStream(run.seed), pairwise: matrices };
  const table = standings(tallies, options);
  const seats = seatsOf(tallies);
  const own = (player: string): readonly MatchTally["row"][] => seats.get(player) ?? [];
  const calls = store.callSummary(run.id);
  const spent = [...store.spending(run.id).values()];
  return {
    run: headOf(run, summaries, players),
    standings: table,
    pairwise: matrices,
    states: table.map(({ player }) => ({
      player,
      distribution: stateDistribution(own(player)),
      cooperation: conditionalCooperation(own(player)),
    })),
    transitions: transitions.result(),
    curves: run.game.cooperative === null ? null : curves.result(table, run.seed),
    payoffs: new Map(ids.map((id) => [id, own(id).map(payoffPerTurn)])),
    profile: "lacking" in profile ? null : profile,
    profileResamples: PROFILE_RESAMPLES,
    profileLacking: "lacking" in profile ? profile.lacking : null,
    calls,
    paid: calls.length === 0 && spent.length === 0 ? null : paidLine(calls, spent),
    aborted: summaries.flatMap(abortedMatch),
    sample: sampleOf(store, run, summaries, matches),
    manifest: {
      spec: run.spec,
      specHash: run.specHash,
      codeVersion: run.codeVersion,
      nodeVersion: run.nodeVersion,
      reportVersion: version,
      commands: ["standings", "profile", "matches", "report"].map((command) => `coplay ${command} ${run.id}`),
    },
  };
}

function headOf(run: LoggedRun, summaries: readonly MatchSummary[], players: RunHead["players"]): RunHead {
  const { id, name, game, seed, noise, told, talk, startedAt, endedAt, plannedMatches, aborted } = run;
  return {
    id,
    name,
    status: statusOf(run),
    game,
    seed,
    noise,
    told,
    talk,
    startedAt,
    endedAt,
    planned: plannedMatches,
    matches: run.matches,
    aborted,
    turns: summaries.reduce((sum, { turns }) => sum + turns, 0),
    players: players.map(({ id: player, kind }) => ({ id: player, kind })),
    factors: Object.entries(factorsOf(run)).map(([factor, value]) => [factor, writeLevel(value)]),
  };
}

const abortedMatch = ({ id, row, column, repetition, turns, reason }: MatchSummary): AbortedMatch[] =>
  reason === null ? [] : [{ id, row, column, repetition, turns, ...reason }];

/** Gathers what curves over the turns are made from: complete matches against others. */
function curveCounter(bins: readonly TurnBin[]): {
  add(record: MatchRecord): void;
  result(table: readonly Standing[], seed: number): CooperationCurves;
} {
  const all: CurveObservation[] = [];
  const byPlayer = new Map<string, CurveObservation[]>();
  const note = (player: string, observation: CurveObservation): void => {
    const own = byPlayer.get(player);
    if (own === undefined) byPlayer.set(player, [observation]);
    else own.push(observation);
  };
  return {
    add(record) {
      const { row: rowPlayer, column: columnPlayer } = record.match;
      if (record.status !== "complete" || rowPlayer === columnPlayer) return;
      const row = countByTurn(record, "row", bins);
      const column = countByTurn(record, "column", bins);
      if (row === null || column === null) return;
      note(rowPlayer, row);
      note(columnPlayer, column);
      all.push(ofBothSeats(row, column));
    },
    result(table, seed) {
      const curve = (name: string, own: readonly CurveObservation[]): CooperationCurves["all"] =>
        // Each has a stream of its own, so that who else takes part changes no band.
        cooperationByTurn(own, bins, stream(seed, "over-time", name));
      return {
        all: curve("", all),
        players: table.map(({ player }) => ({ player, points: curve(player, byPlayer.get(player) ?? []) })),
      };
    },
  };
}

/** Some matches with everything that is known of them, chosen by the run's seed alone. */
function sampleOf(
  store: Store,
  { seed }: LoggedRun,
  summaries: readonly MatchSummary[],
  most = BY_DEFAULT,
): TrajectorySample {
  const drawn = summaries
    .map((summary) => ({ summary, at: stream(seed, "sample", keyOf(summary)).uint32() }))
    .sort((a, b) => a.at - b.at || (keyOf(a.summary) < keyOf(b.summary) ? -1 : 1))
    .slice(0, most);
  return {
    total: summaries.length,
    matches: drawn.flatMap(({ summary }) => {
      const match = store.match(summary.id);
      return match === null ? [] : [{ id: summary.id, record: match.record }];
    }),
    how: `drawn at random, by the run's seed, ${seed}`,
  };
}
