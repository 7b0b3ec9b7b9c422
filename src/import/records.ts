import type { CallRecord } from "../core/call.ts";
import { SEATS, type Seat } from "../core/seat.ts";
import { NO_TREMBLES, type MatchRecord } from "../core/trajectory.ts";
import type { MappingFile } from "./mapping.ts";
import type { ImportedMatch } from "./match.ts";
import type { SeatMoves } from "./moves.ts";
import type { ImportedPlayer } from "./players.ts";
import { readMatches } from "./read.ts";
import type { ReadGame } from "./setting.ts";
import type { PlannedRun, Survey } from "./survey.ts";

/** A match to be logged, and which of the survey's runs it belongs to. */
export interface PlacedRecord {
  readonly run: number;
  readonly record: MatchRecord;
}

/**
 * Reads the files of a survey again, for good. A match that the file does not number is counted within its pairing.
 *
 * @throws SpecError where a file is not what it was when it was surveyed, as far as that shows
 */
export async function* recordsOf(
  files: readonly string[],
  mapping: MappingFile,
  readGame: ReadGame,
  { runs }: Survey,
): AsyncGenerator<readonly PlacedRecord[], void, undefined> {
  const indices = new Map(runs.map(({ key }, index) => [key, index]));
  const counted = runs.map(() => new Map<string, number>());
  for await (const { matches } of readMatches(files, mapping, readGame)) {
    yield matches.map((match) => {
      const run = indices.get(match.setting.key);
      if (run === undefined) throw new Error("a match of a run that the survey did not find");
      const { row, column } = match.players;
      const pairing = `${row.id}\n${column.id}`;
      const next = counted[run]!.get(pairing) ?? 0;
      counted[run]!.set(pairing, next + 1);
      return { run, record: recordOf(match, runs[run]!, match.repetition ?? next, mapping) };
    });
  }
}

function recordOf(
  { players, moves, plannedTurns, reason }: ImportedMatch,
  { game, noise, seed, told }: PlannedRun,
  repetition: number,
  { mapping }: MappingFile,
): MatchRecord {
  const { row, column } = moves;
  const calls = SEATS.flatMap((seat) => callsOf(seat, players[seat], mapping, moves[seat])).sort(
    (a, b) => a.turn - b.turn,
  );
  const turns = row.moves.length;
  return {
    match: {
      seed,
      row: players.row.id,
      column: players.column.id,
      repetition,
      game,
      turns: plannedTurns,
      noise,
      told,
    },
    row: Uint8Array.from(row.moves),
    column: Uint8Array.from(column.moves),
    trembles:
      noise === 0
        ? NO_TREMBLES
        : { row: flagged(row.trembles, turns), column: flagged(column.trembles, turns) },
    ...(reason === null ? { status: "complete" } : { status: "aborted", reason }),
    ...(calls.length === 0 ? {} : { calls }),
  };
}

function flagged(turns: readonly number[], length: number): Uint8Array {
  const flags = new Uint8Array(length);
  for (const turn of turns) flags[turn] = 1;
  return flags;
}

/** What is known of how an agent came to its moves: whether they are its own, and its reasons. A call for each. */
function callsOf(
  seat: Seat,
  { id, kind }: ImportedPlayer,
  mapping: MappingFile["mapping"],
  { moves, fallbacks, reasons }: SeatMoves,
): readonly CallRecord[] {
  const isTold = (mapping[seat].fallbacks ?? mapping[seat].reasoning) !== undefined;
  if (kind !== "agent" || !isTold) return [];
  const substituted = new Set(fallbacks);
  return moves.map((_, turn) => ({
    ...UNKNOWN,
    seat,
    turn,
    modelAsked: id,
    reasoning: reasons[turn] ?? null,
    parseStatus: substituted.has(turn) ? "fallback" : "ok",
  }));
}

const UNKNOWN: Omit<CallRecord, "seat" | "turn" | "modelAsked" | "parseStatus" | "reasoning"> = {
  purpose: "act",
  attempt: 0,
  provider: "imported",
  modelAnswered: null,
  elicitation: "imported",
  prompt: "",
  promptHash: "",
  labels: null,
  request: "{}",
  reply: null,
  answer: null,
  fault: null,
  distribution: null,
  labelProbabilities: null,
  tokens: { input: null, cached: null, output: null, reasoning: null },
  costUsd: null,
  latencyMs: null,
  retries: 0,
  isCached: false,
  error: null,
};
