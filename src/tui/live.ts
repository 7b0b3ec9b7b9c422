import type { TournamentEvent, TournamentPlan } from "../core/events.ts";
import { outcomeCounts, totalsOf, type MatchRecord } from "../core/trajectory.ts";
import type { AbortReason } from "../core/abort.ts";
import { tally, type MatchTally } from "../stats/tally.ts";
import { withAborts } from "./replies.ts";

/** How many finished matches the feed remembers. */
export const FEED_LENGTH = 500;

/** A finished match, reduced to what one line about it needs. */
export interface Finished {
  /** Counts from 1, in the order of ending. */
  readonly number: number;
  readonly row: string;
  readonly column: string;
  readonly repetition: number;
  readonly turns: number;
  readonly score: { readonly row: number; readonly column: number };
  /** Share of turns in [0, 1] on which each seat cooperated; null where the game has no cooperative action. */
  readonly cooperation: { readonly row: number; readonly column: number } | null;
  /** Present if and only if the match was aborted. */
  readonly reason: AbortReason | null;
}

/** What the screens know of a tournament: tallies of all matches, and the records of none. */
export interface Live {
  /** Null until the tournament has started. */
  readonly plan: TournamentPlan | null;
  readonly status: "waiting" | "running" | "stopping" | "complete" | "stopped";
  /** Matches of earlier runs: the first so many of those told. They count in the figures but not in the rate. */
  readonly alreadyPlayed: number;
  /** Matches told, and turns of those that this run played. */
  readonly finished: number;
  readonly turns: number;
  readonly aborted: number;
  /** Aborted matches by the code of their reason. */
  readonly abortedBy: ReadonlyMap<string, number>;
  /** The tournament's seed; null before the first match. */
  readonly seed: number | null;
  readonly startedMs: number;
  /** Null while it runs. */
  readonly endedMs: number | null;
  readonly tallies: readonly MatchTally[];
  /** Newest first, {@link FEED_LENGTH} at most. */
  readonly feed: readonly Finished[];
}

/** Before the first event. */
export const waiting: Live = {
  plan: null,
  status: "waiting",
  alreadyPlayed: 0,
  finished: 0,
  turns: 0,
  aborted: 0,
  abortedBy: new Map(),
  seed: null,
  startedMs: 0,
  endedMs: null,
  tallies: [],
  feed: [],
};

/** Whether nothing more will happen. */
export const hasEnded = ({ status }: Live): boolean => status === "complete" || status === "stopped";

/** The state after further events. They are taken together, so that a burst costs one copy. */
export function advance(live: Live, events: readonly TournamentEvent[], nowMs: number): Live {
  let next = live;
  const records: MatchRecord[] = [];
  for (const event of events) {
    switch (event.kind) {
      case "started": {
        const { plan, alreadyPlayed } = event;
        const status = next.status === "stopping" ? "stopping" : "running";
        next = { ...next, plan, alreadyPlayed, status, startedMs: nowMs };
        break;
      }
      case "matches":
        for (const record of event.records) records.push(record);
        break;
      case "ended":
        next = { ...next, status: event.status, endedMs: nowMs };
        break;
      default:
        throw unknownEvent(event);
    }
  }
  return records.length === 0 ? next : withMatches(next, records);
}

/** Does not compile while there is a kind of event that is not heeded. */
const unknownEvent = (event: never): RangeError =>
  new RangeError(`there is no such event: ${JSON.stringify(event)}`);

function withMatches(live: Live, records: readonly MatchRecord[]): Live {
  const before = live.finished;
  const own = records.slice(Math.max(0, live.alreadyPlayed - before));
  const remembered = records.slice(-FEED_LENGTH);
  const newest = remembered.map((record, i) => ({
    ...summary(record),
    number: before + records.length - remembered.length + i + 1,
  }));
  return {
    ...live,
    finished: before + records.length,
    turns: own.reduce((sum, { row }) => sum + row.length, live.turns),
    aborted: live.aborted + records.filter(({ status }) => status === "aborted").length,
    abortedBy: withAborts(live.abortedBy, records),
    seed: live.seed ?? records[0]!.match.seed,
    tallies: live.tallies.concat(records.map(tally)),
    feed: [...newest.reverse(), ...live.feed].slice(0, FEED_LENGTH),
  };
}

/** The state once somebody has asked the run to stop. */
export function stopping(live: Live): Live {
  return hasEnded(live) ? live : { ...live, status: "stopping" };
}

/** The state once no further event will come; a run that never said how it ended was stopped. */
export function closed(live: Live, nowMs: number): Live {
  return hasEnded(live) ? live : { ...live, status: "stopped", endedMs: nowMs };
}

function summary(record: MatchRecord): Omit<Finished, "number"> {
  const { match, row, reason } = record;
  const turns = row.length;
  const totals = totalsOf(match.game, outcomeCounts(record, match.game.actions.length));
  const cooperations = { row: totals.row.cooperations, column: totals.column.cooperations };
  return {
    row: match.row,
    column: match.column,
    repetition: match.repetition,
    turns,
    score: { row: totals.row.score, column: totals.column.score },
    cooperation:
      cooperations.row === null || cooperations.column === null || turns === 0
        ? null
        : { row: cooperations.row / turns, column: cooperations.column / turns },
    reason: reason ?? null,
  };
}
