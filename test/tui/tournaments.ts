import type { TournamentEvent } from "../../src/core/events.ts";
import type { MatchRecord } from "../../src/core/trajectory.ts";
import { catalogue } from "../../src/registry.ts";
import type { Snapshot } from "../../src/tui/follower.ts";
import { figuresOf } from "../../src/tui/figures.ts";
import { repliesOf } from "./calls.ts";
import { advance, waiting } from "../../src/tui/live.ts";
import { runTournament } from "../../src/tournament/run.ts";
import { createTournament } from "../../src/tournament/spec.ts";

/** The fifteen of 1980. */
export const axelrods = [
  "tit-for-tat",
  "tideman-chieruzzi",
  "nydegger",
  "grofman",
  "shubik",
  "stein-rapoport",
  "grudger",
  "davis",
  "graaskamp",
  "downing",
  "feld",
  "joss",
  "tullock",
  "anonymous",
  "random",
];

export interface Played {
  readonly events: readonly TournamentEvent[];
  readonly records: readonly MatchRecord[];
  readonly find: (row: string, column: string, repetition: number) => MatchRecord | undefined;
}

/** Plays a small tournament with self-play; by default a prisoner's dilemma of ten turns, twice. */
export async function play(
  players: readonly string[],
  settings: Readonly<Record<string, unknown>> = {},
): Promise<Played> {
  const data = {
    name: "trial",
    game: "prisoners-dilemma",
    players,
    turns: 10,
    repetitions: 2,
    seed: 1,
    "self-play": true,
    ...settings,
  };
  const tournament = createTournament(data, catalogue, "trial");
  const events: TournamentEvent[] = [];
  for await (const event of runTournament(tournament, { sink: { append: () => undefined } }))
    events.push(event);
  return played(events);
}

/** Events with a way to look up their records. */
function played(events: readonly TournamentEvent[]): Played {
  const records = events.flatMap((event) => (event.kind === "matches" ? event.records : []));
  const find = (row: string, column: string, repetition: number): MatchRecord | undefined =>
    records.find(
      ({ match }) => match.row === row && match.column === column && match.repetition === repetition,
    );
  return { events, records, find };
}

/** The events with some of their records changed. */
export function changed(
  { events }: Played,
  change: (record: MatchRecord, index: number) => MatchRecord,
): Played {
  let index = 0;
  return played(
    events.map((event) =>
      event.kind === "matches"
        ? { ...event, records: event.records.map((one) => change(one, index++)) }
        : event,
    ),
  );
}

/** A record as it would be had the match been aborted after some turns. */
export function aborted(record: MatchRecord, turns: number, detail: string): MatchRecord {
  const reason = { code: "refusal", detail };
  return {
    ...record,
    row: record.row.slice(0, turns),
    column: record.column.slice(0, turns),
    status: "aborted",
    reason,
  };
}

/** What there is to draw once the events have been heard, one second after the start. */
export function snapshotOf({ events, records }: Played): Snapshot {
  const started = advance(waiting, events.slice(0, 1), 0);
  const live = advance(started, events.slice(1), 1000);
  return { live, figures: figuresOf(live, 200, repliesOf(records)) };
}
