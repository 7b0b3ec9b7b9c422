import { startOf } from "../core/outcome.ts";
import type { Lane, Policy, PolicySeat, Strategy } from "../core/player.ts";
import { NO_TREMBLES, type MatchRecord, type MatchSpec } from "../core/trajectory.ts";
import type { Seat } from "../core/seat.ts";
import { requireAction } from "./action-check.ts";
import { COLUMN_TREMBLES, ROW_TREMBLES, trembled, whoTrembles } from "./noise.ts";
import { matchStream, strategyStream } from "./streams.ts";
import { termsFor } from "./terms.ts";

/** A player that can always answer at once. */
export type Prompt = Strategy | Policy;

/** The lane of one seat of one match. */
export function laneOf(match: MatchSpec, seat: Seat, player: Prompt | { readonly kind: "agent" }): Lane {
  const random = player.kind === "strategy" ? strategyStream(match, seat, player) : matchStream(match, seat);
  const terms = termsFor(match, seat);
  const { talk } = match;
  return talk === undefined ? { terms, random, match, seat } : { terms, random, match, seat, talk };
}

/** Seats a player in many matches; a strategy gets one closure a lane. */
export function sitDown(player: Prompt, lanes: readonly Lane[]): PolicySeat {
  if (player.kind === "policy") return player.sit(lanes);
  const responds = lanes.map(({ terms, random }) => player.begin(terms, random));
  let turn = 0;
  return {
    act(n, last, actions) {
      for (let lane = 0; lane < n; lane++) {
        const action = responds[lane]!(last[lane]!);
        // Checked before it is written: a Uint8Array makes an action of anything.
        requireAction(action, lanes[lane]!.terms.game.actions.length, player.id, turn);
        actions[lane] = action;
      }
      turn++;
    },
    close: () => undefined,
  };
}

/**
 * Plays many matches between the same two players in lockstep, one batched answer a seat and turn.
 * Lanes run longest first, so that those still running are always a prefix. Records come in the order of `matches`.
 * All matches share one game.
 */
export function playLockstep(row: Prompt, column: Prompt, matches: readonly MatchSpec[]): MatchRecord[] {
  const order = matches.map((_, i) => i).sort((a, b) => matches[b]!.turns - matches[a]!.turns);
  const lanes = order.map((i) => matches[i]!);
  const game = lanes[0]?.game;
  if (game === undefined) return [];

  const k = game.actions.length;
  const seats = { row: seatAt("row", row, lanes, k), column: seatAt("column", column, lanes, k) };
  const noise = lanes.map((match) => (match.noise > 0 ? matchStream(match, "noise") : null));
  const records = lanes.map((match): MatchRecord => {
    const flags = (): Uint8Array => new Uint8Array(match.turns);
    const trembles = match.noise > 0 ? { row: flags(), column: flags() } : NO_TREMBLES;
    return { match, row: flags(), column: flags(), trembles, status: "complete" };
  });

  let running = lanes.length;
  for (let turn = 0; ; turn++) {
    while (running > 0 && lanes[running - 1]!.turns <= turn) running--;
    if (running === 0) break;
    seats.row.seat.act(running, seats.row.last, seats.row.actions);
    seats.column.seat.act(running, seats.column.last, seats.column.actions);
    for (let lane = 0; lane < running; lane++) {
      const record = records[lane]!;
      let a = seats.row.actions[lane]!;
      let b = seats.column.actions[lane]!;
      requireAction(a, k, row.id, turn);
      requireAction(b, k, column.id, turn);
      const random = noise[lane] ?? null;
      if (random !== null) {
        const who = whoTrembles(random.uint32(), record.match.noise);
        if (who & ROW_TREMBLES) {
          a = trembled(a, k, random);
          record.trembles.row[turn] = 1;
        }
        if (who & COLUMN_TREMBLES) {
          b = trembled(b, k, random);
          record.trembles.column[turn] = 1;
        }
      }
      record.row[turn] = a;
      record.column[turn] = b;
      seats.row.last[lane] = a * k + b;
      seats.column.last[lane] = b * k + a;
    }
  }

  seats.row.seat.close();
  seats.column.seat.close();
  const inGivenOrder = new Array<MatchRecord>(records.length);
  order.forEach((i, lane) => (inGivenOrder[i] = records[lane]!));
  return inGivenOrder;
}

function seatAt(seat: Seat, player: Prompt, matches: readonly MatchSpec[], k: number) {
  const lanes = matches.map((match) => laneOf(match, seat, player));
  return {
    seat: sitDown(player, lanes),
    last: new Uint8Array(lanes.length).fill(startOf(k)),
    actions: new Uint8Array(lanes.length),
  };
}
