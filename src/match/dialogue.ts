import type { Action } from "../core/action.ts";
import { startOf, type Outcome } from "../core/outcome.ts";
import type { AgentSeat, Move, Player } from "../core/player.ts";
import { NO_TREMBLES, type MatchRecord, type MatchSpec } from "../core/trajectory.ts";
import { MatchAbort, type AbortReason } from "../core/abort.ts";
import type { CallRecord } from "../core/call.ts";
import type { Seat } from "../core/seat.ts";
import { requireAction } from "./action-check.ts";
import { laneOf, sitDown } from "./lockstep.ts";
import { COLUMN_TREMBLES, ROW_TREMBLES, trembled, whoTrembles } from "./noise.ts";
import { matchStream } from "./streams.ts";

/**
 * Plays one match in which at least one player has to be waited for. Both seats are asked at the same time. When one
 * cannot move, the other is told to stop, and the match is recorded as aborted with the turns that were complete.
 *
 * @returns null where `signal` stopped the whole run: the match is then played again when the run goes on
 * @throws whatever a seat throws that is not a MatchAbort: a programmer's fault is not a result
 */
export async function playDialogue(
  row: Player,
  column: Player,
  match: MatchSpec,
  signal: AbortSignal,
): Promise<MatchRecord | null> {
  const stop = new AbortController();
  const ownSignal = AbortSignal.any([signal, stop.signal]);
  const seats = { row: sit(row, match, "row", ownSignal), column: sit(column, match, "column", ownSignal) };
  try {
    return await playSeated(seats, match, signal, stop);
  } finally {
    seats.row.close();
    seats.column.close();
  }
}

async function playSeated(
  seats: { readonly row: AgentSeat; readonly column: AgentSeat },
  match: MatchSpec,
  signal: AbortSignal,
  stop: AbortController,
): Promise<MatchRecord | null> {
  const k = match.game.actions.length;
  const isStopped = (): boolean => signal.aborted;
  const random = match.noise > 0 ? matchStream(match, "noise") : null;
  const moves = { row: new Uint8Array(match.turns), column: new Uint8Array(match.turns) };
  const flags =
    random === null ? NO_TREMBLES : { row: new Uint8Array(match.turns), column: new Uint8Array(match.turns) };
  const calls: CallRecord[] = [];

  let rowLast = startOf(k);
  let columnLast = rowLast;
  for (let turn = 0; turn < match.turns; turn++) {
    if (isStopped()) return null;
    const asked = await askBoth(seats, rowLast, columnLast, stop);
    calls.push(...asked.calls);
    if ("fault" in asked) {
      if (isStopped()) return null;
      if (!(asked.fault instanceof MatchAbort)) throw asked.fault;
      return aborted(match, moves, flags, turn, asked.fault.reason, calls);
    }
    const who = random === null ? 0 : whoTrembles(random.uint32(), match.noise);
    let { row: a, column: b } = asked;
    requireAction(a, k, match.row, turn);
    requireAction(b, k, match.column, turn);
    if (random !== null && who & ROW_TREMBLES) {
      a = trembled(a, k, random);
      flags.row[turn] = 1;
    }
    if (random !== null && who & COLUMN_TREMBLES) {
      b = trembled(b, k, random);
      flags.column[turn] = 1;
    }
    moves.row[turn] = a;
    moves.column[turn] = b;
    rowLast = a * k + b;
    columnLast = b * k + a;
  }
  return { match, ...moves, trembles: flags, status: "complete", ...(calls.length > 0 ? { calls } : {}) };
}

type Asked =
  | { readonly row: Action; readonly column: Action; readonly calls: readonly CallRecord[] }
  | { readonly fault: unknown; readonly calls: readonly CallRecord[] };

/** Both seats' moves; or the first fault, after which the other seat was told to stop. Calls of both are kept. */
async function askBoth(
  seats: { readonly row: AgentSeat; readonly column: AgentSeat },
  rowLast: Outcome,
  columnLast: Outcome,
  stop: AbortController,
): Promise<Asked> {
  const faults: unknown[] = [];
  const ask = async (seat: AgentSeat, last: Outcome): Promise<Move | null> => {
    try {
      return await seat.act(last);
    } catch (error) {
      faults.push(error);
      stop.abort();
      return null;
    }
  };
  const [row, column] = await Promise.all([ask(seats.row, rowLast), ask(seats.column, columnLast)]);
  const calls = [row, column].flatMap((move) => move?.calls ?? []);
  if (row !== null && column !== null) return { row: row.action, column: column.action, calls };
  const lost = faults.flatMap((fault) => (fault instanceof MatchAbort ? fault.calls : []));
  return { fault: faults[0], calls: [...calls, ...lost] };
}

/** A seat of any kind behind an agent's contract. */
function sit(player: Player, match: MatchSpec, seat: Seat, signal: AbortSignal): AgentSeat {
  const lane = laneOf(match, seat, player);
  if (player.kind === "agent") return player.begin(lane, signal);
  const seated = sitDown(player, [lane]);
  const last = new Uint8Array(1);
  const actions = new Uint8Array(1);
  return {
    act: async (outcome) => {
      last[0] = outcome;
      seated.act(1, last, actions);
      return { action: actions[0]! };
    },
    close: () => seated.close(),
  };
}

function aborted(
  match: MatchSpec,
  moves: { readonly row: Uint8Array; readonly column: Uint8Array },
  trembles: MatchRecord["trembles"],
  turns: number,
  reason: AbortReason,
  calls: readonly CallRecord[],
): MatchRecord {
  return {
    match,
    row: moves.row.slice(0, turns),
    column: moves.column.slice(0, turns),
    trembles: { row: trembles.row.slice(0, turns), column: trembles.column.slice(0, turns) },
    status: "aborted",
    reason,
    ...(calls.length > 0 ? { calls } : {}),
  };
}
