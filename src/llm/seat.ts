import { MatchAbort } from "../core/abort.ts";
import type { Action } from "../core/action.ts";
import type { CallRecord, ParseStatus } from "../core/call.ts";
import { BudgetError, type ProviderError } from "../core/errors.ts";
import type { Game } from "../core/game.ts";
import type { Outcome } from "../core/outcome.ts";
import type { AgentSeat, Lane, Move, Remark } from "../core/player.ts";
import { inquiryOf, type Setup, type Unreadable, type Wording } from "./inquiry.ts";
import { writeLabelling } from "./labels.ts";
import type { Said } from "./prompt/state.ts";
import type { ModelReply } from "./providers/provider.ts";
import { callRecord, type Findings } from "./record.ts";
import { actionAt } from "./reply/percentages.ts";
import { labelProbabilities } from "./reply/probabilities.ts";
import { readReply, type Reading } from "./reply/read.ts";
import { remarkOf } from "./reply/remark.ts";

/**
 * An LLM's seat in one match. It keeps what it saw and what was said, and asks its model anew every turn.
 *
 * @param signal the match is dropped: no more questions
 */
export function llmSeat(setup: Setup, lane: Lane, signal: AbortSignal): AgentSeat {
  const { settings, elicitation } = setup;
  const { game } = lane.terms;
  const inquiry = inquiryOf(setup, lane);
  const { labels } = inquiry.labelling;
  const written = writeLabelling(inquiry.labelling, game);
  const fallback = game.actions.findIndex(({ symbol }) => symbol === settings.fallback);
  const outcomes: Outcome[] = [];
  const said: Said[][] = [];
  let turn = 0;
  let ownWords = "";

  /** The last outcome is told before talk and before the move. */
  function note(last: Outcome): void {
    if (outcomes.length < turn) outcomes.push(last);
    if (lane.talk !== undefined && said.length === turn) said.push([]);
  }

  async function act(last: Outcome): Promise<Move> {
    note(last);
    // Drawn before anything is asked: one draw a move, however many replies it takes.
    const point = elicitation.mode === "percentages" ? lane.random.next() : 0;
    const calls: CallRecord[] = [];
    const moved = (action: Action): Move => {
      turn++;
      return { action, calls };
    };
    let before: Unreadable | null = null;
    for (let attempt = 0; ; attempt++) {
      const wording: Wording = inquiry.act({ outcomes, said }, attempt, before);
      const exchange = await inquiry.send(wording, outcomes, signal).catch((error: unknown) => {
        throw error === signal.reason && calls.length > 0 ? dropped(calls) : error;
      });
      const log = (findings: Findings): number =>
        calls.push(callRecord(setup, wording, exchange, { ...findings, labels: written }));
      if (exchange.reply === null) {
        log({ parseStatus: "failed" });
        throw failed(exchange.error!, calls);
      }
      const reading = readReply(exchange.reply, elicitation, labels);
      const { answer, reasoning } = reading;
      const parseStatus = statusOf(reading, attempt);
      if (reading.kind === "answer") {
        const action = actionAt(point, reading.distribution);
        const measured = measuredIn(exchange.reply, reading, action);
        log({ parseStatus, answer, reasoning, ...measured });
        return moved(action);
      }
      const fault = reading.kind === "unreadable" ? reading.fault : null;
      log({
        parseStatus,
        answer,
        reasoning,
        fault: fault ?? (parseStatus === "fallback" ? reading.kind : null),
      });
      if (parseStatus === "fallback") return moved(fallback);
      if (fault === null || attempt === settings.reasks) {
        throw new MatchAbort({ code: reading.kind, detail: detailOf(reading, calls.length) }, calls);
      }
      before = { fault, answer: answer ?? "" };
    }
  }

  function statusOf(reading: Reading, attempt: number): ParseStatus {
    if (reading.kind === "answer") return attempt > 0 ? "reasked" : reading.isRepaired ? "repaired" : "ok";
    const isAskedAgain = reading.kind === "unreadable" && attempt < settings.reasks;
    return fallback < 0 || isAskedAgain ? reading.kind : "fallback";
  }

  /** The mixed strategy that was asked for, and how sure the model was of its label. */
  function measuredIn(
    { logprobs }: ModelReply,
    { distribution, isRepaired }: Extract<Reading, { kind: "answer" }>,
    action: Action,
  ): Pick<Findings, "distribution" | "labelProbabilities"> {
    const { mode } = elicitation;
    const found = isRepaired ? null : labelProbabilities(logprobs, mode, action, labels);
    return {
      distribution: mode === "percentages" ? bySymbol(game, distribution) : null,
      labelProbabilities:
        found === null ? null : bySymbol(game, found.labels, { leftover: rounded(found.leftover) }),
    };
  }

  async function say(last: Outcome): Promise<Remark> {
    note(last);
    const wording = inquiry.say({ outcomes, said }, said[turn]!.length);
    const exchange = await inquiry.send(wording, outcomes, signal);
    if (exchange.reply === null) {
      throw failed(exchange.error!, [callRecord(setup, wording, exchange, { parseStatus: "failed" })]);
    }
    const { text: answer, stop } = exchange.reply;
    const isRefused = stop === "refusal";
    ownWords = isRefused ? "" : remarkOf(answer ?? "", lane.talk!.maxLength);
    const parseStatus = isRefused ? "refused" : stop === "length" ? "truncated" : "ok";
    return { text: ownWords, calls: [callRecord(setup, wording, exchange, { parseStatus, answer })] };
  }

  return {
    act,
    say,
    hear: (text) => said[turn]!.push({ own: ownWords, other: text }),
    close: () => undefined,
  };
}

function failed(error: ProviderError | BudgetError, calls: readonly CallRecord[]): MatchAbort {
  const code = error instanceof BudgetError ? "budget" : error.fault;
  return new MatchAbort({ code, detail: error.message }, calls);
}

/** What a seat was told before its co-player's fault ended the match is logged with it. */
const dropped = (calls: readonly CallRecord[]): MatchAbort =>
  new MatchAbort({ code: "dropped", detail: "the match ended before a move could be had" }, calls);

function detailOf(reading: Exclude<Reading, { kind: "answer" }>, replies: number): string {
  switch (reading.kind) {
    case "refused":
      return "the model refused to answer";
    case "truncated":
      return "the reply ended at the bound of output tokens";
    case "unreadable":
      return `none of ${replies} replies could be read; the last one: ${reading.fault}`;
  }
}

const rounded = (share: number): number => Number(share.toFixed(6));

/** Shares of the actions as JSON, by symbol. */
function bySymbol({ actions }: Game, shares: readonly number[], more: object = {}): string {
  const named = actions.map(({ symbol }, action) => [symbol, rounded(shares[action]!)]);
  return JSON.stringify({ ...Object.fromEntries(named), ...more });
}
