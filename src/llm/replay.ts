import { setImmediate } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import type { CallRecord, ParseStatus } from "../core/call.ts";
import { BudgetError, CoplayError, ProviderError, type ProviderFault } from "../core/errors.ts";
import type { Seat } from "../core/seat.ts";
import type { MatchRecord } from "../core/trajectory.ts";
import type { Exchange, Operator, Question } from "./exchange.ts";
import type { CallPlace, Json } from "./providers/provider.ts";

/** The logged record, with its calls, of the match that a call belongs to; undefined where it is not in the log. */
export type FindLogged = (place: CallPlace) => MatchRecord | undefined;

/**
 * Answers questions from a log instead of the network: each with what it was answered then, failures and all. What it
 * cost then is said again and paid to nobody. In the turn in which a match was broken off, the seat that did so is
 * answered first, and what the other one asked in vain ends with the signal's reason again.
 */
export function replayOperator(find: FindLogged): Operator {
  return {
    ask: async (question, signal) => {
      const { place } = question;
      const record = find(place);
      const call = record?.calls?.find((logged) => isAt(logged, place));
      if (record !== undefined && wasStopped(record, place)) {
        // Answers of a log come at once: whoever broke the match off has done so within a round of the event loop.
        await setImmediate();
        if (call === undefined) signal.throwIfAborted();
      }
      if (call === undefined) throw missing(question);
      const asked = JSON.parse(call.request) as Json;
      if (!isDeepStrictEqual(asked, JSON.parse(JSON.stringify(question.body)))) throw differing(question);
      return exchangeOf(call, record, question);
    },
  };
}

const isAt = (call: CallRecord, { seat, turn, purpose, attempt }: CallPlace): boolean =>
  call.seat === seat && call.turn === turn && call.purpose === purpose && call.attempt === attempt;

/** Whether a question is of the turn in which the co-player broke the match off. */
function wasStopped(record: MatchRecord, { seat, turn }: CallPlace): boolean {
  if (record.status !== "aborted" || turn !== record.row.length) return false;
  const culprit = whoBrokeOff(record);
  return culprit !== null && culprit !== seat;
}

/** The seat whose fault ended an aborted match: of those that were asked last and gave no answer, the one logged first. */
function whoBrokeOff({ calls = [] }: MatchRecord): Seat | null {
  const last = calls.at(-1);
  if (last === undefined) return null;
  const asked = calls.filter(
    ({ turn, purpose, attempt }) =>
      turn === last.turn && purpose === last.purpose && (purpose === "act" || attempt === last.attempt),
  );
  const hasAnswered = (seat: Seat): boolean => asked.some((call) => call.seat === seat && isAnswer(call));
  return asked.find(({ seat }) => !hasAnswered(seat))?.seat ?? null;
}

const MOVED: readonly ParseStatus[] = ["ok", "repaired", "reasked", "fallback"];

/** Whether a call gave its seat a move; or a message, which an empty one is as well. */
const isAnswer = ({ purpose, parseStatus }: CallRecord): boolean =>
  purpose === "say" ? parseStatus !== "failed" : MOVED.includes(parseStatus);

function exchangeOf(call: CallRecord, record: MatchRecord | undefined, { provider }: Question): Exchange {
  const { isCached, retries, latencyMs, costUsd } = call;
  const body = call.reply === null ? null : (JSON.parse(call.reply) as Json);
  if (body === null) {
    const error = errorOf(record?.reason?.code ?? "server", call.error ?? "no reply");
    return { reply: null, body, error, isCached, retries, latencyMs, costUsd };
  }
  return { reply: provider.read(body), body, error: null, isCached, retries, latencyMs, costUsd };
}

/** A failed call ends its match, so that the match's reason says what kind of failure it was. */
const errorOf = (code: string, message: string): ProviderError | BudgetError =>
  code === "budget" ? new BudgetError("player", message) : new ProviderError(code as ProviderFault, message);

const where = ({ match, seat, turn, attempt }: CallPlace): string =>
  `turn ${turn + 1}, ${seat} seat, attempt ${attempt + 1} of ${match.row} against ${match.column}, repetition ${match.repetition + 1}`;

const missing = ({ place }: Question): CoplayError =>
  new CoplayError(`the log has no call for ${where(place)}`, {
    hint: "The match does not play as it did then: coplay, or a player of it, has changed.",
  });

const differing = ({ place }: Question): CoplayError =>
  new CoplayError(`the request differs from the one that was logged for ${where(place)}`, {
    hint: "A prompt or what is known of the model has changed since: `coplay show` prints what was sent then.",
  });
