import type { CallRecord, MessageRecord } from "../core/call.ts";
import type { Outcome } from "../core/outcome.ts";
import type { AgentSeat, Remark } from "../core/player.ts";
import { SEATS, type Seat } from "../core/seat.ts";
import { cutTo, type Talk } from "../core/talk.ts";
import { askBoth } from "./both.ts";

/** What came of the talk before one turn; a fault is whatever a seat threw. */
export interface Conversation {
  readonly messages: readonly MessageRecord[];
  readonly calls: readonly CallRecord[];
  readonly fault?: unknown;
}

/**
 * Lets the seats talk before a turn. Both speak at the same time: a message is heard when the other's of the same
 * round is said. Silence is heard too, and not logged.
 */
export async function converse(
  seats: Readonly<Record<Seat, AgentSeat>>,
  { messages: rounds, maxLength, line }: Talk,
  turn: number,
  last: Readonly<Record<Seat, Outcome>>,
  stop: AbortController,
): Promise<Conversation> {
  const messages: MessageRecord[] = [];
  const calls: CallRecord[] = [];
  for (let round = 0; round < rounds && !stop.signal.aborted; round++) {
    const said = await askBoth<Remark>((seat) => seats[seat].say?.(last[seat]) ?? { text: line }, stop);
    calls.push(...said.calls);
    if ("fault" in said) return { messages, calls, fault: said.fault };
    const texts = { row: cutTo(said.row.text, maxLength), column: cutTo(said.column.text, maxLength) };
    for (const seat of SEATS) if (texts[seat] !== "") messages.push({ seat, turn, text: texts[seat] });
    seats.row.hear?.(texts.column);
    seats.column.hear?.(texts.row);
  }
  return { messages, calls };
}
