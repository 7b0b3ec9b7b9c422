import type { CallRecord, MessageRecord } from "../core/call.ts";
import { MatchAbort } from "../core/abort.ts";
import { startOf } from "../core/outcome.ts";
import type { AgentSeat, Player } from "../core/player.ts";
import type { Seat } from "../core/seat.ts";
import { NO_TREMBLES, type MatchRecord, type MatchSpec } from "../core/trajectory.ts";
import { requireAction } from "./action-check.ts";
import { askBoth } from "./both.ts";
import { follow } from "./follow.ts";
import { laneOf, sitDown } from "./lockstep.ts";
import { COLUMN_TREMBLES, ROW_TREMBLES, trembled, whoTrembles } from "./noise.ts";
import { matchStream } from "./streams.ts";
import { converse } from "./talk.ts";

/**
 * Plays one match in which at least one player has to be waited for. Both seats are asked at the same time. When one
 * cannot move, the other is told to stop, and the match is recorded as aborted with the turns that were complete.
 *
 * @param now a clock in ms since 1970, where the record is to say when it was played
 * @returns null where `signal` stopped the whole run: the match is then played again when the run goes on
 * @throws whatever a seat throws that is not a MatchAbort: a programmer's fault is not a result
 */
export async function playDialogue(
  row: Player,
  column: Player,
  match: MatchSpec,
  signal: AbortSignal,
  now?: () => number,
): Promise<MatchRecord | null> {
  const startedAt = now?.();
  const { controller: stop, leave } = follow(signal);
  const seats = {
    row: sit(row, match, "row", stop.signal),
    column: sit(column, match, "column", stop.signal),
  };
  try {
    const record = await playSeated(seats, match, signal, stop);
    if (record === null || now === undefined || startedAt === undefined) return record;
    return { ...record, period: { startedAt, endedAt: now() } };
  } finally {
    leave();
    seats.row.close();
    seats.column.close();
  }
}

async function playSeated(
  seats: Readonly<Record<Seat, AgentSeat>>,
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
  const messages: MessageRecord[] = [];
  const fail = (fault: unknown, turn: number): MatchRecord | null => {
    if (isStopped()) return null;
    if (!(fault instanceof MatchAbort)) throw fault;
    return { ...firstTurns(match, moves, flags, turn), ...said(calls, messages), reason: fault.reason };
  };

  const last = { row: startOf(k), column: startOf(k) };
  for (let turn = 0; turn < match.turns; turn++) {
    if (isStopped()) return null;
    if (match.talk !== undefined) {
      const talked = await converse(seats, match.talk, turn, last, stop);
      calls.push(...talked.calls);
      messages.push(...talked.messages);
      if ("fault" in talked) return fail(talked.fault, turn);
      if (isStopped()) return null;
    }
    const asked = await askBoth((seat) => seats[seat].act(last[seat]), stop);
    calls.push(...asked.calls);
    if ("fault" in asked) return fail(asked.fault, turn);
    const who = random === null ? 0 : whoTrembles(random.uint32(), match.noise);
    let a = asked.row.action;
    let b = asked.column.action;
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
    last.row = a * k + b;
    last.column = b * k + a;
  }
  return { match, ...moves, trembles: flags, status: "complete", ...said(calls, messages) };
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

type Moves = Readonly<Record<Seat, Uint8Array>>;

/** The record of a match that was aborted in a turn. */
function firstTurns(
  match: MatchSpec,
  moves: Moves,
  trembles: Moves,
  turns: number,
): Omit<MatchRecord, "reason"> {
  const cut = ({ row, column }: Moves): Moves => ({
    row: row.slice(0, turns),
    column: column.slice(0, turns),
  });
  return { match, ...cut(moves), trembles: cut(trembles), status: "aborted" };
}

/** What was asked and said, where anything was. */
const said = (
  calls: readonly CallRecord[],
  messages: readonly MessageRecord[],
): Pick<MatchRecord, "calls" | "messages"> => ({
  ...(calls.length > 0 ? { calls } : {}),
  ...(messages.length > 0 ? { messages } : {}),
});
