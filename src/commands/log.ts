import type { TournamentEvent, TournamentPlan } from "../core/events.ts";
import { parsePlayerId } from "../core/player-id.ts";
import type { MatchKey, MatchRecord } from "../core/trajectory.ts";
import type { RunId } from "../store/runs.ts";
import type { Store } from "../store/store.ts";
import type { Sink } from "../tournament/run.ts";
import type { Tournament } from "../tournament/spec.ts";
import { version } from "../version.ts";
import { note } from "./output.ts";

/** A run's place in the log while it is being played. */
export interface RunLog extends Sink {
  readonly run: RunId;
  /** How many matches were there before; null for a new run. */
  readonly resumed: number | null;
  readonly isFinished: (match: MatchKey) => boolean;
  /** The events of the run, with those matches first that were there before it went on. */
  withHistory(events: AsyncIterable<TournamentEvent>): AsyncIterable<TournamentEvent>;
  /** Writes down how it ended. */
  end(): void;
}

/** Finds the interrupted run of the same tournament in the log, or begins a new one. */
export function openRun(
  store: Store,
  tournament: Tournament,
  plan: TournamentPlan,
  { fresh, now }: { readonly fresh: boolean; readonly now: () => number },
): RunLog {
  const interrupted = fresh ? null : store.resumableRun(tournament.hash);
  const isOurs = interrupted?.codeVersion === version;
  if (interrupted !== null && !isOurs) {
    note(
      `run ${interrupted.id} was begun by coplay ${interrupted.codeVersion}; starting anew with ${version}`,
    );
  }
  const resumed = interrupted !== null && isOurs ? interrupted : null;
  if (resumed !== null) store.continueRun(resumed.id);
  const run = resumed?.id ?? beginRun(store, tournament, plan, now());

  const keyOf = ({ row, column, repetition }: Omit<MatchKey, "seed">): string =>
    `${row}\n${column}\n${repetition}`;
  const there = new Set(resumed === null ? [] : store.finished(run).map(keyOf));
  let logged = there.size;
  let batchStartedAt = now();

  return {
    run,
    resumed: resumed === null ? null : there.size,
    isFinished: (match) => there.has(keyOf(match)),
    append(records: readonly MatchRecord[]) {
      const endedAt = now();
      store.append(run, records, { startedAt: batchStartedAt, endedAt });
      batchStartedAt = endedAt;
      logged += records.length;
    },
    async *withHistory(events) {
      for await (const event of events) {
        yield event;
        if (event.kind === "started" && there.size > 0)
          yield { kind: "matches", records: [...store.records(run)] };
      }
    },
    end: () => store.endRun(run, logged === plan.matches ? "complete" : "stopped", now()),
  };
}

function beginRun(store: Store, tournament: Tournament, plan: TournamentPlan, startedAt: number): RunId {
  const { name, hash, seed, game, noise, told, players } = tournament;
  return store.beginRun({
    name,
    spec: JSON.stringify(tournament.spec),
    specHash: hash,
    seed,
    game,
    noise,
    told,
    plannedMatches: plan.matches,
    plannedTurns: plan.turns,
    codeVersion: version,
    nodeVersion: process.version,
    startedAt,
    players: players.map(({ id, kind }) => ({
      id,
      kind,
      parameters: JSON.stringify(parsePlayerId(id).parameters),
    })),
  });
}
