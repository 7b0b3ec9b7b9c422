import { startOf, type Outcome } from "../core/outcome.ts";
import type { Move, Player } from "../core/player.ts";
import type { Random } from "../core/random.ts";
import {
  MatchAbort,
  NO_TREMBLES,
  type AbortReason,
  type CallRecord,
  type MatchRecord,
  type MatchSpec,
  type Seat,
} from "../core/trajectory.ts";
import { laneOf, sitDown } from "./lockstep.ts";
import { trembled } from "./noise.ts";
import { matchStream } from "./streams.ts";

type Act = (last: Outcome) => Promise<Move>;

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
  const k = match.game.actions.length;
  const stop = new AbortController();
  const ownSignal = AbortSignal.any([signal, stop.signal]);
  const actRow = sit(row, match, "row", ownSignal);
  const actColumn = sit(column, match, "column", ownSignal);
  const random = match.noise > 0 ? matchStream(match, "noise") : null;
  const flags = (): Uint8Array => new Uint8Array(match.turns);
  const moves = { row: flags(), column: flags() };
  const trembles = random === null ? NO_TREMBLES : { row: flags(), column: flags() };
  const calls: CallRecord[] = [];

  let rowLast = startOf(k);
  let columnLast = rowLast;
  for (let turn = 0; turn < match.turns; turn++) {
    let fault: unknown;
    const stopOther = (error: unknown): null => {
      fault ??= error;
      stop.abort();
      keepCalls(error, calls);
      return null;
    };
    const [rowMove, columnMove] = await Promise.all([
      actRow(rowLast).catch(stopOther),
      actColumn(columnLast).catch(stopOther),
    ]);
    if (rowMove?.calls !== undefined) calls.push(...rowMove.calls);
    if (columnMove?.calls !== undefined) calls.push(...columnMove.calls);
    if (signal.aborted) return null;
    if (rowMove === null || columnMove === null) {
      if (!(fault instanceof MatchAbort)) throw fault;
      return aborted(match, moves, trembles, turn, fault.reason, calls);
    }
    const a = tremble(rowMove.action, match.noise, k, random, trembles.row, turn);
    const b = tremble(columnMove.action, match.noise, k, random, trembles.column, turn);
    moves.row[turn] = a;
    moves.column[turn] = b;
    rowLast = a * k + b;
    columnLast = b * k + a;
  }
  return { match, ...moves, trembles, status: "complete", ...(calls.length > 0 ? { calls } : {}) };
}

/** A seat of any kind as a function to be awaited. */
function sit(player: Player, match: MatchSpec, seat: Seat, signal: AbortSignal): Act {
  const lane = laneOf(match, seat, player);
  if (player.kind === "agent") {
    const agent = player.begin(lane, signal);
    return (last) => agent.act(last);
  }
  const seated = sitDown(player, [lane]);
  const last = new Uint8Array(1);
  const actions = new Uint8Array(1);
  return async (outcome) => {
    last[0] = outcome;
    seated.act(1, last, actions);
    return { action: actions[0]! };
  };
}

function keepCalls(error: unknown, calls: CallRecord[]): void {
  if (error instanceof MatchAbort) calls.push(...error.calls);
}

function tremble(
  meant: number,
  noise: number,
  k: number,
  random: Random | null,
  flags: Uint8Array,
  turn: number,
): number {
  if (random === null || random.next() >= noise) return meant;
  flags[turn] = 1;
  return trembled(meant, k, random);
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
