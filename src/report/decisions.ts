import type { CallRecord, ParseStatus } from "../core/call.ts";
import type { Game } from "../core/game.ts";
import type { Json } from "../core/json.ts";
import { writeMoves } from "../core/notation.ts";
import type { Seat } from "../core/seat.ts";
import type { MatchRecord } from "../core/trajectory.ts";
import { jsonOf } from "./json.ts";
import { count, NONE, usd } from "./number.ts";
import type { Column } from "./table.ts";

/** A move that an LLM was asked for, and what came of asking. */
export interface Decision {
  /** Counts from 0. */
  readonly turn: number;
  readonly seat: Seat;
  readonly player: string;
  /** What its prompt called the action that it chose; null where it chose none, or the log does not tell. */
  readonly label: string | null;
  /** The letter of the realised action, in lower case where noise flipped it; null in the turn that was never whole. */
  readonly move: string | null;
  /** Of the last call. */
  readonly parseStatus: ParseStatus;
  readonly calls: number;
  readonly retries: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** Null where the price of a call is not known. */
  readonly costUsd: number | null;
  /** Calls that were answered by the cache. */
  readonly cached: number;
}

/** The moves of a match that LLMs were asked for, turn by turn, the row seat first. */
export function decisionsOf(record: MatchRecord): Decision[] {
  const asked = new Map<string, CallRecord[]>();
  for (const call of record.calls ?? []) {
    if (call.purpose !== "act") continue;
    const key = `${call.turn} ${call.seat}`;
    asked.set(key, [...(asked.get(key) ?? []), call]);
  }
  return [...asked.values()]
    .map((calls) => decisionOf(record, calls))
    .sort((a, b) => a.turn - b.turn || (a.seat === b.seat ? 0 : a.seat === "row" ? -1 : 1));
}

function decisionOf(record: MatchRecord, calls: readonly CallRecord[]): Decision {
  const last = calls.at(-1)!;
  const { turn, seat, parseStatus } = last;
  const sum = (of: (call: CallRecord) => number | null): number =>
    calls.reduce((total, call) => total + (of(call) ?? 0), 0);
  const isPriced = calls.every(({ costUsd }) => costUsd !== null);
  return {
    turn,
    seat,
    player: record.match[seat],
    label: labelOf(record, last),
    move: moveOf(record, seat, turn),
    parseStatus,
    calls: calls.length,
    retries: sum((call) => call.retries),
    inputTokens: sum((call) => call.tokens.input),
    outputTokens: sum((call) => call.tokens.output),
    costUsd: isPriced ? sum((call) => call.costUsd) : null,
    cached: sum((call) => Number(call.isCached)),
  };
}

/** The letter that stands for a seat's move in a turn; null where the match did not get so far. */
export function moveOf({ match, trembles, ...moves }: MatchRecord, seat: Seat, turn: number): string | null {
  const one = (flags: Uint8Array): Uint8Array => flags.subarray(turn, turn + 1);
  return writeMoves(match.game, one(moves[seat]), one(trembles[seat])) || null;
}

const OWN_CHOICE: readonly ParseStatus[] = ["ok", "repaired", "reasked"];

/** What the chosen action was called. With more than two actions, the log does not tell what a flipped one was. */
function labelOf(record: MatchRecord, { turn, seat, parseStatus, labels }: CallRecord): string | null {
  const { game } = record.match;
  const played = record[seat][turn];
  if (played === undefined || !OWN_CHOICE.includes(parseStatus)) return null;
  const isFlipped = record.trembles[seat][turn] === 1;
  if (isFlipped && game.actions.length > 2) return null;
  const { symbol } = game.actions[isFlipped ? 1 - played : played]!;
  return labelsIn(labels, game)?.labels.get(symbol) ?? null;
}

/** What each action was called, by its symbol, and in which order they were named. */
export interface LoggedLabels {
  readonly labels: ReadonlyMap<string, string>;
  readonly order: readonly string[];
}

/** The labels of a logged call; null where it has none, or something else than labels. */
export function labelsIn(text: string | null, { actions }: Game): LoggedLabels | null {
  const logged = jsonOf(text);
  if (logged === null || typeof logged !== "object" || Array.isArray(logged)) return null;
  const { order, ...named } = logged as Readonly<Record<string, Json>>;
  const labels = new Map<string, string>();
  for (const { symbol } of actions) {
    const label = named[symbol];
    if (typeof label === "string") labels.set(symbol, label);
  }
  const listed = Array.isArray(order) ? order.filter((symbol) => typeof symbol === "string") : [];
  return labels.size === 0 ? null : { labels, order: listed };
}

/** The columns of a table of decisions. */
export const decisionColumns: readonly Column<Decision>[] = [
  { header: "turn", align: "right", rank: 0, value: ({ turn }) => String(turn + 1) },
  { header: "player", align: "left", rank: 0, value: ({ player }) => player },
  { header: "seat", align: "left", rank: 5, value: ({ seat }) => seat },
  { header: "said", align: "left", rank: 1, value: ({ label }) => label ?? NONE },
  { header: "move", align: "left", rank: 0, value: ({ move }) => move ?? NONE },
  { header: "status", align: "left", rank: 0, value: ({ parseStatus }) => parseStatus },
  { header: "calls", align: "right", rank: 2, value: ({ calls }) => count(calls) },
  { header: "tokens in", align: "right", rank: 4, value: ({ inputTokens }) => count(inputTokens) },
  { header: "tokens out", align: "right", rank: 4, value: ({ outputTokens }) => count(outputTokens) },
  {
    header: "cost",
    align: "right",
    rank: 3,
    value: ({ costUsd }) => (costUsd === null ? "unknown" : usd(costUsd)),
  },
  { header: "", align: "left", rank: 3, value: ({ cached }) => (cached > 0 ? "cached" : "") },
];
